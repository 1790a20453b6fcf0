// Steps over which the end of a training is averaged: its last tenth.
fn tail_steps() -> u32 {
  return (cells.header.steps + 9u) / 10u;
}
