// Blocks of steps for `descend`, written out: a loop around one step costs as much as a short step.

// Runs whole blocks of steps, as many as fit before `last`.
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
) {
  let lastBlock = block_limit(last);
  while (*done + BLOCK <= lastBlock) {
    swift_step(*done + 1u, index, position, state, reach, values);
    swift_step(*done + 2u, index, position, state, reach, values);
    swift_step(*done + 3u, index, position, state, reach, values);
    swift_step(*done + 4u, index, position, state, reach, values);
    swift_step(*done + 5u, index, position, state, reach, values);
    swift_step(*done + 6u, index, position, state, reach, values);
    swift_step(*done + 7u, index, position, state, reach, values);
    let previous = *position;
    swift_step(*done + 8u, index, position, state, reach, values);
    *displacement = *position - previous;
    *done += BLOCK;
    measure_block(*done, previous, *position);
    if (*done == *nextSample && *done < last) {
      *nextSample += run.stride;
      record_sample(index, *position, *displacement);
    }
  }
}
