import { readField } from "../../src/gpu/struct-layout.ts";
import type { Vector } from "../../src/math/vector.ts";
import { STATUSES } from "../../src/reference/result.ts";
import type { EnsembleRun } from "../../src/simulation/ensemble-run.ts";

/** One trajectory between steps, as the GPU holds it. */
export interface StateRecord {
  readonly position: Readonly<Vector>;
  readonly status: string;
  readonly state: Readonly<Record<string, Vector | number>>;
}

/** The trajectories of a run, from the bytes of its buffer of states. */
export function readRecords(run: EnsembleRun, bytes: ArrayBuffer): StateRecord[] {
  const view = new DataView(bytes);
  const { trajectory, state } = run.layouts;
  const stateOffset = trajectory.fields.get("state")?.offset ?? 0;
  return Array.from({ length: run.trajectories }, (_, index) => {
    const base = index * trajectory.size;
    const [x = 0, y = 0] = readField(view, base, trajectory, "position");
    const slots = Object.keys(run.optimizer.state).map((slot): [string, Vector | number] => {
      const [first = 0, second] = readField(view, base + stateOffset, state, slot);
      return [slot, second === undefined ? first : { x: first, y: second }];
    });
    const status = STATUSES[readField(view, base, trajectory, "status")[0] ?? 0] ?? "running";
    return { position: { x, y }, status, state: Object.fromEntries(slots) };
  });
}
