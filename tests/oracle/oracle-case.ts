/** The hyperparameters of a case, under the names of the library that computed it. */
export type Hyper = Readonly<Record<string, number | boolean | string | null | readonly number[]>>;

type Coordinates = readonly [number | string, number | string];

/** One trajectory that others computed; README.md beside this file says what the fields are. */
export interface OracleCase {
  readonly id: string;
  readonly function: string;
  readonly fnParams: Readonly<Record<string, number>>;
  readonly optimizer: string;
  readonly variant: string;
  readonly hyper: Hyper;
  readonly start: readonly [number, number];
  readonly steps: readonly number[];
  readonly points: readonly Coordinates[];
  readonly sens: readonly number[];
  readonly sens32: readonly number[];
  /** Schedule-Free: the averaged iterate, with sensitivities of its own. */
  readonly pointsX?: readonly Coordinates[];
  readonly sensX?: readonly number[];
  readonly sensX32?: readonly number[];
  /** ASGD: the averaged iterate after the last step. */
  readonly axEnd?: Coordinates;
  /** Sophia: every how many steps the Hessian was taken, from the first step on. */
  readonly hessianEvery?: number;
  /** Muon: rows and columns of the parameter. */
  readonly shape?: readonly [number, number];
}

/** An ensemble as a file would give it. */
export interface Translated {
  readonly optimizer: string;
  readonly hyperparameters: object;
}

/** Says a case's hyperparameters in our names. */
export type Translation = (hyper: Hyper, oracleCase: OracleCase) => Translated;
