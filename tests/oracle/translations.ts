import type { Hyper, Translation } from "./oracle-case.ts";

/** PyTorch's keyword arguments under our names, by PyTorch's name of the optimizer. */
export const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  SGD: (hyper) => {
    const common = { learningRate: hyper.lr, weightDecay: hyper.weight_decay };
    if (hyper.nesterov === true) {
      return { optimizer: "nesterov", hyperparameters: { ...common, beta: hyper.momentum } };
    }
    if (hyper.momentum === 0) return { optimizer: "gradient-descent", hyperparameters: common };
    return {
      optimizer: "momentum",
      hyperparameters: { ...common, beta: hyper.momentum, dampening: hyper.dampening },
    };
  },
  ASGD: (hyper) => ({
    optimizer: "asgd",
    hyperparameters: {
      learningRate: hyper.lr,
      lambda: hyper.lambd,
      alpha: hyper.alpha,
      t0: hyper.t0,
      weightDecay: hyper.weight_decay,
    },
  }),
  Rprop: (hyper) => {
    const [etaMinus, etaPlus] = pair(hyper.etas);
    const [stepMin, stepMax] = pair(hyper.step_sizes);
    return { optimizer: "rprop", hyperparameters: { learningRate: hyper.lr, etaMinus, etaPlus, stepMin, stepMax } };
  },
  Adagrad: (hyper) => ({
    optimizer: "adagrad",
    hyperparameters: {
      learningRate: hyper.lr,
      learningRateDecay: hyper.lr_decay,
      initialAccumulator: hyper.initial_accumulator_value,
      epsilon: hyper.eps,
      weightDecay: hyper.weight_decay,
    },
  }),
  Adadelta: (hyper) => ({
    optimizer: "adadelta",
    hyperparameters: {
      learningRate: hyper.lr,
      rho: hyper.rho,
      epsilon: hyper.eps,
      weightDecay: hyper.weight_decay,
    },
  }),
  RMSprop: (hyper) => ({
    optimizer: "rmsprop",
    hyperparameters: {
      learningRate: hyper.lr,
      rho: hyper.alpha,
      epsilon: hyper.eps,
      momentum: hyper.momentum,
      centered: hyper.centered,
      weightDecay: hyper.weight_decay,
    },
  }),
  Adam: (hyper) => ({ optimizer: "adam", hyperparameters: { ...adam(hyper), amsgrad: hyper.amsgrad } }),
  AdamW: (hyper) => ({ optimizer: "adamw", hyperparameters: { ...adam(hyper), amsgrad: hyper.amsgrad } }),
  Adamax: (hyper) => ({ optimizer: "adamax", hyperparameters: adam(hyper) }),
  NAdam: (hyper) => ({
    optimizer: "nadam",
    hyperparameters: { ...adam(hyper), momentumDecay: hyper.momentum_decay },
  }),
  RAdam: (hyper) => ({ optimizer: "radam", hyperparameters: adam(hyper) }),
};

function adam(hyper: Hyper) {
  const [beta1, beta2] = pair(hyper.betas);
  return { learningRate: hyper.lr, beta1, beta2, epsilon: hyper.eps, weightDecay: hyper.weight_decay };
}

function pair(value: Hyper[string] | undefined): readonly (number | undefined)[] {
  return typeof value === "object" && value !== null ? value : [];
}
