import type { Lane } from "../editing.ts";

/** What tells a lane from the others. */
export function laneName(lane: Lane): string {
  return lane.track === "parameters" ? `parameters-${lane.index}` : lane.track;
}

/** The lane that such a text tells; undefined where it is none. */
export function laneFrom(name: string): Lane | undefined {
  if (name === "pace" || name === "camera" || name === "switches" || name === "texts") return { track: name };
  const [, index] = /^parameters-(\d+)$/.exec(name) ?? [];
  return index === undefined ? undefined : { track: "parameters", index: Number(index) };
}
