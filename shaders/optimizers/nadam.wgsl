// Dozat 2016 as PyTorch from 2.0 on. With d_t = 0.96^(tψ)/2: μ_t = β₁(1 − d_t).
const LOG_OF_096 = -0.040821995f;

fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let d = 0.5 * exponential(f32(t) * h.momentumDecay * LOG_OF_096);
  let dNext = 0.5 * exponential(f32(t + 1u) * h.momentumDecay * LOG_OF_096);
  let mu = h.beta1 * (1.0 - d);
  let muNext = h.beta1 * (1.0 - dNext);
  // 1 − μ, without the difference of two numbers that may be nearly equal.
  let rest = h.oneMinusBeta1 + h.beta1 * d;
  let restNext = h.oneMinusBeta1 + h.beta1 * dNext;
  // 1 − μ₁…μ_t by recurrence, and one factor further.
  let correction = mu * (*state).momentumCorrection + rest;
  let correctionNext = muNext * correction + restNext;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let v = h.beta2 * (*state).secondMoment + h.oneMinusBeta2 * (g * g);
  (*state).momentumCorrection = correction;
  (*state).correction2 = c2;
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  let ahead = (rest / correction) * g + (muNext / correctionNext) * m;
  return x - h.learningRate * (ahead / (sqrt(v / c2) + h.epsilon));
}
