// The list of trajectories that `descend` has left, and how many there are.

struct Deferral {
  groups: u32,
  groupRows: u32,
  groupLayers: u32,
  count: u32,
}

@group(1) @binding(0) var<storage, read> deferred: array<u32>;
@group(1) @binding(1) var<storage, read> deferral: Deferral;
