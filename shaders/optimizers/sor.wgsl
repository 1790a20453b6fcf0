// Young 1954: a sweep over the coordinates, each relaxed with the newest values of the other.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let halfway = vec2f(x.x - h.omega * newton_ratio(gradient(x).x, hessian(x).x), x.y);
  return vec2f(halfway.x, halfway.y - h.omega * newton_ratio(gradient(halfway).y, hessian(halfway).z));
}

// A coordinate without curvature (below 2⁻¹⁰⁰) stays.
fn newton_ratio(slope: f32, curvature: f32) -> f32 {
  if (abs(curvature) < 7.8886091e-31f) {
    return 0.0;
  }
  return slope / curvature;
}
