import type { Hyper, OracleCase, Translation } from "./oracle-case.ts";

/** The hyperparameters of newer-optimizers.json under our names, by the file's `optimizer`. */
export const NEWER_TRANSLATIONS: Readonly<Record<string, Translation>> = {
  Lion: (hyper) => ({
    optimizer: "lion",
    hyperparameters: { learningRate: hyper.lr, ...betas(hyper), weightDecay: hyper.weight_decay },
  }),
  AdaBelief: (hyper) => ({
    optimizer: "adabelief",
    hyperparameters: { ...adamLike(hyper), amsgrad: hyper.amsgrad },
  }),
  Yogi: (hyper) => ({
    optimizer: "yogi",
    hyperparameters: { ...adamLike(hyper), initialAccumulator: hyper.initial_accumulator },
  }),
  SophiaH: (hyper, { hessianEvery }) => ({
    optimizer: "sophia",
    hyperparameters: { ...adamLike(hyper), clip: hyper.p, hessianEvery },
  }),
  ScheduleFreeSGD: (hyper) => ({
    optimizer: "schedule-free-sgd",
    hyperparameters: {
      learningRate: hyper.lr,
      beta: hyper.momentum,
      warmupSteps: hyper.warmup_steps,
      weightDecay: hyper.weight_decay,
    },
  }),
  ScheduleFreeAdamW: (hyper) => {
    const { beta1, ...rest } = adamLike(hyper);
    return {
      optimizer: "schedule-free-adamw",
      hyperparameters: { ...rest, beta: beta1, warmupSteps: hyper.warmup_steps },
    };
  },
  Prodigy: (hyper) => ({
    optimizer: "prodigy",
    hyperparameters: {
      ...adamLike(hyper),
      d0: hyper.d0,
      dCoef: hyper.d_coef,
      useBiasCorrection: hyper.use_bias_correction,
    },
  }),
  Muon: (hyper) => ({
    optimizer: "muon",
    hyperparameters: { learningRate: hyper.lr, beta: hyper.beta, nesterov: hyper.nesterov },
  }),
};

function betas(hyper: Hyper) {
  const [beta1, beta2] = Array.isArray(hyper.betas) ? hyper.betas : [];
  return { beta1, beta2 };
}

function adamLike(hyper: Hyper) {
  return { learningRate: hyper.lr, ...betas(hyper), epsilon: hyper.eps, weightDecay: hyper.weight_decay };
}

/** Options of the originals that are not declared here, with the value that stands for their absence. */
const NOT_DECLARED: Readonly<Record<string, Hyper>> = {
  AdaBelief: { rectify: false },
  SophiaH: { weight_decouple: true },
  ScheduleFreeSGD: { r: 0, weight_lr_power: 2 },
  ScheduleFreeAdamW: { r: 0, weight_lr_power: 2, inner_momentum: 0 },
  Prodigy: { beta3: null, decouple: true, growth_rate: "Infinity", safeguard_warmup: false },
  Muon: { ns_steps: 5 },
};

/** Why a case of newer-optimizers.json cannot be compared; undefined where it can. */
export function whySkipped({ optimizer, hyper, shape }: OracleCase): string | undefined {
  if (!(optimizer in NEWER_TRANSLATIONS)) return `${optimizer} is not built`;
  for (const [name, absent] of Object.entries(NOT_DECLARED[optimizer] ?? {})) {
    const value = hyper[name];
    if (value !== undefined && value !== absent) return `${optimizer} with ${name} is not offered`;
  }
  if (shape !== undefined && shape[0] !== 1) return `${optimizer} takes the two coordinates for one row`;
  return undefined;
}
