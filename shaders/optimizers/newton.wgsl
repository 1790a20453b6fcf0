// Newton's method with Levenberg's damping; `absoluteEigenvalues` (a constant of the pipeline) as Dauphin et al. 2014.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  var matrix = hessian(x);
  if (absoluteEigenvalues) {
    matrix = absolute_matrix(matrix);
  }
  matrix += vec3f(h.damping, 0.0, h.damping);
  return x - h.learningRate * solve_symmetric(matrix, g);
}

// |H| of H = mI + N with eigenvalues m ± r: max(|m|, r)·I + clamp(m/r, −1, 1)·N.
fn absolute_matrix(m: vec3f) -> vec3f {
  let mean = 0.5 * (m.x + m.z);
  let half = 0.5 * (m.x - m.z);
  let larger = max(abs(half), abs(m.y));
  if (larger == 0.0) {
    return abs(m);
  }
  let scaled = vec2f(half, m.y) / larger;
  let radius = larger * sqrt(scaled.x * scaled.x + scaled.y * scaled.y);
  let size = max(abs(mean), radius);
  let share = clamp(mean / radius, -1.0, 1.0);
  return vec3f(size + share * half, share * m.y, size - share * half);
}

// M⁻¹g by elimination, pivoted in the first column; M⁺g where M is singular.
fn solve_symmetric(m: vec3f, g: vec2f) -> vec2f {
  // Below 2⁻¹⁰⁰ everything, f32 has no room for what is made of it.
  if (abs(m.x) < 7.8886091e-31f && abs(m.y) < 7.8886091e-31f && abs(m.z) < 7.8886091e-31f) {
    return vec2f(0.0);
  }
  let isSwapped = abs(m.y) > abs(m.x);
  let upper = select(m.xy, m.yz, isSwapped);
  let lower = select(m.yz, m.xy, isSwapped);
  let right = select(g, g.yx, isSwapped);
  if (upper.x == 0.0) {
    // The first column is zero: M = diag(0, yy).
    return vec2f(0.0, g.y / m.z);
  }
  let factor = lower.x / upper.x;
  let schur = lower.y - factor * upper.y;
  if (schur == 0.0) {
    // Rank one: M = (tr M)vvᵀ, so that M⁺ = M/(tr M)².
    let trace = m.x + m.z;
    return vec2f(m.x * g.x + m.y * g.y, m.y * g.x + m.z * g.y) / trace / trace;
  }
  let y = (right.y - factor * right.x) / schur;
  return vec2f((right.x - upper.y * y) / upper.x, y);
}
