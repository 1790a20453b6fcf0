// Zeiler 2012, Algorithm 1, with a rate α: δ = √(u + ε)/√(v + ε) · g, where u averages δ² and v averages g².
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let v = h.rho * (*state).squareAverage + h.oneMinusRho * (g * g);
  let u = (*state).stepSquareAverage;
  let delta = (sqrt(u + h.epsilon) / sqrt(v + h.epsilon)) * g;
  (*state).squareAverage = v;
  (*state).stepSquareAverage = h.rho * u + h.oneMinusRho * (delta * delta);
  return x - h.learningRate * delta;
}
