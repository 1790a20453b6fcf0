import { ensembleLabel } from "../../charts/ensemble-look.ts";
import { axisName } from "../../charts/map/axis-name.ts";
import { isChangeable } from "../../experiment/changes.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { axisTarget } from "../../experiment/map.ts";
import { numberDeclaration, numberNames, numberPath } from "../../experiment/map-axis-target.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { declaredScale, type SliderScale } from "../slider-scale.ts";

/** A number that a film can change, as people call it. */
export interface FilmNumber {
  readonly path: string;
  /** A short TeX symbol. */
  readonly symbol: string;
  readonly label: string;
  /** Whose it is. */
  readonly of: string;
  /** Set where it is an ensemble's: then it is shown in that ensemble's colour. */
  readonly ensemble?: number;
  /** Of its slider; a number without a declared range has none. */
  readonly scale?: SliderScale;
  readonly integer: boolean;
}

const SIGMA: SliderScale = { kind: "log-from-zero", from: 0.001, to: 100 };
const MAP_STEPS: SliderScale = { kind: "log", from: 1, to: 10_000, integer: true };
const EPSILON: SliderScale = { kind: "log", from: 1e-12, to: 1 };

/** Every number that a film of an experiment can change, in the order in which the page shows them. */
export function filmNumbers(experiment: Experiment): readonly FilmNumber[] {
  const paths = [
    ...experiment.ensembles.flatMap((_ensemble, index) =>
      numberNames(experiment, index).map((name) => numberPath(index, name)),
    ),
    ...surfaceOf(experiment.surface).parameters.map(({ name }) => `/surface/parameters/${name}`),
    "/noise/sigma",
    "/noise/size",
  ].filter((path) => isChangeable(experiment, path));
  return [...paths, ...mapPaths(experiment)].map((path) => filmNumber(experiment, path));
}

function mapPaths({ map }: Experiment): readonly string[] {
  if (map === undefined) return [];
  const ends = ["/map/x/from", "/map/x/to", "/map/y/from", "/map/y/to"];
  return map.kind === "steps" ? ["/map/steps", "/map/epsilon", ...ends] : ["/map/steps", ...ends];
}

/** What is known of the number at a path; of one that means nothing, the path itself. */
export function filmNumber(experiment: Experiment, path: string): FilmNumber {
  const target = axisTarget(path);
  if (target?.kind === "hyperparameter") {
    const { ensemble, name } = target;
    const owner = experiment.ensembles[ensemble];
    const declared = numberDeclaration(experiment, ensemble, name);
    return {
      path,
      ...axisName(experiment, path),
      of: owner === undefined ? "Optimizers" : ensembleLabel(owner),
      ensemble,
      ...(declared === undefined ? {} : { scale: declaredScale(declared) }),
      integer: declared?.isInteger === true,
    };
  }
  return { path, ...(surfaceNumber(experiment, path) ?? noiseNumber(path) ?? mapNumber(experiment, path)) };
}

type Told = Omit<FilmNumber, "path">;

function surfaceNumber(experiment: Experiment, path: string): Told | undefined {
  const surface = surfaceOf(experiment.surface);
  const declared = surface.parameters.find(({ name }) => path === `/surface/parameters/${name}`);
  if (declared === undefined) return undefined;
  return {
    symbol: declared.symbol,
    label: declared.name,
    of: surface.label,
    scale: declaredScale(declared),
    integer: declared.isInteger === true,
  };
}

function noiseNumber(path: string): Told | undefined {
  if (path === "/noise/sigma")
    return { symbol: "\\sigma", label: "gradient noise", of: "Noise", scale: SIGMA, integer: false };
  if (path === "/noise/size") return { symbol: "B", label: "minibatch", of: "Noise", integer: true };
  return undefined;
}

function mapNumber(experiment: Experiment, path: string): Told {
  if (path === "/map/steps") return { symbol: "n", label: "steps", of: "Map", scale: MAP_STEPS, integer: true };
  if (path === "/map/epsilon") return { symbol: "\\varepsilon", label: "ε", of: "Map", scale: EPSILON, integer: false };
  const [, side, end] = /^\/map\/(x|y)\/(from|to)$/.exec(path) ?? [];
  const axis = side === "x" || side === "y" ? experiment.map?.[side] : undefined;
  if (axis === undefined) return { symbol: path, label: path, of: "Unknown", integer: false };
  const { symbol, label } = axisName(experiment, axis.path);
  return { symbol, label: `${label}, ${end === "from" ? "lower end" : "upper end"}`, of: "Map", integer: false };
}
