// Defazio et al. 2024: gradients at y, steps of z, the average x; y lies between z and x, and is the position.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).base = x;
  (*state).average = x;
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let y = x;
  var direction = gradient(y);
  if (hasWeightDecay) {
    direction += h.weightDecay * y;
  }
  var rate = h.learningRate;
  if (hasWarmupSteps && f32(t) < h.warmupSteps) {
    rate *= f32(t) / h.warmupSteps;
  }
  // The weights so far, in units of the newest, which is the square of the largest rate.
  var weights = (*state).weightSum;
  if (rate > (*state).maximumRate) {
    let ratio = (*state).maximumRate / rate;
    weights *= ratio * ratio;
    (*state).maximumRate = rate;
  }
  weights += 1.0;
  (*state).weightSum = weights;
  let z = (*state).base - rate * direction;
  let average = (*state).average + (1.0 / weights) * (z - (*state).average);
  (*state).base = z;
  (*state).average = average;
  return z + h.beta * (average - z);
}
