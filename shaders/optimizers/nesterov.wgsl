// Nesterov 1983 in the look-ahead form of Sutskever et al. 2013: v = βv − α∇f(x + βv), x = x + v.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).velocity = velocity;
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let carried = h.beta * (*state).velocity;
  let ahead = x + carried;
  var g = gradient(ahead);
  if (hasWeightDecay) {
    g += h.weightDecay * ahead;
  }
  let v = carried - h.learningRate * g;
  (*state).velocity = v;
  return x + v;
}
