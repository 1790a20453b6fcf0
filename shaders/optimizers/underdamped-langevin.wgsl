// BAOAB of Leimkuhler & Matthews 2013 with its half kicks joined: B A½ O A½, mass 1. The velocity lies between positions.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  if (h.timeStep != 0.0) {
    // A displacement is half the step times the velocities before and after friction.
    let kept = exponential(-h.friction * h.timeStep);
    (*state).velocity = (2.0 * kept / (h.timeStep * (1.0 + kept))) * velocity;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let kicked = (*state).velocity - h.timeStep * gradient(x);
  let decay = h.friction * h.timeStep;
  var v = exponential(-decay) * kicked;
  if (hasTemperature) {
    // 1 − exp(−2·decay) without cancellation.
    let tangent = hyperbolic_tangent(decay);
    v += sqrt(h.temperature * (2.0 * tangent / (1.0 + tangent))) * normals();
  }
  (*state).velocity = v;
  return x + 0.5 * h.timeStep * (kicked + v);
}
