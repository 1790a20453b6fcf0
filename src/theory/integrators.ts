import { type Complex, modulus, quadraticRoots } from "./complex-roots.ts";
import type { Ball } from "./continuous-limit.ts";

/**
 * What three integrators make of a ball with mass m and friction c along one eigenvalue λ > 0, m ë + c ė + λe = 0,
 * whose solutions are e^{μt} with mμ² + cμ + λ = 0. Source of the stability of explicit Euler and Runge–Kutta 4, whose
 * factor per step is a polynomial in hμ: E. Hairer, G. Wanner, "Solving Ordinary Differential Equations II", 1996,
 * §IV.2.
 */

/** As the optimizer "heavy-ball-ode" names them. */
export type Integrator = "euler" | "semi-implicit" | "rk4";

/** The exponents μ of the true motion, that of the slower decay first (of a complex pair, the upper one). */
export function ballExponents(mass: number, friction: number, lambda: number): readonly [Complex, Complex] {
  const [fast, slow] = quadraticRoots(-friction / mass, lambda / mass);
  return fast.im !== 0 ? [fast, slow] : [slow, fast];
}

/** The factor by which the true motion shrinks in one step of time, in the long run: e^{h·Re μ}. */
export function trueRate({ mass, friction, timeStep }: Ball, lambda: number): number {
  return Math.exp(timeStep * ballExponents(mass, friction, lambda)[0].re);
}

/** The larger modulus of an integrator's two factors per step; below 1 the ball comes to rest. */
export function integratorRate(integrator: Integrator, ball: Ball, lambda: number): number {
  const { mass, friction, timeStep } = ball;
  if (integrator === "semi-implicit") {
    // Heavy ball with α = h²/m and β = 1 − ch/m.
    const beta = 1 - (friction * timeStep) / mass;
    return modulus(quadraticRoots(1 + beta - (timeStep * timeStep * lambda) / mass, beta)[0]);
  }
  const terms = integrator === "euler" ? 1 : 4;
  return Math.max(
    ...ballExponents(mass, friction, lambda).map((exponent) => modulus(exponential(exponent, timeStep, terms))),
  );
}

/** 1 + z + z²/2 + … + zⁿ/n! for z = hμ: one step of Euler's method (n = 1), of Runge–Kutta 4 (n = 4). */
function exponential(exponent: Complex, timeStep: number, terms: number): Complex {
  const z = { re: exponent.re * timeStep, im: exponent.im * timeStep };
  let sum: Complex = { re: 1, im: 0 };
  // Horner's scheme: 1 + z(1 + z/2(1 + z/3(1 + z/4))).
  for (let n = terms; n >= 1; n--) {
    sum = { re: 1 + (sum.re * z.re - sum.im * z.im) / n, im: (sum.re * z.im + sum.im * z.re) / n };
  }
  return sum;
}

/**
 * The time step up to which an integrator is stable along an eigenvalue, for a friction above 0. Explicit Euler: c/λ
 * where the ball is under-damped, else 2/|μ| of its faster exponent; semi-implicit: 4m/(c + √(c² + 4mλ)), from
 * 0 < αλ < 2(1 + β). Runge–Kutta 4 has no closed form: its first exit is bracketed in steps of 1 % of 1/|μ| and found
 * by bisection to the last bit.
 */
export function largestTimeStep(integrator: Integrator, mass: number, friction: number, lambda: number): number {
  const [slow, fast] = ballExponents(mass, friction, lambda);
  switch (integrator) {
    case "euler":
      return slow.im !== 0 ? friction / lambda : -2 / fast.re;
    case "semi-implicit":
      return (4 * mass) / (friction + Math.sqrt(friction * friction + 4 * mass * lambda));
    case "rk4": {
      const isStable = (timeStep: number) => integratorRate("rk4", { mass, friction, timeStep }, lambda) < 1;
      const stride = 0.01 / modulus(fast);
      let inside = stride;
      while (isStable(inside + stride)) inside += stride;
      let outside = inside + stride;
      for (;;) {
        const middle = (inside + outside) / 2;
        if (middle <= inside || middle >= outside) return inside;
        if (isStable(middle)) inside = middle;
        else outside = middle;
      }
    }
  }
}
