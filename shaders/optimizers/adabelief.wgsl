// Zhuang et al. 2020, as their code without rectification: ε enters the variance in every step, and the root again.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let surprise = g - m;
  let s = h.beta2 * (*state).variance + h.oneMinusBeta2 * (surprise * surprise) + h.epsilon;
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  (*state).firstMoment = m;
  (*state).variance = s;
  (*state).correction1 = c1;
  (*state).correction2 = c2;
  var spread = s;
  if (amsgrad) {
    spread = max((*state).maximumVariance, s);
    (*state).maximumVariance = spread;
  }
  var remaining = x;
  if (hasWeightDecay) {
    remaining -= (h.learningRate * h.weightDecay) * x;
  }
  return remaining - h.learningRate * ((m / c1) / (sqrt(spread / c2) + h.epsilon));
}
