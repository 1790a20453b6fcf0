// Exact losses, gradients and Hessians.

fn loss(p: vec2f) -> f32 {
  count_loss();
  return surface_loss(p);
}

fn gradient(p: vec2f) -> vec2f {
  count_gradient();
  return surface_gradient(p);
}

fn hessian(p: vec2f) -> vec3f {
  count_hessian();
  return surface_hessian(p);
}
