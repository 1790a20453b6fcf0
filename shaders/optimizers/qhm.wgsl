// Ma & Yarats 2019, QHM: m = βm + (1 − β)g, x = x − α((1 − ν)g + νm).
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  // In a steady gradient m a displacement is −αm; with α = 0 nothing moves.
  if (h.learningRate != 0.0) {
    (*state).momentum = (vec2f(0.0) - velocity) / h.learningRate;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let m = h.beta * (*state).momentum + h.oneMinusBeta * g;
  (*state).momentum = m;
  return x - h.learningRate * ((1.0 - h.nu) * g + h.nu * m);
}
