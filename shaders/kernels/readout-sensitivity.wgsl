// Every trajectory has a twin, the second of each pair, which begins a little beside it. How fast they go apart is
// measured between steps, by between-sensitivity.wgsl.

fn load_measure(index: u32) {
  if (run.firstStep == 0u && (index & 1u) == 1u) {
    trajectories[index].position = twin_start(readouts[index].start);
  }
}

fn measure_step(step: u32, index: u32, before: vec2f, position: vec2f) {}

fn store_measure(index: u32) {}

fn measure_block(step: u32, before: vec2f, position: vec2f) {}

// It has left.
fn is_measured(index: u32) -> bool {
  return trajectories[index].status == DIVERGED;
}
