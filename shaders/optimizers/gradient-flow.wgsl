// The classical Runge–Kutta method (Kutta 1901) for ẋ = −∇f(x).
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let k1 = -gradient(x);
  let k2 = -gradient(x + 0.5 * h.timeStep * k1);
  let k3 = -gradient(x + 0.5 * h.timeStep * k2);
  let k4 = -gradient(x + h.timeStep * k3);
  return x + (h.timeStep / 6.0) * (k1 + 2.0 * (k2 + k3) + k4);
}
