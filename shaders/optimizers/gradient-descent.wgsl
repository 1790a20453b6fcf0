// Cauchy 1847. Twin of src/optimizers/gradient-descent.ts, written by hand from the same update.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var downhill = -gradient(x);
  if (hasWeightDecay) {
    downhill -= h.weightDecay * x;
  }
  return x + h.learningRate * downhill;
}
