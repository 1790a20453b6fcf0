// Liu et al. 2024 with the exact diagonal of the Hessian, taken in the first step and every `hessianEvery` steps after it.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  // A sweep or a slider may ask for a fraction: the nearest whole number of steps counts.
  if ((t - 1u) % u32(h.hessianEvery + 0.5) == 0u) {
    let diagonal = hessian(x).xz;
    (*state).curvature = h.beta2 * (*state).curvature + h.oneMinusBeta2 * diagonal;
  }
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  (*state).firstMoment = m;
  let known = (*state).curvature;
  let curvature = vec2f(larger_of(known.x, h.epsilon), larger_of(known.y, h.epsilon));
  // Compared before dividing, because m/ε may overflow.
  let direction = select(m / curvature, signs_of(m) * h.clip, abs(m) >= h.clip * curvature);
  var remaining = x;
  if (hasWeightDecay) {
    remaining -= (h.learningRate * h.weightDecay) * x;
  }
  return remaining - h.learningRate * direction;
}
