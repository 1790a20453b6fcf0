// Ma & Yarats 2019, QHAdam: Adam's corrected averages, mixed with g and g² by ν₁ and ν₂.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let squares = g * g;
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let v = h.beta2 * (*state).secondMoment + h.oneMinusBeta2 * squares;
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  (*state).correction1 = c1;
  (*state).correction2 = c2;
  let mean = (1.0 - h.nu1) * g + h.nu1 * (m / c1);
  let meanSquare = (1.0 - h.nu2) * squares + h.nu2 * (v / c2);
  return x - h.learningRate * (mean / (sqrt(meanSquare) + h.epsilon));
}
