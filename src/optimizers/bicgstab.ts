import type { Round } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import { defineOptimizer } from "./optimizer.ts";
import { dot, pointAlong } from "./rounded-vectors.ts";

/** Inner products below this share of the lengths' product are breakdowns: what is divided by them is rounding error. */
const BREAKDOWN = 1e-6;
/** Squares below 2⁻¹⁰⁰ are at rest: f32 has no room for what is made of them. */
const RESTING = 2 ** -100;

/** Solves Ax = b with A as it is, symmetric or not: one iteration a step. */
export const bicgstab = defineOptimizer({
  id: "bicgstab",
  label: "BiCGSTAB",
  group: "linear-solvers",
  description:
    "Conjugate gradients for matrices that are not symmetric: it asks for A itself, and is there in two steps.",
  tex: [
    "\\beta = \\tfrac{\\rho_t}{\\rho_{t-1}}\\tfrac{\\alpha}{\\omega},\\quad p \\leftarrow r + \\beta\\,(p - \\omega v),\\quad v = Ap,\\quad \\alpha = \\tfrac{\\rho_t}{\\hat r^\\top v}",
    "s = r - \\alpha v,\\quad t = As,\\quad \\omega = \\tfrac{t^\\top s}{t^\\top t},\\quad x \\leftarrow x + \\alpha p + \\omega s,\\quad r \\leftarrow s - \\omega t",
  ],
  reference: {
    text: "H. A. van der Vorst, Bi-CGSTAB: A fast and smoothly converging variant of Bi-CG for the solution of nonsymmetric linear systems, 1992",
    url: "https://doi.org/10.1137/0913035",
  },
  differences:
    "Not preconditioned. In two dimensions two iterations solve the system up to rounding, so every odd step takes r = b − Ax afresh, and a matrix changed while it runs is noticed. A step that breaks down (a divisor that is rounding error) stays where it is, or takes its first half alone where that shortens the residual; unless that solves the system it counts in the slot breakdowns, and the next step starts over; where rᵀAr vanishes at the start, the shadow residual is r + Ar. It cannot move where A is skew-symmetric: BiCGSTAB(ℓ) was made for that.",
  color: { night: "#9db8ff", paper: "#3550b5" },
  hyperparameters: {},
  state: {
    residual: "vector",
    shadowResidual: "vector",
    direction: "vector",
    directionImage: "vector",
    rho: "scalar",
    alpha: "scalar",
    omega: "scalar",
    breakdowns: "scalar",
  },
  requires: ["linear-system"],
  step(position, state, _h, t, { round, applyMatrix, rightSide }) {
    const isFresh = t % 2 === 1 || state.rho === 0;
    let { residual: r, shadowResidual: shadow } = state;
    if (isFresh) {
      const image = applyMatrix(position.x, position.y);
      const right = rightSide();
      r = { x: round(right.x - image.x), y: round(right.y - image.y) };
      shadow = r;
    }
    const lastRho = state.rho;
    state.residual = r;
    // Until a new iteration is complete, the next step has to start over.
    state.rho = 0;
    if (!(dot(r, r, round) > RESTING)) return;

    let rho = dot(shadow, r, round);
    let p = r;
    if (!isFresh) {
      if (isBreakdown(rho, shadow, r, round)) {
        state.breakdowns += 1;
        return;
      }
      const beta = round(round(rho / lastRho) * round(state.alpha / state.omega));
      p = pointAlong(r, beta, pointAlong(state.direction, -state.omega, state.directionImage, round), round);
    }
    const v = applyMatrix(p.x, p.y);
    let divisor = dot(shadow, v, round);
    if (isFresh && isBreakdown(divisor, shadow, v, round)) {
      shadow = { x: round(r.x + v.x), y: round(r.y + v.y) };
      rho = dot(shadow, r, round);
      divisor = dot(shadow, v, round);
    }
    if (isBreakdown(divisor, shadow, v, round)) {
      state.breakdowns += 1;
      return;
    }
    const alpha = round(rho / divisor);
    const s = pointAlong(r, -alpha, v, round);
    const halfway = pointAlong(position, alpha, p, round);
    const image = applyMatrix(s.x, s.y);
    const along = dot(image, s, round);
    if (isBreakdown(along, image, s, round)) {
      // The first half alone, where it helps: it may already have solved the system.
      const isSolved = !(dot(s, s, round) > RESTING);
      if (!isSolved) state.breakdowns += 1;
      if (dot(s, s, round) < dot(r, r, round)) Object.assign(position, halfway);
      return;
    }
    const omega = round(along / dot(image, image, round));
    Object.assign(position, pointAlong(halfway, omega, s, round));
    state.residual = pointAlong(s, -omega, image, round);
    state.shadowResidual = shadow;
    state.direction = p;
    state.directionImage = v;
    state.rho = rho;
    state.alpha = alpha;
    state.omega = omega;
  },
});

/** Whether an inner product u·v is zero up to rounding, or one of the two vectors is zero. */
function isBreakdown(product: number, u: Readonly<Vector>, v: Readonly<Vector>, round: Round): boolean {
  const lengths = round(round(Math.sqrt(dot(u, u, round))) * round(Math.sqrt(dot(v, v, round))));
  return !(Math.abs(product) > round(BREAKDOWN * lengths));
}
