import type { Starts } from "../experiment/experiment.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import { writeField } from "../gpu/struct-layout.ts";
import type { Domain } from "../surfaces/surface.ts";
import { STARTS } from "./layouts.ts";

/** The numbers under which seed.wgsl knows the kinds of starts. */
const START_KINDS: readonly Starts["kind"][] = ["points", "grid", "uniform", "gaussian", "disk", "line"];

/** Writes the `Starts` uniform of seed.wgsl. */
export function writeStarts(view: DataView, starts: Starts, domain: Domain): void {
  const write = (name: string, ...values: readonly number[]) => writeField(view, 0, STARTS, name, ...values);
  write("kind", START_KINDS.indexOf(starts.kind));
  write("count", startCount(starts));
  write("velocity", ...(starts.velocity ?? [0, 0]));
  switch (starts.kind) {
    case "points":
      return;
    case "grid":
      write("columns", starts.columns);
      write("rows", starts.rows);
      writeRegion(write, starts.region ?? domain);
      return;
    case "uniform":
      writeRegion(write, starts.region ?? domain);
      return;
    case "gaussian":
      write("first", ...starts.center);
      write("spread", starts.sigma);
      return;
    case "disk":
      write("first", ...starts.center);
      write("spread", starts.radius);
      return;
    case "line":
      write("first", ...starts.from);
      write("second", ...starts.to);
  }
}

function writeRegion(write: (name: string, ...values: readonly number[]) => void, region: Domain): void {
  write("first", region.x[0], region.y[0]);
  write("second", region.x[1], region.y[1]);
}

/** The given points, as seed.wgsl reads them; empty for the other kinds. */
export function startPoints(starts: Starts): Float32Array<ArrayBuffer> {
  return starts.kind === "points" ? new Float32Array(starts.points.flat()) : new Float32Array(2);
}
