// Tieleman & Hinton 2012, ε outside the root; centred as Graves 2013. `centered` is a constant of the pipeline.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  if (h.learningRate != 0.0) {
    (*state).momentum = (vec2f(0.0) - velocity) / h.learningRate;
  }
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var g = gradient(x);
  if (hasWeightDecay) {
    g += h.weightDecay * x;
  }
  let squares = h.rho * (*state).squareAverage + h.oneMinusRho * (g * g);
  (*state).squareAverage = squares;
  var variance = squares;
  if (centered) {
    let average = h.rho * (*state).gradientAverage + h.oneMinusRho * g;
    (*state).gradientAverage = average;
    // Rounding may leave a vanishing variance just below zero, where the root is undefined.
    variance = max(squares - average * average, vec2f(0.0));
  }
  let b = h.momentum * (*state).momentum + g / (sqrt(variance) + h.epsilon);
  (*state).momentum = b;
  return x - h.learningRate * b;
}
