// Polyak & Juditsky 1992 as PyTorch's ASGD: a falling rate, a shrinkage by λ, and an average from step t₀ on.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).average = x;
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  var rate = h.learningRate;
  var shrunk = x;
  if (hasLambda) {
    rate /= power(1.0 + h.lambda * h.learningRate * f32(t - 1u), h.alpha);
    shrunk -= (h.lambda * rate) * x;
  }
  let next = shrunk - rate * g;
  let averaged = f32(t - 1u) - h.t0;
  let mean = (*state).average;
  // Both are evaluated: the divisor must not be 0.
  (*state).average = select(next, mean + (next - mean) / max(averaged, 1.0), averaged > 1.0);
  return next;
}
