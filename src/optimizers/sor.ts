import { defineOptimizer } from "./optimizer.ts";

/** Curvatures below 2⁻¹⁰⁰ count as none: f32 has no room for what is divided by them. */
const NOTHING = 2 ** -100;

/** xᵢ ← xᵢ − ω ∂ᵢf(x)/∂ᵢᵢf(x), coordinate by coordinate, each with the newest values. */
export const sor = defineOptimizer({
  id: "sor",
  label: "SOR",
  group: "linear-solvers",
  description: "Solves for one coordinate at a time, and goes ω times as far: a staircase to the minimum.",
  tex: ["x_i \\leftarrow x_i - \\omega\\,\\frac{\\partial_i f(x)}{\\partial_{ii} f(x)}\\;\\text{ for } i = 1, 2"],
  reference: {
    text: "D. M. Young, Iterative methods for solving partial difference equations of elliptic type, 1954; in the nonlinear form of J. M. Ortega and W. C. Rheinboldt, 1970, §7.4",
    url: "https://doi.org/10.1090/S0002-9947-1954-0059635-7",
  },
  differences:
    "One sweep a step; x and y are plotted after both coordinates. On a quadratic it is successive over-relaxation of Hx = b, and ω = 1 is Gauss–Seidel; elsewhere one Newton step a coordinate. Where ∂ᵢᵢf is negative it goes uphill, as Newton’s method does; where it is 0 (below 2⁻¹⁰⁰) the coordinate stays.",
  color: { night: "#c6e377", paper: "#5c7a10" },
  hyperparameters: {
    omega: { kind: "number", default: 1, range: [0, 2], scale: "linear", symbol: "\\omega", label: "relaxation" },
  },
  state: {},
  requires: ["hessian"],
  evaluationsPerStep: { gradient: 2, hessian: 2 },
  step(position, _state, { omega }, _t, { round, gradient, hessian }) {
    const first = gradient(position.x, position.y);
    const { xx } = hessian(position.x, position.y);
    if (!(Math.abs(xx) < NOTHING)) position.x = round(position.x - round(omega * round(first.x / xx)));
    const second = gradient(position.x, position.y);
    const { yy } = hessian(position.x, position.y);
    if (!(Math.abs(yy) < NOTHING)) position.y = round(position.y - round(omega * round(second.y / yy)));
  },
});
