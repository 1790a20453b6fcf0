import { lineSearchChoice, RESTING, searchLine } from "./line-search.ts";
import { defineOptimizer } from "./optimizer.ts";
import { dot, pointAlong } from "./rounded-vectors.ts";

/** Nonlinear conjugate gradients: d ← −g + βd, x ← x + αd, with α from a line search. */
export const conjugateGradient = defineOptimizer({
  id: "conjugate-gradient",
  label: "Conjugate gradient",
  group: "second-order",
  description:
    "Momentum that chooses its own step and its own β: with exact line searches, two steps end any convex quadratic of two variables.",
  tex: [
    "d_t = -g_t + \\beta_t d_{t-1},\\quad x_{t+1} = x_t + \\alpha_t d_t",
    "x_{t+1} = x_t - \\alpha_t g_t + \\tfrac{\\alpha_t\\beta_t}{\\alpha_{t-1}}\\,(x_t - x_{t-1})",
  ],
  reference: {
    text: "R. Fletcher and C. M. Reeves, Function minimization by conjugate gradients, 1964; E. Polak and G. Ribière, 1969; line searches after J. Nocedal and S. J. Wright, Numerical Optimization, 2006, ch. 3 and 5",
    url: "https://doi.org/10.1093/comjnl/7.2.149",
  },
  differences:
    "The Hessian is evaluated by the exact line search alone. Polak–Ribière takes max(β, 0) (Gilbert & Nocedal 1992). Where the direction does not descend, and after a search that found no lower point (the step then stays where it is), it starts over with steepest descent. Losses that differ by less than 1e-5 of themselves count as level, and the slopes decide: a step may rise by that much, and by no more. Fletcher–Reeves is not restarted otherwise, and can get stuck in short steps (Powell 1977). The state shows α and β of the momentum form; a starting velocity is no conjugate direction, and is ignored.",
  color: { night: "#5fe0c7", paper: "#0e7a68" },
  hyperparameters: {
    formula: {
      kind: "choice",
      options: ["polak-ribiere", "fletcher-reeves"],
      default: "polak-ribiere",
      label: "formula",
    },
    lineSearch: lineSearchChoice("exact"),
  },
  state: { gradient: "vector", direction: "vector", stepSize: "scalar", momentumCoefficient: "scalar" },
  requires: ["hessian"],
  step(position, state, h, _t, context) {
    const { round, gradient } = context;
    const g = gradient(position.x, position.y);
    const squared = dot(g, g, round);
    if (!Number.isFinite(g.x) || !Number.isFinite(g.y)) {
      // No direction is downhill: the trajectory has diverged.
      Object.assign(position, g);
      return;
    }
    if (!(squared > RESTING && Number.isFinite(squared))) return;
    let direction = { x: -g.x, y: -g.y };
    let slope = -squared;
    let beta = 0;
    const before = dot(state.gradient, state.gradient, round);
    if (state.stepSize > 0 && before > 0) {
      const change = { x: round(g.x - state.gradient.x), y: round(g.y - state.gradient.y) };
      beta =
        h.formula === "fletcher-reeves" ? round(squared / before) : Math.max(round(dot(g, change, round) / before), 0);
      const conjugate = {
        x: round(round(beta * state.direction.x) - g.x),
        y: round(round(beta * state.direction.y) - g.y),
      };
      const along = dot(g, conjugate, round);
      if (along < 0 && Number.isFinite(along)) {
        direction = conjugate;
        slope = along;
      } else {
        beta = 0;
      }
    }
    // Twice what the last step promised to first order, by the slope here (Nocedal & Wright take it once, before 3.60); at
    // most a unit of length where there was none.
    const promised = round(round(2 * state.stepSize) * dot(state.gradient, state.direction, round));
    const trial = promised < 0 ? round(promised / slope) : Math.min(1, round(1 / round(Math.sqrt(squared))));
    const line = { origin: { ...position }, direction, slope, trial, steepness: 0.1 };
    const { size } = searchLine(h.lineSearch, line, context);
    // A size of 0, where the search found no lower point, makes the next step one of steepest descent.
    state.momentumCoefficient = beta === 0 ? 0 : round(round(size * beta) / state.stepSize);
    state.stepSize = size;
    state.gradient = g;
    state.direction = direction;
    if (size > 0) Object.assign(position, pointAlong(line.origin, size, direction, round));
  },
});
