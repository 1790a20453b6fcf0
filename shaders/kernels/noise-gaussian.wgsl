// Normal gradient noise: the loss of a step is f(p) + ε·(p − x), so that its gradient is ∇f(p) + ε everywhere.

// Draws ε = L n, with L the triangular factor of the covariance (run.noise = L.xx, L.yx, L.yy).
fn begin_noise() {
  let n = normals();
  stepNoise = vec2f(run.noise.x * n.x, run.noise.y * n.x + run.noise.z * n.y);
}

fn loss(p: vec2f) -> f32 {
  evaluations.x += 1u;
  return surface_loss(p) + dot(stepNoise, p - stepOrigin);
}

fn gradient(p: vec2f) -> vec2f {
  evaluations.y += 1u;
  return surface_gradient(p) + stepNoise;
}
