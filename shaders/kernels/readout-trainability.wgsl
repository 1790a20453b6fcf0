// Sums of the loss, and of its inverse, in units of the first one.

// As in the source, a loss beyond a million times the first counts as that. One below 2^-24 of the first counts as that:
// f32 does not tell it from the floor.
const MOST_RATIO = 1e6f;
const LEAST_RATIO = 0x1p-24f;

var<private> sums: Readout;
// The last step before the tail, over which the end is averaged.
var<private> tailStart: u32;

// The loss above the lowest listed minimum's.
fn loss_above_floor(position: vec2f) -> f32 {
  return surface_loss(position) - cells.header.lossFloor;
}

fn load_measure(index: u32) {
  sums = readouts[index];
  tailStart = cells.header.steps - tail_steps();
  if (run.firstStep == 0u) {
    // At the floor itself, or below what is called one, there is no unit.
    sums.initial = loss_above_floor(sums.start);
  }
}

fn measure_step(step: u32, index: u32, before: vec2f, position: vec2f) {
  let value = loss_above_floor(position);
  let ratio = select(MOST_RATIO, clamp(value / sums.initial, LEAST_RATIO, MOST_RATIO), is_finite(value));
  sums.sum += ratio;
  sums.inverse += 1.0f / ratio;
  sums.tail += select(0.0f, ratio, step > tailStart);
}

fn store_measure(index: u32) {
  readouts[index] = sums;
}

fn measure_block(step: u32, before: vec2f, position: vec2f) {}

// It has left.
fn is_measured(index: u32) -> bool {
  return trajectories[index].status == DIVERGED;
}
