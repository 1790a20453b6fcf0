// Loshchilov & Hutter 2019: the decay shrinks x by αλx, beside Adam's step and outside its gradient.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * g;
  let v = h.beta2 * (*state).secondMoment + h.oneMinusBeta2 * (g * g);
  let c1 = h.beta1 * (*state).correction1 + h.oneMinusBeta1;
  let c2 = h.beta2 * (*state).correction2 + h.oneMinusBeta2;
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  (*state).correction1 = c1;
  (*state).correction2 = c2;
  var largest = v;
  if (amsgrad) {
    largest = max((*state).maximumSecondMoment, v);
    (*state).maximumSecondMoment = largest;
  }
  var remaining = x;
  if (hasWeightDecay) {
    remaining -= (h.learningRate * h.weightDecay) * x;
  }
  return remaining - h.learningRate * ((m / c1) / (sqrt(largest / c2) + h.epsilon));
}
