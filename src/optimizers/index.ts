import { adabelief } from "./adabelief.ts";
import { adadelta } from "./adadelta.ts";
import { adagrad } from "./adagrad.ts";
import { adam } from "./adam.ts";
import { adamax } from "./adamax.ts";
import { adamw } from "./adamw.ts";
import { asgd } from "./asgd.ts";
import { bfgs } from "./bfgs.ts";
import { bicgstab } from "./bicgstab.ts";
import { conjugateGradient } from "./conjugate-gradient.ts";
import { gradientDescent } from "./gradient-descent.ts";
import { gradientFlow } from "./gradient-flow.ts";
import { heavyBallOde } from "./heavy-ball-ode.ts";
import { hypergradient } from "./hypergradient.ts";
import { langevin } from "./langevin.ts";
import { learnedMomentum } from "./learned-momentum.ts";
import { lion } from "./lion.ts";
import { momentum } from "./momentum.ts";
import { muon } from "./muon.ts";
import { nadam } from "./nadam.ts";
import { nesterov } from "./nesterov.ts";
import { newton } from "./newton.ts";
import type { Optimizer } from "./optimizer.ts";
import { prodigy } from "./prodigy.ts";
import { qhadam } from "./qhadam.ts";
import { qhm } from "./qhm.ts";
import { radam } from "./radam.ts";
import { rmsprop } from "./rmsprop.ts";
import { rprop } from "./rprop.ts";
import { scheduleFreeAdamw } from "./schedule-free-adamw.ts";
import { scheduleFreeSgd } from "./schedule-free-sgd.ts";
import { sophia } from "./sophia.ts";
import { sor } from "./sor.ts";
import { underdampedLangevin } from "./underdamped-langevin.ts";
import { yogi } from "./yogi.ts";

/** Every optimizer of the catalogue, in the order in which menus list them. */
export const optimizers: readonly Optimizer[] = [
  gradientDescent,
  rprop,
  asgd,
  hypergradient,
  momentum,
  nesterov,
  qhm,
  learnedMomentum,
  scheduleFreeSgd,
  lion,
  muon,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
  adamax,
  nadam,
  radam,
  qhadam,
  adabelief,
  yogi,
  prodigy,
  scheduleFreeAdamw,
  sophia,
  newton,
  conjugateGradient,
  bfgs,
  gradientFlow,
  heavyBallOde,
  langevin,
  underdampedLangevin,
  sor,
  bicgstab,
];

/** The optimizer of that id, or undefined. */
export function findOptimizer(id: string): Optimizer | undefined {
  return optimizers.find((optimizer) => optimizer.id === id);
}
