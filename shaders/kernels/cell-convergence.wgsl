// Of the trajectories of a cell: the slowest rate, whether all are stable, the worst of what they do, and the median of
// the steps and evaluations to ε and of the loss.

// Classes, as src/maps/cell-numbers.ts names them.
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

// The distance of a point from the listed minimum that the trajectory ends nearest to.
fn goal_distance(r: Readout, point: vec2f) -> f32 {
  return max_norm(point - listed_minimum(nearest_listed(r.position)));
}

// The larger of the distance and of the last step.
fn last_distance(r: Readout) -> f32 {
  return max(goal_distance(r, r.position), max_norm(r.displacement));
}

// Whether there is a listed minimum to take distances from.
fn has_goal(r: Readout) -> bool {
  return cells.header.minima > 0u && r.isElsewhere == 0u;
}

// Stable by the verdict: it has not diverged, and neither its distance nor its last step is longer than the distance that
// it began with. Where there is no listed minimum for it, its steps do not grow, and the loss has not risen.
fn is_stable(r: Readout, class_: u32) -> bool {
  if (r.hasDiverged != 0u) {
    return false;
  }
  if (!has_goal(r)) {
    return class_ != GROWING && surface_loss(r.position) <= surface_loss(r.start);
  }
  return last_distance(r) <= goal_distance(r, r.start);
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

fn outcome_of(r: Readout) -> Outcome {
  let hasDiverged = r.hasDiverged != 0u;
  if (r.samples < 3.0f) {
    return outcome_of_few(r);
  }
  let slope = slope_of(r);
  let change = slope * r.samples;
  var class_ = ON_ITS_WAY;
  if (hasDiverged || change > TELLING_CHANGE) {
    class_ = GROWING;
  } else if (r.isThere != 0u || change < -TELLING_CHANGE || is_at_rest(r.position, r.displacement)) {
    class_ = CONVERGING;
  } else if (r.path > LONG_WAY * max_norm(r.position - r.windowStart)) {
    class_ = CYCLING;
  }
  // What left all at once has no rate that would tell of it.
  return Outcome(select(exponential(slope), infinity(), hasDiverged && slope <= 0.0f), class_);
}

// Gone, there, or at an end in fewer steps than a line needs: the factor from the first distance to the last.
fn outcome_of_few(r: Readout) -> Outcome {
  if (r.hasDiverged != 0u) {
    return Outcome(infinity(), GROWING);
  }
  let isThere = r.isThere != 0u;
  let class_ = select(ON_ITS_WAY, CONVERGING, isThere);
  if (!has_goal(r)) {
    return Outcome(not_a_number(), class_);
  }
  let first = goal_distance(r, r.start);
  let goal = listed_minimum(nearest_listed(r.position));
  let last = max(last_distance(r), max(1e-34f, max_norm(goal) * 0x1p-20f));
  if (first <= last && isThere) {
    // It began where it ends: there is no way to tell of.
    return Outcome(not_a_number(), class_);
  }
  return Outcome(exponential(logarithm(last / first) / f32(max(r.end, 1u))), class_);
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

// Whether it diverged by a step that its budget paid for.
fn has_diverged_within(r: Readout) -> bool {
  return r.hasDiverged != 0u && r.evaluations <= cells.header.gradientBudget;
}

fn cell_value(first: u32, count: u32) -> CellValue {
  // Of an even number the lower of both middle ones.
  let middle = (count - 1u) / 2u;
  var rate = 0.0f;
  var worst = CONVERGING;
  var isStable = true;
  var arrived = 0u;
  var evaluations = 0.0f;
  var isKnown = true;
  for (var index = first; index < first + count; index += 1u) {
    let r = readouts[index];
    let outcome = outcome_of(r);
    isKnown = isKnown && !is_beyond(outcome.rate, 0x7f800000u);
    rate = max(rate, outcome.rate);
    worst = select(worst, outcome.class_, severity(outcome.class_) > severity(worst));
    isStable = isStable && is_stable(r, outcome.class_);
    let isGone = has_diverged_within(r);
    let hasArrived = !isGone && cells.header.minima > 0u
      && length_of(r.place - listed_minimum(nearest_listed(r.place))) <= cells.header.radius;
    arrived += u32(hasArrived);
    evaluations += f32(min(r.evaluations, cells.header.gradientBudget));
    readouts[index].order = order_of(select(surface_loss(r.place), infinity(), isGone));
  }
  let loss = number_of(of_rank(first, count, middle));
  let arrivals = arrivals_of(first, count, middle);
  return CellValue(
    vec4f(select(not_a_number(), rate, isKnown), f32(isStable), f32(worst), arrivals.x),
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
    let isNever = (arrival == 0u && !isThereAtOnce) || has_diverged_within(readouts[index]);
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
