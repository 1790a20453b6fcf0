// BFGS in the inverse form, Nocedal & Wright 2006, Algorithm 6.1. The matrix B is (xx, xy, yy); all zero, it is unknown.
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
  var inverse = vec3f((*state).inverseDiagonal.x, (*state).inverseOffDiagonal, (*state).inverseDiagonal.y);
  var d = -times_symmetric(inverse, g);
  var slope = g.x * d.x + g.y * d.y;
  var trial = 1.0;
  if (inverse.x <= 0.0 || slope >= 0.0 || !is_finite(slope)) {
    inverse = vec3f(0.0);
    d = -g;
    slope = -squared;
    if (squared > 1.0) {
      trial = 1.0 / sqrt(squared);
    }
  }
  let found = search_line(x, d, slope, trial, 0.9);
  var next = x;
  if (found.size == 0.0) {
    inverse = vec3f(0.0);
  } else {
    next = x + found.size * d;
    var ahead = found.gradient;
    if (!found.hasGradient) {
      ahead = gradient(next);
    }
    inverse = updated_inverse(inverse, next - x, ahead - g);
  }
  (*state).inverseDiagonal = inverse.xz;
  (*state).inverseOffDiagonal = inverse.y;
  return next;
}

fn times_symmetric(m: vec3f, v: vec2f) -> vec2f {
  return vec2f(m.x * v.x + m.y * v.y, m.y * v.x + m.z * v.y);
}

// (I − syᵀ/sᵀy) B (I − ysᵀ/sᵀy) + ssᵀ/sᵀy; B as it was where sᵀy is not positive beyond 1e-6 of |s||y|.
fn updated_inverse(known: vec3f, s: vec2f, y: vec2f) -> vec3f {
  let sy = s.x * y.x + s.y * y.y;
  let yy = y.x * y.x + y.y * y.y;
  if (!(sy > 1e-6 * (sqrt(s.x * s.x + s.y * s.y) * sqrt(yy)))) {
    return known;
  }
  var b = known;
  if (b.x == 0.0) {
    b = vec3f(sy / yy, 0.0, sy / yy);
  }
  let by = times_symmetric(b, y);
  let u = s / sy;
  let growth = 1.0 + (y.x * by.x + y.y * by.y) / sy;
  let mixed = vec3f(u.x * by.x + by.x * u.x, u.x * by.y + by.x * u.y, u.y * by.y + by.y * u.y);
  let after = (b - mixed) + growth * vec3f(s.x * u.x, s.x * u.y, s.y * u.y);
  // Rounding may leave the diagonal not positive; what else is indefinite shows in the next slope.
  return select(vec3f(0.0), after, after.x > 0.0 && after.z > 0.0);
}
