// Chen et al. 2023: a step of α along each axis, by the sign of a blend; the momentum is averaged after it.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let heading = h.beta1 * (*state).momentum + h.oneMinusBeta1 * g;
  (*state).momentum = h.beta2 * (*state).momentum + h.oneMinusBeta2 * g;
  var remaining = x;
  if (hasWeightDecay) {
    remaining -= (h.learningRate * h.weightDecay) * x;
  }
  return remaining - h.learningRate * signs_of(heading);
}
