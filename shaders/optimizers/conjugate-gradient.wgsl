// Fletcher & Reeves 1964, or Polak & Ribière 1969 with max(β, 0); `formula` is a constant of the pipeline.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  if (!is_finite(g.x) || !is_finite(g.y)) {
    // No direction is downhill: the trajectory has diverged.
    return g;
  }
  let squared = g.x * g.x + g.y * g.y;
  if (squared <= RESTING_SLOPE || !is_finite(squared)) {
    return x;
  }
  let old = (*state).gradient;
  let before = old.x * old.x + old.y * old.y;
  var d = -g;
  var slope = -squared;
  var beta = 0.0;
  // After a search that found nothing lower, as at first, the step size is 0.
  if ((*state).stepSize > 0.0 && before > 0.0) {
    if (formula == formula_fletcher_reeves) {
      beta = squared / before;
    } else {
      let change = g - old;
      beta = max((g.x * change.x + g.y * change.y) / before, 0.0);
    }
    let conjugate = beta * (*state).direction - g;
    let along = g.x * conjugate.x + g.y * conjugate.y;
    if (along < 0.0 && is_finite(along)) {
      d = conjugate;
      slope = along;
    } else {
      beta = 0.0;
    }
  }
  // Twice the decrease that the last step promised, by slope (Nocedal & Wright take it once); else a length of 1, at most.
  let promised = (2.0 * (*state).stepSize) * (old.x * (*state).direction.x + old.y * (*state).direction.y);
  var trial = 1.0;
  if (promised < 0.0) {
    trial = promised / slope;
  } else if (squared > 1.0) {
    trial = 1.0 / sqrt(squared);
  }
  let found = search_line(x, d, slope, trial, 0.1);
  // x' = x − α∇f(x) + (αβ/α_before)(x − x_before).
  if (beta == 0.0) {
    (*state).momentumCoefficient = 0.0;
  } else {
    (*state).momentumCoefficient = (found.size * beta) / (*state).stepSize;
  }
  (*state).gradient = g;
  (*state).direction = d;
  (*state).stepSize = found.size;
  if (found.size == 0.0) {
    return x;
  }
  return x + found.size * d;
}
