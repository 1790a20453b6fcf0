// Samples that may be due within a block of steps: there are only single ones.

fn record_step(index: u32, before: vec2f, position: vec2f) {}

fn record_sample(index: u32, position: vec2f, displacement: vec2f) {
  advance_slot();
  record(slot, index, position, surface_loss(position), displacement, RUNNING);
}

fn block_limit(last: u32) -> u32 {
  return 0u;
}
