// Kingma & Ba 2015, Algorithm 2, ε inside the maximum, as PyTorch.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let u = max(h.beta2 * (*state).infinityNorm, abs(g) + h.epsilon);
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  (*state).firstMoment = m;
  (*state).infinityNorm = u;
  (*state).correction1 = c1;
  return x - (h.learningRate / c1) * (m / u);
}
