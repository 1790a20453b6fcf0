/**
 * Heavy ball as a discretisation of a ball with mass m and friction c, m ẍ + c ẋ = −∇f(x), with time step h. Source:
 * N. Qian, "On the momentum term in gradient descent learning algorithms", Neural Networks 12 (1999).
 */

/** A ball that rolls with friction, followed in steps of time. */
export interface Ball {
  readonly mass: number;
  readonly friction: number;
  readonly timeStep: number;
}

/** How a ball moves along one eigenvalue. */
export type Damping = "under-damped" | "critical" | "over-damped";

/** α = h²/m and β = 1 − ch/m: heavy ball is the semi-implicit Euler method of the ball's equation. */
export function heavyBallOfBall({ mass, friction, timeStep }: Ball): { alpha: number; beta: number } {
  return { alpha: (timeStep * timeStep) / mass, beta: 1 - (friction * timeStep) / mass };
}

/** The ball whose semi-implicit Euler steps of length `timeStep` are heavy ball with α and β. */
export function ballOfHeavyBall(alpha: number, beta: number, timeStep: number): Ball {
  return { mass: (timeStep * timeStep) / alpha, friction: ((1 - beta) * timeStep) / alpha, timeStep };
}

/** With ω² = λ/m and γ = c/2m: under-damped where γ < ω. */
export function damping(mass: number, friction: number, lambda: number): Damping {
  const difference = friction * friction - 4 * mass * lambda;
  if (difference === 0) {
    return "critical";
  }
  return difference < 0 ? "under-damped" : "over-damped";
}

/**
 * The error and its velocity at time t along one eigenvalue λ > 0, from `error` and `velocity` at time 0: the exact
 * solution of m ë + c ė + λe = 0.
 */
export function ballError(
  mass: number,
  friction: number,
  lambda: number,
  t: number,
  error: number,
  velocity: number,
): { error: number; velocity: number } {
  const gamma = friction / (2 * mass);
  const stiffness = lambda / mass;
  const { c, s } = decayingPair(gamma, stiffness, t);
  return {
    error: error * c + (velocity + gamma * error) * s,
    velocity: velocity * c - (gamma * velocity + stiffness * error) * s,
  };
}

/** e^{−γt}cos(ωt) and e^{−γt}sin(ωt)/ω with ω² = stiffness − γ², also where ω is zero or imaginary. */
function decayingPair(gamma: number, stiffness: number, t: number): { c: number; s: number } {
  const squared = stiffness - gamma * gamma;
  const omega = Math.sqrt(Math.abs(squared));
  if (squared < 0) {
    // One exponential decays slowly: ω − γ without cancellation, and nothing that overflows.
    const slow = Math.exp((-stiffness / (omega + gamma)) * t);
    const fast = Math.exp(-(omega + gamma) * t);
    return { c: (slow + fast) / 2, s: (slow - fast) / (2 * omega) };
  }
  const decay = Math.exp(-gamma * t);
  return omega === 0
    ? { c: decay, s: decay * t }
    : { c: decay * Math.cos(omega * t), s: (decay * Math.sin(omega * t)) / omega };
}
