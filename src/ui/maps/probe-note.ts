import { formatInteger } from "../../charts/number-text.ts";
import type { ProbePath } from "../../maps/probe-path.ts";

/** What the drawn trajectories of a cell leave out, in words; undefined where they are all of them in full. */
export function probeNote({ lines, trajectories }: ProbePath): string | undefined {
  const notes: string[] = [];
  const hasMore = trajectories > lines.length && lines.every(({ end }) => end !== "under way");
  if (hasMore) notes.push(`${formatInteger(lines.length)} of ${formatInteger(trajectories)} trajectories are drawn`);
  const cut = lines.find(({ drawnSteps, steps, end }) => end !== "under way" && drawnSteps < steps);
  if (cut !== undefined) {
    notes.push(
      `the first ${formatInteger(cut.drawnSteps)} of ${formatInteger(cut.steps)} steps are drawn, and the end`,
    );
  }
  return notes.length === 0 ? undefined : notes.join("; ");
}
