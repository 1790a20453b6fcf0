// A sample of every step, also of those within a block.

fn record_step(index: u32, before: vec2f, position: vec2f) {
  advance_slot();
  record(slot, index, position, surface_loss(position), position - before, RUNNING);
}

fn record_sample(index: u32, position: vec2f, displacement: vec2f) {}

fn block_limit(last: u32) -> u32 {
  return last;
}
