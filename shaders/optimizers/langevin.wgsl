// The Euler–Maruyama method for dx = −∇f dt + √(2T) dW, with α as the step of time (Roberts & Tweedie 1996).
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var next = x - h.learningRate * gradient(x);
  if (hasTemperature) {
    next += sqrt(2.0 * h.learningRate * h.temperature) * normals();
  }
  return next;
}
