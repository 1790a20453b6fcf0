import type { SymmetricMatrix } from "../../src/math/vector.ts";
import type { Optimizer } from "../../src/optimizers/optimizer.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";

/** Half the inverse of a large curvature in the domain: a rate at which descent neither crawls nor diverges at once. */
function suitableRate(surface: Surface): number {
  const evaluator = surface.evaluator(defaultParameters(surface), "f64");
  const hessian: SymmetricMatrix = { xx: 0, xy: 0, yy: 0 };
  const curvatures: number[] = [];
  for (let i = 0; i < 400; i += 1) {
    const { x, y } = surface.domain;
    const u = ((i % 20) + 0.5) / 20;
    const v = (Math.floor(i / 20) + 0.5) / 20;
    evaluator.hessian(x[0] + u * (x[1] - x[0]), y[0] + v * (y[1] - y[0]), hessian);
    const norm = Math.hypot(hessian.xx, hessian.xy, hessian.xy, hessian.yy);
    if (Number.isFinite(norm)) curvatures.push(norm);
  }
  curvatures.sort((a, b) => a - b);
  const large = curvatures[Math.floor(0.9 * curvatures.length)] ?? 1;
  return Math.min(0.05, 0.5 / Math.max(large, 1e-6));
}

/** What an optimizer's steps scale with the gradient by: those with an ε, or a sign, do not. */
function scalesWithGradient({ id, group, hyperparameters }: Optimizer): boolean {
  const normalised = ["lion", "muon", "rprop", "prodigy", "sophia", "newton"];
  return !("epsilon" in hyperparameters) && !normalised.includes(id) && group !== "linear-solvers";
}

/** Hyperparameters with which an optimizer moves on a surface without diverging at once. */
export function suitableHyperparameters(optimizer: Optimizer, surface: Surface): Record<string, number> {
  if (!scalesWithGradient(optimizer)) return {};
  const { learningRate, timeStep, mass, hyperLearningRate, betaLearningRate } = optimizer.hyperparameters;
  const rate = suitableRate(surface);
  // With inertia a time step h makes steps of h².
  const isSecondOrder = mass !== undefined || optimizer.id === "underdamped-langevin";
  return {
    ...(learningRate === undefined ? {} : { learningRate: rate }),
    ...(timeStep === undefined ? {} : { timeStep: isSecondOrder ? Math.sqrt(rate) : rate }),
    // The adaptation's gradients are squares of the loss's.
    ...(hyperLearningRate === undefined ? {} : { hyperLearningRate: 1e-3 * rate * rate }),
    ...(betaLearningRate === undefined ? {} : { betaLearningRate: 1e-6 }),
  };
}
