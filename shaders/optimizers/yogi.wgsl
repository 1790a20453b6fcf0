// Zaheer et al. 2018, with bias correction: v moves by (1 − β₂)g² towards g², whatever the distance.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).firstMoment = vec2f(h.initialAccumulator);
  (*state).secondMoment = vec2f(h.initialAccumulator);
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let square = g * g;
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let v = (*state).secondMoment - signs_of((*state).secondMoment - square) * (h.oneMinusBeta2 * square);
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  (*state).correction1 = c1;
  (*state).correction2 = c2;
  return x - h.learningRate * ((m / c1) / (sqrt(v / c2) + h.epsilon));
}
