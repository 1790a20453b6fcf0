// Qian 1999: m ẍ + c ẋ = −∇f(x), as a system in (x, v = ẋ). `integrator` is a constant of the pipeline.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  if (h.timeStep != 0.0) {
    (*state).velocity = velocity / h.timeStep;
  }
}

// v̇ at (x, v).
fn acceleration(x: vec2f, v: vec2f, h: Hyperparameters) -> vec2f {
  return (-gradient(x) - h.friction * v) / h.mass;
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let v = (*state).velocity;
  if (integrator == integrator_euler) {
    (*state).velocity = v + h.timeStep * acceleration(x, v, h);
    return x + h.timeStep * v;
  }
  if (integrator == integrator_semi_implicit) {
    let next = v + h.timeStep * acceleration(x, v, h);
    (*state).velocity = next;
    return x + h.timeStep * next;
  }
  let half = 0.5 * h.timeStep;
  let k1 = acceleration(x, v, h);
  let v2 = v + half * k1;
  let k2 = acceleration(x + half * v, v2, h);
  let v3 = v + half * k2;
  let k3 = acceleration(x + half * v2, v3, h);
  let v4 = v + h.timeStep * k3;
  let k4 = acceleration(x + h.timeStep * v3, v4, h);
  let sixth = h.timeStep / 6.0;
  (*state).velocity = v + sixth * (k1 + 2.0 * (k2 + k3) + k4);
  return x + sixth * (v + 2.0 * (v2 + v3) + v4);
}
