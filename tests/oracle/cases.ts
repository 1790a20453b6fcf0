import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import text from "./pytorch.json?raw";

/** One trajectory that PyTorch computed; README.md beside this file says what the fields are. */
export interface OracleCase {
  readonly id: string;
  readonly function: string;
  readonly fnParams: Readonly<Record<string, number>>;
  readonly optimizer: string;
  readonly hyper: Readonly<Record<string, number | boolean | readonly number[]>>;
  readonly start: readonly [number, number];
  readonly steps: readonly number[];
  readonly points: readonly (readonly [number | string, number | string])[];
  readonly sens: readonly number[];
  readonly sens32: readonly number[];
}

export interface OracleEvaluation {
  readonly function: string;
  readonly fnParams: Readonly<Record<string, number>>;
  readonly x: readonly [number, number];
  readonly f: number | string;
  readonly grad: readonly (number | string)[];
  readonly hess: readonly (number | string)[];
}

const oracle: { cases: OracleCase[]; evals: OracleEvaluation[] } = JSON.parse(text);

export const oracleCases: readonly OracleCase[] = oracle.cases;
export const oracleEvaluations: readonly OracleEvaluation[] = oracle.evals;

const SURFACE_IDS: Readonly<Record<string, string>> = { seed_J: "ravine", levy13: "levy-13", bukin6: "bukin-6" };
const PARAMETER_NAMES: Readonly<Record<string, string>> = { l1: "lambda1", l2: "lambda2" };

/** The experiment file's `surface` of a function of the oracle. */
export function surfaceOfCase({ function: name, fnParams }: Pick<OracleCase, "function" | "fnParams">) {
  const parameters = Object.entries(fnParams).map(([key, value]) => [PARAMETER_NAMES[key] ?? key, value]);
  return { id: SURFACE_IDS[name] ?? name.replaceAll("_", "-"), parameters: Object.fromEntries(parameters) };
}

type Hyper = OracleCase["hyper"];

/** PyTorch's keyword arguments under our names; optimizers that are not listed are not built yet. */
const TRANSLATIONS: Readonly<Record<string, (hyper: Hyper) => { optimizer: string; hyperparameters: object }>> = {
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
  Adam: (hyper) => ({ optimizer: "adam", hyperparameters: adamHyperparameters(hyper) }),
  AdamW: (hyper) => ({ optimizer: "adamw", hyperparameters: adamHyperparameters(hyper) }),
};

function adamHyperparameters(hyper: Hyper) {
  const betas = hyper.betas;
  const [beta1, beta2] = Array.isArray(betas) ? betas : [];
  return {
    learningRate: hyper.lr,
    beta1,
    beta2,
    epsilon: hyper.eps,
    weightDecay: hyper.weight_decay,
    amsgrad: hyper.amsgrad,
  };
}

/** Whether an optimizer of the oracle is built here. */
export function isBuilt({ optimizer }: OracleCase): boolean {
  return optimizer in TRANSLATIONS;
}

/** The experiment that repeats a case for `steps` steps. */
export function experimentOf(oracleCase: OracleCase, steps: number): Experiment {
  const translate = TRANSLATIONS[oracleCase.optimizer];
  if (translate === undefined) throw new Error(`${oracleCase.optimizer} is not built.`);
  return parseExperiment({
    version: 1,
    surface: surfaceOfCase(oracleCase),
    starts: { kind: "points", points: [oracleCase.start] },
    ensembles: [translate(oracleCase.hyper)],
    steps,
  });
}

/**
 * The point of a listed step that is comparable with the oracle's: for Nesterov x + βv, since PyTorch's parameter is
 * the look-ahead point.
 */
export function comparablePoint(
  experiment: Experiment,
  result: { points: readonly (readonly [number, number])[]; state?: Record<string, number[][]> },
  index: number,
): readonly [number, number] {
  const [x, y] = result.points[index] ?? [Number.NaN, Number.NaN];
  const ensemble = experiment.ensembles[0];
  if (ensemble?.optimizer !== "nesterov") return [x, y];
  const [vx = Number.NaN, vy = Number.NaN] = result.state?.velocity?.[index] ?? [];
  const beta = Number(ensemble.hyperparameters.beta);
  return [x + beta * vx, y + beta * vy];
}
