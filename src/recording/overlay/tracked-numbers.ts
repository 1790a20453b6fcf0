import { ensembleLabel } from "../../charts/ensemble-look.ts";
import { axisName } from "../../charts/map/axis-name.ts";
import { formatInteger } from "../../charts/number-text.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { axisTarget, type MapChoice } from "../../experiment/map.ts";
import { parsePointer } from "../../experiment/pointer.ts";
import type { Layout, ParameterTrack } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";

/** A number that has a track, as a film shows it. */
export interface NamedTrack {
  readonly path: string;
  /** A short TeX symbol; empty where it has none. */
  readonly symbol: string;
  readonly label: string;
  /** The widest text that it may become. */
  readonly widest: string;
  text(value: number): string;
}

const OF_THE_MAP: Readonly<Record<string, readonly [symbol: string, label: string]>> = {
  steps: ["", "steps of the map"],
  epsilon: ["\\epsilon", "loss within"],
};

/** Names the numbers that have a track: with whose they are, where more than one ensemble has some. */
export function namedTracks(experiment: Experiment, tracks: readonly ParameterTrack[]): readonly NamedTrack[] {
  const owners = new Set(tracks.map(({ path }) => parsePointer(path)?.slice(0, 2).join("/")));
  return tracks.map((track) => {
    const { symbol, label } = nameOf(experiment, track.path, owners.size > 1);
    const text = textOf(track);
    const widest = track.keys.map(({ value }) => text(value)).reduce((a, b) => (b.length > a.length ? b : a), "");
    return { path: track.path, symbol, label, text, widest };
  });
}

/**
 * Of the numbers that have a track, those that say something of a layout's picture: a map that is alone has every value of
 * the numbers on its axes, whatever the run's is.
 */
export function shownTracks(
  tracks: readonly NamedTrack[],
  map: MapChoice | undefined,
  layout: Layout,
): readonly NamedTrack[] {
  if (layout !== "map" || map === undefined) return tracks;
  return tracks.filter(({ path }) => path !== map.x.path && path !== map.y.path);
}

function nameOf(experiment: Experiment, path: string, isShared: boolean): { symbol: string; label: string } {
  const [head, first = "", second = ""] = parsePointer(path) ?? [];
  const target = axisTarget(path);
  if (target?.kind === "hyperparameter") {
    const { symbol, label } = axisName(experiment, path);
    const ensemble = experiment.ensembles[target.ensemble];
    return { symbol, label: isShared && ensemble !== undefined ? ensembleLabel(ensemble) : label };
  }
  if (head === "surface") {
    const declared = surfaceOf(experiment.surface).parameters.find(({ name }) => name === second);
    return { symbol: declared?.symbol ?? second, label: "surface" };
  }
  if (head === "noise")
    return first === "sigma" ? { symbol: "\\sigma", label: "noise" } : { symbol: "", label: "batch" };
  const { map } = experiment;
  if (map !== undefined && (first === "x" || first === "y")) {
    const { symbol, label } = axisName(experiment, map[first].path);
    return { symbol, label: `${label} ${second}` };
  }
  const [symbol, label] = OF_THE_MAP[first] ?? ["", first];
  return { symbol, label };
}

/** Digits that do not change in number while a number moves, so that it does not dance. */
function textOf({ path, scale, keys }: ParameterTrack): (value: number) => string {
  const values = keys.map(({ value }) => value);
  if (path === "/map/steps" || path === "/noise/size") return (value) => formatInteger(Math.round(value));
  if (scale === "log") return (value) => typeset(threeDigits(value));
  const spread = Math.max(...values) - Math.min(...values);
  const largest = Math.max(...values.map(Math.abs));
  // A hundredth of the way is seen.
  const finest = spread > 0 ? Math.ceil(-Math.log10(spread / 50) - 1e-9) : 0;
  const own = Math.max(...values.map((value) => decimals(value)));
  const digits = Math.min(6, Math.max(0, finest, largest < 1e6 ? Math.min(own, 4) : 0));
  return (value) => typeset(value.toFixed(digits));
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e5))
    return size >= 999.5 ? String(Number(value.toPrecision(3))) : value.toPrecision(3);
  return value.toExponential(1).replace("+", "");
}

function decimals(value: number): number {
  const [, fraction = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

function typeset(text: string): string {
  return text.replaceAll("-", "−");
}
