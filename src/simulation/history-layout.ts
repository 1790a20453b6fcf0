import { roundUp } from "../gpu/struct-layout.ts";

/** Bytes of one sample of the history: vec4f. */
export const SAMPLE_BYTES = 16;

/**
 * Trajectories whose samples of a slot lie side by side; then come the next slot's. A workgroup writes within a small
 * part of the buffer that way, whatever the size of the crowd.
 */
export const HISTORY_GROUP = 64;

/** Samples that a history has room for. */
export function historySamples(trajectories: number, slots: number): number {
  return roundUp(trajectories, HISTORY_GROUP) * slots;
}

/** Where a trajectory's sample of a slot is, in samples: as `history_index` of history-layout.wgsl. */
export function historyIndex(trajectory: number, slot: number, slots: number): number {
  return (Math.floor(trajectory / HISTORY_GROUP) * slots + slot) * HISTORY_GROUP + (trajectory % HISTORY_GROUP);
}
