import type { Vector } from "../math/vector.ts";
import { friction, timeStep } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** A ball of mass m that rolls with friction c, m ẍ + c ẋ = −∇f(x), followed by one of three integrators. */
export const heavyBallOde = defineOptimizer({
  id: "heavy-ball-ode",
  label: "Ball with friction",
  group: "continuous-time",
  description: "The ball that heavy ball imitates, with its mass and its friction.",
  tex: [
    "m\\,\\ddot x + c\\,\\dot x = -\\nabla f(x)",
    "\\text{semi-implicit: } v_{t+1} = v_t + \\tfrac hm\\,(-\\nabla f(x_t) - c\\,v_t),\\quad x_{t+1} = x_t + h\\,v_{t+1}",
  ],
  reference: {
    text: "N. Qian, On the momentum term in gradient descent learning algorithms, Neural Networks 12, 1999",
    url: "https://doi.org/10.1016/S0893-6080(98)00116-6",
  },
  differences:
    "The semi-implicit Euler method is heavy ball with α = h²/m and β = 1 − ch/m. The explicit one moves with the old velocity and adds energy: along an eigenvalue λ that oscillates it is stable only while hλ < c. Runge–Kutta 4 follows the true path. A starting displacement d is the velocity d/h.",
  color: { night: "#ff9d5c", paper: "#a84a06" },
  hyperparameters: {
    mass: {
      kind: "number",
      default: 1,
      range: [0.01, 100],
      scale: "log",
      symbol: "m",
      label: "mass",
      accepts: { test: (value: number) => value > 0, text: "above 0" },
    },
    friction: friction(1.5),
    timeStep: timeStep(0.02),
    integrator: { kind: "choice", options: ["euler", "semi-implicit", "rk4"], default: "rk4", label: "integrator" },
  },
  state: { velocity: "vector" },
  initialize(state, { velocity }, h, round) {
    // Without a step of time there is no velocity that a displacement stands for.
    if (h.timeStep === 0) return;
    state.velocity.x = round(velocity.x / h.timeStep);
    state.velocity.y = round(velocity.y / h.timeStep);
  },
  step(position, state, h, _t, { round, gradient }) {
    const acceleration = (x: Readonly<Vector>, v: Readonly<Vector>): Vector => {
      const g = gradient(x.x, x.y);
      return {
        x: round(round(-g.x - round(h.friction * v.x)) / h.mass),
        y: round(round(-g.y - round(h.friction * v.y)) / h.mass),
      };
    };
    const after = (time: number, from: Readonly<Vector>, rate: Readonly<Vector>): Vector => ({
      x: round(from.x + round(time * rate.x)),
      y: round(from.y + round(time * rate.y)),
    });
    const old = { ...state.velocity };
    const a1 = acceleration(position, old);
    if (h.integrator !== "rk4") {
      Object.assign(state.velocity, after(h.timeStep, old, a1));
      Object.assign(position, after(h.timeStep, position, h.integrator === "euler" ? old : state.velocity));
      return;
    }
    const half = round(h.timeStep / 2);
    const v2 = after(half, old, a1);
    const a2 = acceleration(after(half, position, old), v2);
    const v3 = after(half, old, a2);
    const a3 = acceleration(after(half, position, v2), v3);
    const v4 = after(h.timeStep, old, a3);
    const a4 = acceleration(after(h.timeStep, position, v3), v4);
    const sixth = round(h.timeStep / 6);
    for (const axis of ["x", "y"] as const) {
      const path = round(round(old[axis] + round(2 * round(v2[axis] + v3[axis]))) + v4[axis]);
      const push = round(round(a1[axis] + round(2 * round(a2[axis] + a3[axis]))) + a4[axis]);
      position[axis] = round(position[axis] + round(sixth * path));
      state.velocity[axis] = round(old[axis] + round(sixth * push));
    }
  },
});
