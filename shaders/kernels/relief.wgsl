// Loss and gradient on the vertices of a grid over the domain, for drawing: never NaN or infinite.

struct ReliefUniforms {
  lowest: vec2f,
  highest: vec2f,
  columns: u32,
  rows: u32,
}

@group(0) @binding(0) var<uniform> relief: ReliefUniforms;
@group(0) @binding(1) var<uniform> surface: SurfaceParameters;
@group(0) @binding(2) var<storage, read_write> vertices: array<vec4f>;

// Infinities and NaN, told by their exponent bits, become a large finite value.
fn bounded(value: f32) -> f32 {
  let bits = bitcast<u32>(value);
  if ((bits & 0x7f800000u) != 0x7f800000u) {
    return value;
  }
  return select(3e38, -3e38, bits == 0xff800000u);
}

@compute @workgroup_size(64)
fn relief_vertices(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= relief.columns * relief.rows) {
    return;
  }
  let cell = vec2f(f32(index % relief.columns), f32(index / relief.columns));
  let share = cell / vec2f(f32(relief.columns - 1u), f32(relief.rows - 1u));
  let p = relief.lowest + share * (relief.highest - relief.lowest);
  let slope = surface_gradient(p);
  vertices[index] = vec4f(bounded(surface_loss(p)), bounded(slope.x), bounded(slope.y), 0.0);
}
