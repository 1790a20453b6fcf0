// The exposure of the density map: how many trajectories share a cell with a typical one, and what is shown of it.

struct ExposeUniforms {
  workgroups: u32,
  // The share of the way from what is shown to what is measured that this frame goes; 1 is there.
  rate: f32,
}

@group(0) @binding(0) var<uniform> exposing: ExposeUniforms;
@group(0) @binding(1) var<storage, read> sums: array<vec2f>;
// Shown, measured: trajectories in the cell of a typical one.
@group(0) @binding(2) var<storage, read_write> exposure: vec4f;

var<workgroup> laneSums: array<vec2f, 256>;

@compute @workgroup_size(256)
fn expose(@builtin(local_invocation_index) lane: u32) {
  var sum = vec2f();
  for (var index = lane; index < exposing.workgroups; index += 256u) {
    sum += sums[index];
  }
  laneSums[lane] = sum;
  for (var half = 128u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (lane < half) {
      laneSums[lane] += laneSums[lane + half];
    }
  }
  if (lane == 0u) {
    // The mean density where trajectories are, Σd² / Σd; where nobody is any value serves.
    let measured = max(laneSums[0].y / max(laneSums[0].x, 1e-20), 1e-6);
    let shown = max(exposure.x, 1e-6);
    exposure = vec4f(select(shown * pow(measured / shown, exposing.rate), measured, exposing.rate >= 1.0), measured, 0.0, 0.0);
  }
}
