// Normal gradient noise: the loss of a step is f(p) + ε·(p − x), so that its gradient is ∇f(p) + ε everywhere.

// Where the step began: x.
var<private> stepOrigin: vec2f;
// ε of the step, one realisation for all its evaluations.
var<private> stepNoise: vec2f;

// Draws ε = L n, with L the triangular factor of the covariance (run.noise = L.xx, L.yx, L.yy).
fn begin_step(step: u32, origin: vec2f) {
  begin_draws(step);
  stepOrigin = origin;
  let n = normals();
  stepNoise = vec2f(run.noise.x * n.x, run.noise.y * n.x + run.noise.z * n.y);
}

fn loss(p: vec2f) -> f32 {
  count_loss();
  return surface_loss(p) + dot(stepNoise, p - stepOrigin);
}

fn gradient(p: vec2f) -> vec2f {
  count_gradient();
  return surface_gradient(p) + stepNoise;
}

fn hessian(p: vec2f) -> vec3f {
  count_hessian();
  return surface_hessian(p);
}
