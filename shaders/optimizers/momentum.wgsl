// Polyak 1964, in gradient units as PyTorch: z = βz + (1 − τ)g, x = x − αz.
fn optimizer_initialize(state: ptr<function, State>, velocity: vec2f, h: Hyperparameters) {
  // A displacement is −αz; with α = 0 no z moves anything.
  if (h.learningRate != 0.0) {
    (*state).momentum = -velocity / h.learningRate;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x) + h.weightDecay * x;
  // The first gradient enters whole.
  let share = select(h.oneMinusDampening, 1.0, t == 1u);
  let z = h.beta * (*state).momentum + share * g;
  (*state).momentum = z;
  return x - h.learningRate * z;
}
