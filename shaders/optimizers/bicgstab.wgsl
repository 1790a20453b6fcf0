// Van der Vorst 1992, without preconditioner: an iteration a step, a cycle of two. rho = 0 asks for a fresh start.
const RESTING_SQUARE = 7.8886091e-31f;

fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  var r = (*state).residual;
  var shadow = (*state).shadowResidual;
  let lastRho = (*state).rho;
  let isFresh = (t & 1u) == 1u || lastRho == 0.0;
  if (isFresh) {
    r = right_side() - apply_matrix(x);
    shadow = r;
    (*state).residual = r;
  }
  (*state).rho = 0.0;
  if (!(inner(r, r) > RESTING_SQUARE)) {
    return x;
  }

  var rho = inner(shadow, r);
  var p = r;
  if (!isFresh) {
    if (is_breakdown(rho, shadow, r)) {
      (*state).breakdowns += 1.0;
      return x;
    }
    let beta = (rho / lastRho) * ((*state).alpha / (*state).omega);
    p = r + beta * ((*state).direction - (*state).omega * (*state).directionImage);
  }
  let v = apply_matrix(p);
  var divisor = inner(shadow, v);
  if (isFresh && is_breakdown(divisor, shadow, v)) {
    // rᵀAr vanishes: another shadow residual, for which the divisor is |Ar|².
    shadow = r + v;
    rho = inner(shadow, r);
    divisor = inner(shadow, v);
  }
  if (is_breakdown(divisor, shadow, v)) {
    (*state).breakdowns += 1.0;
    return x;
  }
  let alpha = rho / divisor;
  let s = r - alpha * v;
  let halfway = x + alpha * p;
  let image = apply_matrix(s);
  let along = inner(image, s);
  if (is_breakdown(along, image, s)) {
    if (inner(s, s) > RESTING_SQUARE) {
      (*state).breakdowns += 1.0;
    }
    if (inner(s, s) < inner(r, r)) {
      return halfway;
    }
    return x;
  }
  let omega = along / inner(image, image);
  (*state).residual = s - omega * image;
  (*state).shadowResidual = shadow;
  (*state).direction = p;
  (*state).directionImage = v;
  (*state).rho = rho;
  (*state).alpha = alpha;
  (*state).omega = omega;
  return halfway + omega * s;
}

fn inner(u: vec2f, v: vec2f) -> f32 {
  return u.x * v.x + u.y * v.y;
}

// Whether an inner product is zero up to rounding, so that nothing may be divided by it.
fn is_breakdown(product: f32, u: vec2f, v: vec2f) -> bool {
  return !(abs(product) > 1e-6 * (sqrt(inner(u, u)) * sqrt(inner(v, v))));
}
