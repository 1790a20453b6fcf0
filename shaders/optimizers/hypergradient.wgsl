// Baydin et al. 2018, SGD-HD: the derivative of the loss with respect to the last learning rate is −g·g_previous.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let previous = (*state).previousGradient;
  let derivative = -(g.x * previous.x + g.y * previous.y);
  let offset = (*state).learningRateOffset - h.hyperLearningRate * derivative;
  (*state).learningRateOffset = offset;
  (*state).previousGradient = g;
  return x - (h.learningRate + offset) * g;
}
