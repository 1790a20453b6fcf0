import type { Round } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import { flag, learningRate } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** A matrix whose entries are all below 2⁻¹⁰⁰ counts as zero: f32 has no room for what is made of them. */
const NOTHING = 2 ** -100;

/** x ← x − α(H + μI)⁻¹∇f(x), with |H| in place of H on demand. */
export const newton = defineOptimizer({
  id: "newton",
  label: "Newton",
  group: "second-order",
  description:
    "Jumps to where the local quadratic model is flat: at once on a quadratic, and onto saddles and hilltops too.",
  tex: ["x_{t+1} = x_t - \\alpha\\,(H_t + \\mu I)^{-1}\\,\\nabla f(x_t)"],
  reference: {
    text: "J. Nocedal and S. J. Wright, Numerical Optimization, 2006, §3.3; damping: K. Levenberg, 1944; absolute eigenvalues: Y. Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional non-convex optimization, NIPS 2014",
    url: "https://arxiv.org/abs/1406.2572",
  },
  differences:
    "The whole step, with no line search: only α, μ and the absolute eigenvalues hold it back. Where H + μI is singular, or 0 (below 2⁻¹⁰⁰), the step is the shortest that solves the equations best (pseudoinverse), and so none in a direction without curvature. With absolute eigenvalues it turns away from saddles and maxima.",
  color: { night: "#ffe66d", paper: "#857000" },
  hyperparameters: {
    learningRate: learningRate(1),
    damping: {
      kind: "number",
      default: 0,
      range: [0, 100],
      scale: "linear",
      symbol: "\\mu",
      label: "damping",
      accepts: { test: (value) => value >= 0, text: "at least 0" },
    },
    absoluteEigenvalues: flag("absolute eigenvalues"),
  },
  state: {},
  requires: ["hessian"],
  evaluationsPerStep: { gradient: 1, hessian: 1 },
  step(position, _state, h, _t, { round, gradient, hessian }) {
    const g = gradient(position.x, position.y);
    const curvature = hessian(position.x, position.y);
    const matrix = h.absoluteEigenvalues ? absolute(curvature, round) : curvature;
    matrix.xx = round(matrix.xx + h.damping);
    matrix.yy = round(matrix.yy + h.damping);
    const solved = solveSymmetric(matrix, g, round);
    position.x = round(position.x - round(h.learningRate * solved.x));
    position.y = round(position.y - round(h.learningRate * solved.y));
  },
});

/**
 * |H|, which has H's eigenvectors and the magnitudes of its eigenvalues. With H = mI + N, tr N = 0, the eigenvalues are
 * m ± r, and |H| = max(|m|, r)·I + clamp(m/r, −1, 1)·N.
 */
function absolute({ xx, xy, yy }: Readonly<SymmetricMatrix>, round: Round): SymmetricMatrix {
  const mean = round(round(xx + yy) / 2);
  const half = round(round(xx - yy) / 2);
  const larger = Math.max(Math.abs(half), Math.abs(xy));
  if (larger === 0) return { xx: Math.abs(xx), xy: 0, yy: Math.abs(yy) };
  // Scaled, since the squares of small numbers vanish.
  const u = round(half / larger);
  const v = round(xy / larger);
  const radius = round(larger * round(Math.sqrt(round(round(u * u) + round(v * v)))));
  const size = Math.max(Math.abs(mean), radius);
  const share = Math.min(Math.max(round(mean / radius), -1), 1);
  return { xx: round(size + round(share * half)), xy: round(share * xy), yy: round(size - round(share * half)) };
}

/**
 * M⁻¹g by elimination with the larger pivot of the first column, and M⁺g where M is exactly singular: a matrix of rank
 * one is (tr M)vvᵀ, and its pseudoinverse M/(tr M)².
 */
function solveSymmetric({ xx, xy, yy }: Readonly<SymmetricMatrix>, g: Readonly<Vector>, round: Round): Vector {
  if (Math.max(Math.abs(xx), Math.abs(xy), Math.abs(yy)) < NOTHING) return { x: 0, y: 0 };
  const isSwapped = Math.abs(xy) > Math.abs(xx);
  const [pivot, beside, right] = isSwapped ? [xy, yy, g.y] : [xx, xy, g.x];
  const [below, corner, rest] = isSwapped ? [xx, xy, g.x] : [xy, yy, g.y];
  if (pivot === 0) return { x: 0, y: round(g.y / yy) };
  const factor = round(below / pivot);
  const schur = round(corner - round(factor * beside));
  if (schur === 0) {
    const trace = round(xx + yy);
    const x = round(round(xx * g.x) + round(xy * g.y));
    const y = round(round(xy * g.x) + round(yy * g.y));
    return { x: round(round(x / trace) / trace), y: round(round(y / trace) / trace) };
  }
  const y = round(round(rest - round(factor * right)) / schur);
  return { x: round(round(right - round(beside * y)) / pivot), y };
}
