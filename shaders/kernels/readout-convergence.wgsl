// How fast a trajectory converges. In the first round it is found when it is as close as can be told, and what it has
// come to; in the second the logarithm of its distance is summed up for a line through the last two thirds of its way
// there. There are no branches that neighbours take differently: a software adapter pays dearly for them.

const IS_FIRST_ROUND = ROUND == 0u;

// Where distances are taken from.
var<private> hasGoal: bool;
var<private> goal: vec2f;
var<private> goalIndex: u32;
// A distance below this is rounding.
var<private> leastDistance: f32;
// The step at which it was seen to be as close as can be told; 0: not yet.
var<private> end: u32;
// Since when it has not moved by more than rounding; 0: it moves.
var<private> stillSince: u32;
// Where it was when its budget ended, and the step at which its loss was within ε first; 0: not yet.
var<private> place: vec2f;
var<private> arrival: u32;
var<private> arrivalEvaluations: u32;
// Sums of the line: of the rise from the first height on, so that they stay small.
var<private> samples: f32;
var<private> firstHeight: f32;
var<private> sum: f32;
var<private> moment: f32;
// The way within the window of the line.
var<private> path: f32;
var<private> windowStart: vec2f;

// Takes the distance from a listed minimum from now on. At the origin distances are good down to the smallest numbers,
// elsewhere to some units in the last place of where it is.
fn aim_at(minimum: u32) {
  hasGoal = cells.header.minima > 0u;
  goalIndex = minimum;
  goal = listed_minimum(minimum);
  leastDistance = select(1e-34f, max(1e-34f, max_norm(goal) * 0x1p-20f), hasGoal);
}

// A displacement from here that is rounding.
fn least_displacement(position: vec2f) -> f32 {
  return max(1e-34f, max_norm(position) * 0x1p-22f);
}

// The larger of |e| and |Δx|, in the max-norm; without a listed minimum |Δx| alone.
fn distance_after(before: vec2f, position: vec2f) -> f32 {
  let moved = max_norm(position - before);
  return select(moved, max(max_norm(position - goal), moved), hasGoal);
}

// A trajectory that has left is done; and one whose line is drawn.
fn is_measured(index: u32) -> bool {
  let isDrawn = !IS_FIRST_ROUND && readouts[index].end > 0u && run.firstStep >= readouts[index].end;
  return isDrawn || trajectories[index].status == DIVERGED;
}

fn load_measure(index: u32) {
  let kept = readouts[index];
  end = kept.end;
  // Looked for again at steps that do not depend on how the run is cut into dispatches.
  let looksAgain = IS_FIRST_ROUND && end == 0u && (run.firstStep & (LOOK_EVERY - 1u)) == 0u;
  var nearest = kept.goal;
  if (looksAgain && cells.header.minima > 1u) {
    nearest = nearest_listed(trajectories[index].position);
  }
  aim_at(nearest);
  if (!IS_FIRST_ROUND && kept.isElsewhere != 0u) {
    hasGoal = false;
    leastDistance = least_displacement(kept.position);
  }
  stillSince = kept.stillSince;
  // A budget may end within the first step: then nothing has moved.
  place = select(kept.place, trajectories[index].position, IS_FIRST_ROUND && run.firstStep == 0u);
  arrival = kept.arrival;
  arrivalEvaluations = kept.arrivalEvaluations;
  samples = kept.samples;
  firstHeight = kept.firstHeight;
  sum = kept.sum;
  moment = kept.moment;
  path = kept.path;
  windowStart = kept.windowStart;
}

fn measure_step(step: u32, index: u32, before: vec2f, position: vec2f) {
  if (IS_FIRST_ROUND) {
    count_arrival(step, position);
  } else {
    add_to_line(step, before, position);
  }
}

// What has been done within the budget.
fn count_arrival(step: u32, position: vec2f) {
  if (HAS_BUDGET || COUNTS_ARRIVAL) {
    let evaluations = gradient_evaluations_after(step);
    let isWithin = evaluations <= cells.header.gradientBudget;
    place = select(place, position, isWithin);
    if (COUNTS_ARRIVAL) {
      let isThere = surface_loss(position) - cells.header.lossFloor <= cells.header.epsilon;
      let isNew = isThere & isWithin & (arrival == 0u);
      arrival = select(arrival, step, isNew);
      arrivalEvaluations = select(arrivalEvaluations, evaluations, isNew);
    }
  }
}

// The logarithm of a normal number above zero, within 1e-5 and rounding: a line through hundreds of them asks for no
// more, and it costs a third of the exact one. The polynomial is that of Chebyshev's nodes for [1, 2).
fn height_of(distance: f32) -> f32 {
  let bits = bitcast<u32>(distance);
  let m = bitcast<f32>((bits & 0x7fffffu) | 0x3f800000u);
  let high = 1.1160901f + m * (-0.28382686f + m * 0.030449005f);
  let polynomial = -1.9367597f + m * (3.5140872f + m * (-2.4400299f + m * high));
  return (f32(bits >> 23u) - 127.0f) * 0.6931472f + polynomial;
}

fn add_to_line(step: u32, before: vec2f, position: vec2f) {
  let distance = distance_after(before, position);
  let isInWindow = (step * 3u > end) & (step <= end) & (distance > leastDistance);
  let height = height_of(max(distance, leastDistance));
  let isFirst = isInWindow & (samples == 0.0f);
  firstHeight = select(firstHeight, height, isFirst);
  windowStart = select(windowStart, before, isFirst);
  let rise = select(0.0f, height - firstHeight, isInWindow);
  sum += rise;
  moment += samples * rise;
  samples += select(0.0f, 1.0f, isInWindow);
  path += select(0.0f, max_norm(position - before), isInWindow);
}

// What has come of a trajectory, as the first round leaves it: in the second it may rest before it is at its last step.
fn store_outcome(index: u32) {
  let t = trajectories[index];
  let hasDiverged = t.status == DIVERGED;
  let isLast = run.firstStep + run.steps == cells.header.steps;
  let distance = distance_after(t.position - t.displacement, t.position);
  readouts[index].stillSince = stillSince;
  if (isLast && rests_elsewhere(t.position, t.displacement) && !hasDiverged) {
    readouts[index].isElsewhere = 1u;
    end = stillSince;
  }
  let isThere = end > 0u || (isLast && !hasDiverged && distance <= leastDistance);
  if (end == 0u) {
    // A way out ends with the last step within reach, and a way that leads nowhere with the last step.
    end = select(select(0u, cells.header.steps, isLast), t.divergedAt - 1u, hasDiverged);
  }
  readouts[index].goal = goalIndex;
  readouts[index].end = end;
  readouts[index].isThere = u32(isThere);
  readouts[index].hasDiverged = u32(hasDiverged);
  readouts[index].evaluations = t.gradientEvaluations;
  readouts[index].position = t.position;
  readouts[index].displacement = t.displacement;
  readouts[index].place = select(t.position, place, HAS_BUDGET || COUNTS_ARRIVAL);
  readouts[index].arrival = arrival;
  readouts[index].arrivalEvaluations = arrivalEvaluations;
}

// Whether it rests, or nearly, at what is none of the listed minima: distances from those would tell nothing.
fn rests_elsewhere(position: vec2f, displacement: vec2f) -> bool {
  let isOut = cells.header.minima > 0u
    && length_of(position - listed_minimum(nearest_listed(position))) > cells.header.radius;
  return isOut && max_norm(displacement) <= 1e-5f && max_norm(surface_gradient(position)) <= 1e-3f;
}

fn measure_block(step: u32, before: vec2f, position: vec2f) {
  let isStill = IS_FIRST_ROUND & (max_norm(position - before) <= least_displacement(position));
  stillSince = select(0u, select(stillSince, step, stillSince == 0u), isStill);
  let isNew = IS_FIRST_ROUND & (end == 0u) & (distance_after(before, position) <= leastDistance);
  end = select(end, step, isNew);
}

fn store_measure(index: u32) {
  if (IS_FIRST_ROUND) {
    store_outcome(index);
  }
  readouts[index].samples = samples;
  readouts[index].firstHeight = firstHeight;
  readouts[index].sum = sum;
  readouts[index].moment = moment;
  readouts[index].path = path;
  readouts[index].windowStart = windowStart;
}
