import type { Experiment, Starts } from "../../experiment/experiment.ts";
import { rounding } from "../../math/precision.ts";
import { defaultHyperparameters, type Optimizer } from "../../optimizers/optimizer.ts";
import { stepHyperparameters } from "../../reference/hyperparameters.ts";
import { startPosition } from "../../reference/starts.ts";
import { type Conditions, Trajectory } from "../../reference/trajectory.ts";
import type { Domain, Interval, ParameterValues, Surface } from "../../surfaces/surface.ts";
import { clipSegment } from "./clipping.ts";
import type { Work } from "./slices.ts";

/** Steps of a preview. */
export const PREVIEW_STEPS = 300;

/** Starts of a preview: the middles of the cells of a grid over the inner part of the domain. */
const STARTS = { columns: 4, rows: 3, margin: 0.06 } as const;

export const PREVIEW_STARTS = STARTS.columns * STARTS.rows;

const SEED = 7;

const STOPPING: Experiment["stopping"] = { gradientTolerance: 1e-3, stepTolerance: 1e-5, halt: false };

/** Steps between two looks at the clock. */
const PIECE = 10;

/** Moves shorter than this share of the picture are drawn together with the next. */
const SHORTEST = 0.004;

/** Trails are drawn this many pictures far to each side, and cut off at the exact place there. */
const REACH = 20;

/** What comes back from this many pictures away is not drawn: its way through the picture would be rounding. */
const FARTHEST = 1e9;

/** A piece of a trail, as shares of the picture from its left and its top; those outside of 0 … 1 leave the picture. */
export interface TrailPiece {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** The steps done at its end. */
  readonly step: number;
}

/** What an optimizer does from one start. */
export interface PreviewTrail {
  readonly pieces: readonly TrailPiece[];
  /** Where it is in the end, as shares of the picture; undefined once it has left for good. */
  readonly end: { readonly x: number; readonly y: number } | undefined;
}

/**
 * Runs an optimizer with its default settings from a dozen starts over the domain, by the CPU reference, in f64 and
 * without noise but its own.
 */
export function* previewTrails(
  optimizer: Optimizer,
  surface: Surface,
  parameters: ParameterValues,
): Work<readonly PreviewTrail[]> {
  const ensemble = { optimizer: optimizer.id, hyperparameters: defaultHyperparameters(optimizer) };
  const round = rounding("f64");
  const conditions: Conditions = {
    surface: surface.evaluator(parameters, "f64"),
    hyperparameters: stepHyperparameters(optimizer, ensemble, 0, round),
    noise: undefined,
    linearSystem: surface.linearSystem?.(parameters),
  };
  yield "pause";
  const starts = startsOver(surface.domain);
  const trails: PreviewTrail[] = [];
  for (let index = 0; index < PREVIEW_STARTS; index += 1) {
    const start = startPosition(starts, index, surface.domain, SEED, round);
    const experiment = { seed: SEED, stopping: STOPPING };
    const run = new Trajectory(optimizer, experiment, index, "f64", start, { x: 0, y: 0 }, conditions);
    trails.push(yield* follow(run, surface.domain));
    yield;
  }
  return trails;
}

function startsOver({ x, y }: Domain): Starts {
  const inner = ([from, to]: Interval): Interval => {
    const margin = STARTS.margin * (to - from);
    return [from + margin, to - margin];
  };
  const { columns, rows } = STARTS;
  return { kind: "grid", columns, rows, region: { x: inner(x), y: inner(y) } };
}

function* follow(run: Trajectory, domain: Domain): Work<PreviewTrail> {
  const pieces: TrailPiece[] = [];
  let from = shareOf(run, domain);
  let to = from;
  for (let step = 1; step <= PREVIEW_STEPS; step += 1) {
    run.advance(step);
    to = shareOf(run, domain);
    const isLast = step === PREVIEW_STEPS || run.status !== "running";
    if (isLast || Math.hypot(to.x - from.x, to.y - from.y) >= SHORTEST) {
      const isNear = Math.abs(from.x) < FARTHEST && Math.abs(from.y) < FARTHEST;
      const part = isNear ? clipSegment(from.x, from.y, to.x, to.y, -REACH, 1 + REACH) : undefined;
      if (part !== undefined) pieces.push(pieceOf(from, to, part, step));
      from = to;
    }
    if (isLast) break;
    if (step % PIECE === 0) yield;
  }
  const isSeen = run.status !== "diverged" && to.x >= 0 && to.x <= 1 && to.y >= 0 && to.y <= 1;
  return { pieces, end: isSeen ? to : undefined };
}

interface Share {
  readonly x: number;
  readonly y: number;
}

function shareOf({ position }: Trajectory, { x, y }: Domain): Share {
  return { x: (position.x - x[0]) / (x[1] - x[0]), y: (y[1] - position.y) / (y[1] - y[0]) };
}

function pieceOf(from: Share, to: Share, [first, last]: readonly [number, number], step: number): TrailPiece {
  // Where nothing is cut off, the ends are these, exactly: a trail hangs together.
  const at = (share: number): Share =>
    share === 0
      ? from
      : share === 1
        ? to
        : { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  const start = at(first);
  const end = at(last);
  return { x0: start.x, y0: start.y, x1: end.x, y1: end.y, step };
}
