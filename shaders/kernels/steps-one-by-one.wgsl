// No blocks: long steps gain nothing from them, and eight copies of one take a compiler long. `descend` does each step.
fn run_blocks(
  last: u32,
  index: u32,
  done: ptr<function, u32>,
  nextSample: ptr<function, u32>,
  position: ptr<function, vec2f>,
  displacement: ptr<function, vec2f>,
  state: ptr<function, State>,
  reach: ptr<function, f32>,
  values: Hyperparameters,
) {}
