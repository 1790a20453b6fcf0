// Loss, gradient and Hessian at given points: (loss, fx, fy, fxx) and (fxy, fyy) of each.

@group(0) @binding(0) var<uniform> surface: SurfaceParameters;
@group(0) @binding(1) var<storage, read> points: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> results: array<vec4f>;

@compute @workgroup_size(64)
fn evaluate(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= arrayLength(&points)) {
    return;
  }
  let slope = surface_gradient(points[index]);
  let curvature = surface_hessian(points[index]);
  results[2u * index] = vec4f(surface_loss(points[index]), slope, curvature.x);
  results[2u * index + 1u] = vec4f(curvature.yz, 0.0, 0.0);
}
