// The status of a trajectory, numbered as STATUSES in src/reference/result.ts.
const RUNNING = 0u;
const CONVERGED = 1u;
const STATIONARY = 2u;
const DIVERGED = 3u;

// Steps that a trajectory must have been calm for, before it counts as converged or stationary.
const CALM_STEPS = 8u;

// Whether no eigenvalue is negative by more than rounding: 16 units in the last place (2⁻¹⁹) of the matrix's norm.
fn is_positive_semidefinite(h: vec3f) -> bool {
  let lowest = 0.5 * (h.x + h.z) - length(vec2f(0.5 * (h.x - h.z), h.y));
  return lowest >= -1.9073486e-6 * length(vec4f(h.x, h.y, h.y, h.z));
}

// The steps in a row that the trajectory has been calm for: small displacement, then small gradient at the position.
fn calm_steps(before: u32, position: vec2f, displacement: vec2f) -> u32 {
  if (!(length(displacement) <= run.stepTolerance)) {
    return 0u;
  }
  if (!(length(surface_gradient(position)) <= run.gradientTolerance)) {
    return 0u;
  }
  return min(before + 1u, CALM_STEPS);
}

// Calm long enough: converged where the Hessian is positive semi-definite, stationary elsewhere.
fn status_of(calm: u32, position: vec2f) -> u32 {
  if (calm < CALM_STEPS) {
    return RUNNING;
  }
  return select(STATIONARY, CONVERGED, is_positive_semidefinite(surface_hessian(position)));
}
