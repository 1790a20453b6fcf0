// Heavy ball with p = ∂x/∂β and q = ∂z/∂β carried forward, and β by gradient descent along ∇f·p.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  if (h.learningRate != 0.0) {
    (*state).momentum = (vec2f(0.0) - velocity) / h.learningRate;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let curvature = hessian(x);
  let z = (*state).momentum;
  let p = (*state).positionDerivative;
  let offset = (*state).betaOffset - h.betaLearningRate * (g.x * p.x + g.y * p.y);
  let beta = h.beta + offset;
  let curved = vec2f(curvature.x * p.x + curvature.y * p.y, curvature.y * p.x + curvature.z * p.y);
  // The derivative of βz + ∇f(x): z is the velocity before this step.
  let q = z + beta * (*state).momentumDerivative + curved;
  let next = beta * z + g;
  (*state).betaOffset = offset;
  (*state).momentumDerivative = q;
  (*state).positionDerivative = p - h.learningRate * q;
  (*state).momentum = next;
  return x - h.learningRate * next;
}
