// Where a trajectory's sample of a slot is in the history: the samples of 64 trajectories lie side by side, slot after
// slot, so that a workgroup writes within a small part of the buffer.
fn history_index(trajectory: u32, slot: u32, slots: u32) -> u32 {
  return ((trajectory >> 6u) * slots + slot) * 64u + (trajectory & 63u);
}
