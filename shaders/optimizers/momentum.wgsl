// Polyak 1964, in gradient units as PyTorch: z = βz + (1 − τ)g, x = x − αz.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  // A displacement is −αz; with α = 0 no z moves anything.
  if (h.learningRate != 0.0) {
    (*state).momentum = (vec2f(0.0) - velocity) / h.learningRate;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  if (hasDampening) {
    // The first gradient enters whole.
    g *= select(h.oneMinusDampening, 1.0, t == 1u);
  }
  let z = h.beta * (*state).momentum + g;
  (*state).momentum = z;
  return x - h.learningRate * z;
}
