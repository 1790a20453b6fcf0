// Counts the trajectories of one ensemble: by status, and those within reach of a listed minimum now.

// Where the fields lie in a trajectory's words; position at 0 and 1.
const STATUS_WORD = 5u;

struct CountUniforms {
  trajectories: u32,
  // Words from one trajectory to the next.
  words: u32,
  minima: u32,
  radius: f32,
}

@group(0) @binding(0) var<uniform> uniforms: CountUniforms;
@group(0) @binding(1) var<storage, read> words: array<u32>;
@group(0) @binding(2) var<storage, read> minima: array<vec2f>;
// Running, converged, stationary, diverged, arrived.
@group(0) @binding(3) var<storage, read_write> counts: array<atomic<u32>, 5>;

// Totals of the workgroup: one global addition each instead of 64.
var<workgroup> groupCounts: array<atomic<u32>, 5>;

fn has_arrived(position: vec2f) -> bool {
  for (var m = 0u; m < uniforms.minima; m += 1u) {
    if (distance(position, minima[m]) <= uniforms.radius) {
      return true;
    }
  }
  return false;
}

@compute @workgroup_size(64)
fn count(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = id.x + id.y * groups.x * 64u;
  if (index < uniforms.trajectories) {
    let base = index * uniforms.words;
    let position = vec2f(bitcast<f32>(words[base]), bitcast<f32>(words[base + 1u]));
    atomicAdd(&groupCounts[min(words[base + STATUS_WORD], 3u)], 1u);
    if (has_arrived(position)) {
      atomicAdd(&groupCounts[4], 1u);
    }
  }
  workgroupBarrier();
  if (lane < 5u) {
    let total = atomicLoad(&groupCounts[lane]);
    if (total > 0u) {
      atomicAdd(&counts[lane], total);
    }
  }
}
