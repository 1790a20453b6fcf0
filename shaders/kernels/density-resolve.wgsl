// Turns the counts of the density map into trajectories per cell, smoothed so that no cells show, four ensembles at a
// time, and sums them up for the exposure.

struct ResolveUniforms {
  side: u32,
  // Groups of four ensembles.
  groups: u32,
  // Trajectories per unit of the counts.
  perCount: f32,
}

@group(0) @binding(0) var<uniform> resolving: ResolveUniforms;
@group(0) @binding(1) var<storage, read> counts: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> density: array<vec4f>;
// Of each workgroup: the sums of the density over all ensembles, and of its square.
@group(0) @binding(3) var<storage, read_write> sums: array<vec2f>;

var<workgroup> groupSums: array<vec2f, 64>;

fn count_at(group: u32, x: i32, y: i32) -> vec4f {
  let last = i32(resolving.side) - 1;
  let cell = u32(clamp(y, 0, last)) * resolving.side + u32(clamp(x, 0, last));
  return vec4f(counts[group * resolving.side * resolving.side + cell]);
}

fn row_at(group: u32, x: i32, y: i32) -> vec4f {
  return 0.25 * count_at(group, x - 1, y) + 0.5 * count_at(group, x, y) + 0.25 * count_at(group, x + 1, y);
}

@compute @workgroup_size(8, 8)
fn resolve(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  var total = 0.0;
  if (all(id.xy < vec2u(resolving.side))) {
    let x = i32(id.x);
    let y = i32(id.y);
    for (var group = 0u; group < resolving.groups; group += 1u) {
      let sum = 0.25 * row_at(group, x, y - 1) + 0.5 * row_at(group, x, y) + 0.25 * row_at(group, x, y + 1);
      let smoothed = sum * resolving.perCount;
      density[(group * resolving.side + id.y) * resolving.side + id.x] = smoothed;
      total += dot(smoothed, vec4f(1.0));
    }
  }
  groupSums[lane] = vec2f(total, total * total);
  workgroupBarrier();
  // One lane adds them up: a tree would need six barriers, which a software adapter pays for dearly. Always in the same
  // order, so that the same run gives the same picture to the last bit.
  if (lane == 0u) {
    var sum = vec2f();
    for (var index = 0u; index < 64u; index += 1u) {
      sum += groupSums[index];
    }
    sums[workgroup.y * workgroups.x + workgroup.x] = sum;
  }
}
