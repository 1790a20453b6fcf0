import { signal } from "@preact/signals";
import type { ProbePath } from "../../maps/probe-path.ts";

/** The trajectories of the cell that is pointed at, as far as they are computed; undefined while none is. */
export const probePath = signal<ProbePath | undefined>(undefined);
