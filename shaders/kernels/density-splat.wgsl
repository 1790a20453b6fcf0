// Adds one ensemble to the density map: every trajectory leaves its weight along the last stretch of its way, from the
// samples of its history alone, so that the map at a step is the same however the run got there.

struct SplatUniforms {
  lowest: vec2f,
  cellsPerUnit: vec2f,
  trajectories: u32,
  slots: u32,
  newestSlot: u32,
  filledSlots: u32,
  side: u32,
  // Of the ensemble's channel in the first cell; cells are four words apart.
  firstWord: u32,
  // How many points of its way a trajectory leaves, and how many of them lie between two samples.
  points: u32,
  pointsPerSlot: u32,
  // As the view draws heads: 1 at the newest sample, 0 at the one before.
  fraction: f32,
}

const NOWHERE = 0xffffffffu;

@group(0) @binding(0) var<uniform> splatting: SplatUniforms;
@group(0) @binding(1) var<storage, read> history: array<vec4f>;
// By point, from the head backwards.
@group(0) @binding(2) var<storage, read> weights: array<u32>;
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>>;

fn sample_at(age: u32, trajectory: u32) -> vec4f {
  let slot = (splatting.newestSlot + splatting.slots - age) % splatting.slots;
  return history[history_index(trajectory, slot, splatting.slots)];
}

// The cell of a point; NOWHERE outside of the domain. The domain's upper ends belong to the last cells.
fn cell_of(point: vec2f) -> u32 {
  let place = (point - splatting.lowest) * splatting.cellsPerUnit;
  let side = f32(splatting.side);
  if (!(all(place >= vec2f(0.0)) && all(place <= vec2f(side)))) {
    return NOWHERE;
  }
  let cell = min(vec2u(place), vec2u(splatting.side - 1u));
  return cell.y * splatting.side + cell.x;
}

fn deposit(cell: u32, weight: u32) {
  if (cell != NOWHERE && weight > 0u) {
    atomicAdd(&counts[splatting.firstWord + 4u * cell], weight);
  }
}

@compute @workgroup_size(64)
fn splat(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let trajectory = id.x + id.y * groups.x * 64u;
  if (trajectory >= splatting.trajectories) {
    return;
  }
  let oldest = splatting.filledSlots - 1u;
  var newerAge = NOWHERE;
  var newer = vec4f();
  var older = vec4f();
  // What slow and resting trajectories leave falls into one cell: it is added once.
  var cell = NOWHERE;
  var held = 0u;
  for (var point = 0u; point < splatting.points; point += 1u) {
    let age = 1.0 - splatting.fraction + f32(point) / f32(splatting.pointsPerSlot);
    let whole = min(u32(age), oldest);
    if (whole != newerAge) {
      newerAge = whole;
      newer = sample_at(whole, trajectory);
      older = sample_at(min(whole + 1u, oldest), trajectory);
    }
    // The speed of a sample is −1 once the trajectory has diverged.
    var here = NOWHERE;
    if (newer.w >= 0.0 && older.w >= 0.0) {
      here = cell_of(newer.xy + (older.xy - newer.xy) * min(age - f32(whole), 1.0));
    }
    if (here != cell) {
      deposit(cell, held);
      cell = here;
      held = 0u;
    }
    held += weights[point];
  }
  deposit(cell, held);
}
