// Duchi et al. 2011, ε outside the root, as PyTorch: s = s + g², x = x − α_t g/(√s + ε).
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).squareSum = vec2f(h.initialAccumulator);
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  var rate = h.learningRate;
  if (hasLearningRateDecay) {
    rate /= 1.0 + f32(t - 1u) * h.learningRateDecay;
  }
  let s = (*state).squareSum + g * g;
  (*state).squareSum = s;
  return x - rate * (g / (sqrt(s) + h.epsilon));
}
