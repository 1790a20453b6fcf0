// Of the trajectories of a cell: the slowest rate, whether all are stable, the worst of what they do, and the median of
// the steps and evaluations to ε and of the loss.

// Classes, as src/maps/convergence.ts names them.
const GROWING = 0u;
const CONVERGING = 1u;
const CYCLING = 2u;
const ON_ITS_WAY = 3u;

// A factor over the window that is a change and not a wobble: e.
const TELLING_CHANGE = 1.0f;
// A way this many times as long as what it leads to goes in circles.
const LONG_WAY = 4.0f;

fn infinity() -> f32 {
  // A constant would be refused by compilers.
  return bitcast<f32>(0x7f800000u | (cells.header.lanes & 0x80000000u));
}

fn not_a_number() -> f32 {
  return bitcast<f32>(0x7fc00000u | (cells.header.lanes & 0x80000000u));
}

fn goal_distance(index: u32, position: vec2f) -> f32 {
  return max_norm(position - listed_minimum(nearest_listed(trajectories[index].position)));
}

// Stable by the verdict: it has not diverged, and neither its distance nor its last step is longer than it began. Where
// no minimum is listed, the loss has not risen.
fn is_stable(index: u32) -> bool {
  let t = trajectories[index];
  if (t.status == DIVERGED) {
    return false;
  }
  if (cells.header.minima == 0u) {
    return surface_loss(t.position) <= surface_loss(readouts[index].start);
  }
  let last = max(goal_distance(index, t.position), max_norm(t.displacement));
  return last <= goal_distance(index, readouts[index].start);
}

// The slope of the line through the logarithms of the distance, a step.
fn slope_of(r: Readout) -> f32 {
  let n = r.samples;
  let covariance = r.moment - 0.5f * (n - 1.0f) * r.sum;
  return covariance * 12.0f / (n * (n - 1.0f) * (n + 1.0f));
}

struct Outcome {
  rate: f32,
  class_: u32,
}

fn outcome_of(index: u32) -> Outcome {
  let r = readouts[index];
  let t = trajectories[index];
  let hasDiverged = t.status == DIVERGED;
  if (r.samples < 3.0f) {
    // Gone, or there, in a few steps: too few for a line.
    let isThere = r.end < cells.header.steps && !hasDiverged;
    let whole = max(goal_distance(index, r.start), max_norm(t.displacement));
    let rate = exponential(logarithm(1e-34f / max(whole, 1e-34f)) / f32(max(r.end, 1u)));
    return Outcome(select(infinity(), rate, isThere), select(GROWING, CONVERGING, isThere));
  }
  let slope = slope_of(r);
  let change = slope * r.samples;
  let isThere = r.end < cells.header.steps;
  var class_ = ON_ITS_WAY;
  if (hasDiverged || change > TELLING_CHANGE) {
    class_ = GROWING;
  } else if (isThere || change < -TELLING_CHANGE || is_at_rest(t.position, t.displacement)) {
    class_ = CONVERGING;
  } else if (r.path > LONG_WAY * max_norm(t.position - r.windowStart)) {
    class_ = CYCLING;
  }
  return Outcome(exponential(slope), class_);
}

// Whether nothing moves it on: also on a saddle.
fn is_at_rest(position: vec2f, displacement: vec2f) -> bool {
  return max_norm(displacement) <= 1e-5f && max_norm(surface_gradient(position)) <= 1e-3f;
}

fn severity(class_: u32) -> u32 {
  return select(select(select(0u, 1u, class_ == ON_ITS_WAY), 2u, class_ == CYCLING), 3u, class_ == GROWING);
}

// The value of a rank, counted from 0, among the cell's `order` fields: bit by bit, from the highest.
fn of_rank(first: u32, count: u32, rank: u32) -> u32 {
  var key = 0u;
  for (var bit = 32u; bit > 0u; bit -= 1u) {
    let candidate = key | ((1u << (bit - 1u)) - 1u);
    var upTo = 0u;
    for (var index = first; index < first + count; index += 1u) {
      upTo += u32(readouts[index].order <= candidate);
    }
    if (upTo <= rank) {
      key |= 1u << (bit - 1u);
    }
  }
  return key;
}

fn cell_value(first: u32, count: u32) -> CellValue {
  // Of an even number the lower of both middle ones.
  let middle = (count - 1u) / 2u;
  var rate = 0.0f;
  var worst = CONVERGING;
  var isStable = true;
  var arrived = 0u;
  var evaluations = 0.0f;
  for (var index = first; index < first + count; index += 1u) {
    let outcome = outcome_of(index);
    rate = max(rate, outcome.rate);
    worst = select(worst, outcome.class_, severity(outcome.class_) > severity(worst));
    isStable = isStable && is_stable(index);
    let hasDiverged = trajectories[index].status == DIVERGED;
    let place = readouts[index].place;
    let hasArrived = !hasDiverged && cells.header.minima > 0u
      && length_of(place - listed_minimum(nearest_listed(place))) <= cells.header.radius;
    arrived += u32(hasArrived);
    evaluations += f32(min(trajectories[index].gradientEvaluations, cells.header.gradientBudget));
    let loss = select(surface_loss(place), infinity(), hasDiverged);
    readouts[index].order = order_of(loss);
  }
  let loss = number_of(of_rank(first, count, middle));
  let arrivals = arrivals_of(first, count, middle);
  return CellValue(
    vec4f(rate, f32(isStable), f32(worst), arrivals.x),
    vec4f(loss, f32(arrived) / f32(count), evaluations / f32(count), arrivals.y),
  );
}

// The median steps and gradient evaluations until the loss was within ε; −1 where most never were, or flew past it and
// diverged.
fn arrivals_of(first: u32, count: u32, middle: u32) -> vec2f {
  if (!COUNTS_ARRIVAL) {
    return vec2f(not_a_number());
  }
  for (var index = first; index < first + count; index += 1u) {
    let isThereAtOnce = surface_loss(readouts[index].start) - cells.header.lossFloor <= cells.header.epsilon;
    let arrival = readouts[index].arrival;
    let isNever = (arrival == 0u && !isThereAtOnce) || trajectories[index].status == DIVERGED;
    readouts[index].order = select(select(arrival, 0u, isThereAtOnce), NEVER, isNever);
  }
  let steps = of_rank(first, count, middle);
  for (var index = first; index < first + count; index += 1u) {
    let order = readouts[index].order;
    readouts[index].order = select(readouts[index].arrivalEvaluations, order, order == NEVER || order == 0u);
  }
  let evaluations = of_rank(first, count, middle);
  return vec2f(
    select(f32(steps), -1.0f, steps == NEVER),
    select(f32(evaluations), -1.0f, evaluations == NEVER),
  );
}

const NEVER = 0xffffffffu;
