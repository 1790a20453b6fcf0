// Liu et al. 2020, Algorithm 2, with PyTorch's threshold ρ_t > 5.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let v = h.beta2 * (*state).secondMoment + h.oneMinusBeta2 * (g * g);
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  // ρ_t as the average of what it counts, in which nothing cancels: ρ_∞ − 2tβ₂ᵗ/c₂ loses three digits.
  let length = (h.beta2 * (*state).correction2 * ((*state).averageLength + 2.0) + h.oneMinusBeta2) / c2;
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  (*state).correction1 = c1;
  (*state).correction2 = c2;
  (*state).averageLength = length;
  var direction = m / c1;
  if (length > 5.0) {
    let longest = 2.0 / h.oneMinusBeta2 - 1.0;
    let now = (length - 4.0) * (length - 2.0) / length;
    let limit = (longest - 4.0) * (longest - 2.0) / longest;
    direction = direction * (sqrt(now / limit) * sqrt(c2)) / (sqrt(v) + h.epsilon);
  }
  return x - h.learningRate * direction;
}
