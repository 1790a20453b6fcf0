// The list of trajectories that are left to `descend_carefully`, and how many workgroups it takes to run them.

struct Deferral {
  groups: atomic<u32>,
  groupRows: atomic<u32>,
  groupLayers: atomic<u32>,
  count: atomic<u32>,
}

@group(1) @binding(0) var<storage, read_write> deferred: array<u32>;
@group(1) @binding(1) var<storage, read_write> deferral: Deferral;

fn defer_trajectory(index: u32) {
  let place = atomicAdd(&deferral.count, 1u);
  deferred[place] = index;
  atomicMax(&deferral.groups, place / 64u + 1u);
  atomicStore(&deferral.groupRows, 1u);
  atomicStore(&deferral.groupLayers, 1u);
}
