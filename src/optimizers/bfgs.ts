import type { Round } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import { lineSearchChoice, RESTING, searchLine } from "./line-search.ts";
import { defineOptimizer } from "./optimizer.ts";
import { dot, pointAlong } from "./rounded-vectors.ts";

/** sᵀy must exceed this share of |s||y| for the update to be made: then the matrix stays positive definite. */
const CURVED = 1e-6;

/** Quasi-Newton: x ← x − aBg, where B learns the inverse Hessian from the gradients at both ends of each step. */
export const bfgs = defineOptimizer({
  id: "bfgs",
  label: "BFGS",
  group: "second-order",
  description: "Learns the curvature from gradients alone, and soon steps like Newton’s method, but always downhill.",
  tex: [
    "x_{t+1} = x_t - a_t B_t g_t,\\quad s = x_{t+1} - x_t,\\quad y = g_{t+1} - g_t",
    "B_{t+1} = \\Bigl(I - \\tfrac{s y^\\top}{y^\\top s}\\Bigr) B_t \\Bigl(I - \\tfrac{y s^\\top}{y^\\top s}\\Bigr) + \\tfrac{s s^\\top}{y^\\top s}",
  ],
  reference: {
    text: "C. G. Broyden, R. Fletcher, D. Goldfarb and D. F. Shanno, 1970; as in J. Nocedal and S. J. Wright, Numerical Optimization, 2006, Algorithm 6.1",
    url: "https://doi.org/10.1007/978-0-387-40065-5",
  },
  differences:
    "The Hessian is evaluated by the exact line search alone. Both gradients of y are taken within one step, and so share its noise: a step evaluates the gradient at its start anew. The first B is the identity, scaled before its first update (Nocedal & Wright 6.20). An update with sᵀy ≤ 1e-6·|s||y| is left out. Where the direction does not descend, and after a search that found no lower point (the step then stays where it is), B is forgotten, and steepest descent comes next. Losses that differ by less than 1e-5 of themselves count as level, and the slopes decide: a step may rise by that much, and by no more.",
  color: { night: "#ffb3d9", paper: "#a83279" },
  hyperparameters: { lineSearch: lineSearchChoice("wolfe") },
  state: { inverseDiagonal: "vector", inverseOffDiagonal: "scalar" },
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
    // A diagonal of zero stands for no matrix: a positive definite one has none.
    let known: SymmetricMatrix | undefined;
    if (state.inverseDiagonal.x > 0) {
      known = { xx: state.inverseDiagonal.x, xy: state.inverseOffDiagonal, yy: state.inverseDiagonal.y };
    }
    let direction = { x: -g.x, y: -g.y };
    let slope = -squared;
    let trial = Math.min(1, round(1 / round(Math.sqrt(squared))));
    if (known !== undefined) {
      const proposed = product(known, direction, round);
      const along = dot(g, proposed, round);
      if (along < 0 && Number.isFinite(along)) {
        direction = proposed;
        slope = along;
        trial = 1;
      } else {
        known = undefined;
      }
    }
    const line = { origin: { ...position }, direction, slope, trial, steepness: 0.9 };
    const { size, gradient: seen } = searchLine(h.lineSearch, line, context);
    if (size === 0) {
      known = undefined;
    } else {
      const { x, y } = pointAlong(line.origin, size, direction, round);
      const next = seen ?? gradient(x, y);
      const s = { x: round(x - position.x), y: round(y - position.y) };
      known = updated(known, s, { x: round(next.x - g.x), y: round(next.y - g.y) }, round);
      position.x = x;
      position.y = y;
    }
    state.inverseDiagonal.x = known?.xx ?? 0;
    state.inverseDiagonal.y = known?.yy ?? 0;
    state.inverseOffDiagonal = known?.xy ?? 0;
  },
});

function product({ xx, xy, yy }: Readonly<SymmetricMatrix>, v: Readonly<Vector>, round: Round): Vector {
  return { x: round(round(xx * v.x) + round(xy * v.y)), y: round(round(xy * v.x) + round(yy * v.y)) };
}

/** B − ρ(s(By)ᵀ + (By)sᵀ) + (ρ²yᵀBy + ρ)ssᵀ with ρ = 1/sᵀy, or B itself where sᵀy is not positive enough. */
function updated(
  known: Readonly<SymmetricMatrix> | undefined,
  s: Readonly<Vector>,
  y: Readonly<Vector>,
  round: Round,
): SymmetricMatrix | undefined {
  const sy = dot(s, y, round);
  const yy = dot(y, y, round);
  const lengths = round(round(Math.sqrt(dot(s, s, round))) * round(Math.sqrt(yy)));
  if (!(sy > round(CURVED * lengths))) return known;
  const scale = round(sy / yy);
  const before = known ?? { xx: scale, xy: 0, yy: scale };
  const by = product(before, y, round);
  // s/sᵀy first: ρ alone may be too large a number.
  const u = { x: round(s.x / sy), y: round(s.y / sy) };
  const growth = round(1 + round(dot(y, by, round) / sy));
  const entry = (b: number, i: "x" | "y", j: "x" | "y"): number =>
    round(round(b - round(round(u[i] * by[j]) + round(by[i] * u[j]))) + round(growth * round(s[i] * u[j])));
  const after = { xx: entry(before.xx, "x", "x"), xy: entry(before.xy, "x", "y"), yy: entry(before.yy, "y", "y") };
  // Forgotten where rounding has left the diagonal not positive; what else is indefinite shows in the next slope.
  return after.xx > 0 && after.yy > 0 ? after : undefined;
}
