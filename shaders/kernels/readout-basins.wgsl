// Twice the same way: first to see which listed minimum a trajectory ends at, then to see when it is first within reach
// of that one. There are no branches within a step: on a software adapter one costs more than the step.

// The minimum that it ends at, and the square of a distance within reach of it; below zero, nothing is.
var<private> goal: vec2f;
var<private> reach: f32;
// The first step within reach.
var<private> arrival: u32;

const NEVER = 0xffffffffu;

fn arrival_at(step: u32, position: vec2f) -> u32 {
  let offset = position - goal;
  return select(NEVER, step, dot(offset, offset) <= reach);
}

// It has left, or is within reach of where it ends, or ends nowhere.
fn is_measured(index: u32) -> bool {
  if (cells.header.round == 0u) {
    return trajectories[index].status == DIVERGED;
  }
  return readouts[index].arrival != 0u || readouts[index].goal < FIRST_MINIMUM;
}

fn load_measure(index: u32) {
  let noted = readouts[index].goal;
  goal = listed_minimum(max(noted, FIRST_MINIMUM) - FIRST_MINIMUM);
  reach = select(-1.0f, cells.header.radius * cells.header.radius, noted >= FIRST_MINIMUM);
  arrival = readouts[index].arrival - 1u;
  if (run.firstStep == 0u) {
    arrival = arrival_at(0u, readouts[index].start);
  }
}

fn measure_step(step: u32, index: u32, before: vec2f, position: vec2f) {
  arrival = min(arrival, arrival_at(step, position));
}

fn measure_block(step: u32, before: vec2f, position: vec2f) {}

fn store_measure(index: u32) {
  // As one more, so that zero is never.
  readouts[index].arrival = arrival + 1u;
  let isLast = run.firstStep + run.steps == cells.header.steps;
  if (cells.header.round == 0u && (isLast || trajectories[index].status == DIVERGED)) {
    readouts[index].goal = noted_minimum(index);
    readouts[index].place = trajectories[index].position;
  }
}
