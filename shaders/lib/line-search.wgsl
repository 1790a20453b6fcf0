// Line searches of bounded length: how far to go along d. `lineSearch` is a constant of the pipeline; loss(), gradient()
// and hessian() are those of the step, so that all trials see one realisation of its noise. Twin of
// src/optimizers/line-search.ts. Every search calls each of them in one place only: a compiler copies every call.

// Points looked at, at most.
const EXACT_TRIALS = 16u;
const ARMIJO_TRIALS = 30u;
const WOLFE_TRIALS = 20u;

// c₁ of the Armijo condition.
const SUFFICIENT_DECREASE = 1e-4f;
// Losses that differ by this share are level: the slopes decide (Hager & Zhang 2005, the approximate Wolfe condition).
const LEVEL_SHARE = 1e-5f;
// A correction by this share is the last.
const LAST_CORRECTION = 1e-6f;
// 2⁻¹⁰⁰: a slope, or the square of a gradient, that is closer to zero has no room in f32 for what is made of it.
const RESTING_SLOPE = 7.8886091e-31f;

struct LineStep {
  // 0 where no lower point was found.
  size: f32,
  // Whether `gradient` is that at the end.
  hasGradient: bool,
  gradient: vec2f,
}

// `slope` is gradient(x)·d; `trial` the size to try first; `steepness` the share of the slope that Wolfe's condition
// leaves.
fn search_line(x: vec2f, d: vec2f, slope: f32, trial: f32, steepness: f32) -> LineStep {
  let start = loss(x);
  if (!(slope <= -RESTING_SLOPE) || !is_finite(slope) || !is_finite(start)) {
    return LineStep(0.0, false, vec2f(0.0));
  }
  if (lineSearch == lineSearch_armijo) {
    return backtrack(x, d, start, slope, trial);
  }
  if (lineSearch == lineSearch_wolfe) {
    return bracket_and_zoom(x, d, start, slope, trial, steepness);
  }
  return LineStep(solve_slope(x, d, start, slope, trial), false, vec2f(0.0));
}

fn is_level(value: f32, start: f32) -> bool {
  return abs(value - start) <= LEVEL_SHARE * abs(start);
}

// φ(a) ≤ φ(0) + c₁aφ′(0).
fn is_sufficient(value: f32, start: f32, slope: f32, a: f32) -> bool {
  return is_finite(value) && value <= start + (SUFFICIENT_DECREASE * a) * slope;
}

// The same for a parabola, told from its slopes.
fn is_sufficient_by_slope(here: f32, slope: f32) -> bool {
  return is_finite(here) && here <= (2.0 * SUFFICIENT_DECREASE - 1.0) * slope;
}

// Halves the size until the loss is low enough (Armijo 1966).
fn backtrack(x: vec2f, d: vec2f, start: f32, slope: f32, trial: f32) -> LineStep {
  var a = trial;
  for (var i = 0u; i < ARMIJO_TRIALS; i += 1u) {
    let p = x + a * d;
    let value = loss(p);
    if (is_sufficient(value, start, slope, a)) {
      return LineStep(a, false, vec2f(0.0));
    }
    if (is_level(value, start)) {
      let g = gradient(p);
      if (is_sufficient_by_slope(g.x * d.x + g.y * d.y, slope)) {
        return LineStep(a, true, g);
      }
    }
    a *= 0.5;
  }
  return LineStep(0.0, false, vec2f(0.0));
}

// Strong Wolfe conditions: Nocedal & Wright 2006, Algorithms 3.5 (until there is an upper end) and 3.6 in one loop.
fn bracket_and_zoom(x: vec2f, d: vec2f, start: f32, slope: f32, trial: f32, steepness: f32) -> LineStep {
  var low = 0.0;
  var lowValue = start;
  var lowSlope = slope;
  var best = LineStep(0.0, false, vec2f(0.0));
  var hasHigh = false;
  var high = 0.0;
  var highValue = 0.0;
  var a = trial;
  for (var i = 0u; i < WOLFE_TRIALS; i += 1u) {
    let p = x + a * d;
    let value = loss(p);
    let g = gradient(p);
    // In f32 the trial is the start itself: the trajectory rests.
    if (all(p == x)) {
      return LineStep(a, true, g);
    }
    let here = g.x * d.x + g.y * d.y;
    var isLow = is_sufficient(value, start, slope, a) && value < lowValue && is_finite(here);
    if (is_level(value, start)) {
      isLow = is_sufficient_by_slope(here, slope);
    }
    if (isLow) {
      if (abs(here) <= -steepness * slope) {
        return LineStep(a, true, g);
      }
      // The minimum lies between the last two: on the side to which the loss falls from here.
      if ((here >= 0.0) == (!hasHigh || high > low)) {
        high = low;
        highValue = lowValue;
        hasHigh = true;
      }
      low = a;
      lowValue = value;
      lowSlope = here;
      best = LineStep(a, true, g);
    } else {
      high = a;
      highValue = value;
      hasHigh = true;
    }
    if (hasHigh) {
      let width = high - low;
      let linear = lowSlope * width;
      let rise = highValue - lowValue;
      // The lowest point of the parabola through both losses with the slope at `low`, away from both ends.
      var share = 0.1;
      if (abs(rise) <= LEVEL_SHARE * abs(start)) {
        share = 0.5;
      } else if (is_finite(rise)) {
        share = clamp((-0.5 * linear) / (rise - linear), 0.1, 0.9);
      }
      a = low + share * width;
      if (all(x + a * d == p)) {
        break;
      }
    } else {
      a *= 2.0;
    }
  }
  return best;
}

// The zero of the slope by Newton's method between `low`, where the slope is below 0, and `high`, where it is not or
// where the loss is above the start's.
fn solve_slope(x: vec2f, d: vec2f, start: f32, slope: f32, trial: f32) -> f32 {
  let level = LEVEL_SHARE * abs(start);
  let highest = start + level;
  var low = 0.0;
  var hasHigh = false;
  var high = 0.0;
  // The lowest point, and among level ones the last.
  var best = 0.0;
  var lowest = start;
  var a = 0.0;
  var here = slope;
  for (var i = 0u; i <= EXACT_TRIALS; i += 1u) {
    let p = x + a * d;
    var value = start;
    if (i > 0u) {
      value = loss(p);
    }
    var next = 0.0;
    var isNewton = false;
    let isUsable = is_finite(value) && value <= highest;
    if (isUsable) {
      if (value <= lowest + level) {
        best = a;
      }
      lowest = min(lowest, value);
      if (i > 0u) {
        let g = gradient(p);
        here = g.x * d.x + g.y * d.y;
      }
      let h = hessian(p);
      let curvature = d.x * (h.x * d.x + h.y * d.y) + d.y * (h.y * d.x + h.z * d.y);
      if (here < 0.0) {
        low = a;
      } else {
        high = a;
        hasHigh = true;
      }
      next = a - here / curvature;
      isNewton = curvature > 0.0 && is_finite(next) && next >= low && (!hasHigh || next <= high);
      if (!isNewton && hasHigh) {
        next = low + 0.5 * (high - low);
      } else if (!isNewton) {
        next = select(4.0 * a, trial, i == 0u);
      }
    } else {
      high = a;
      hasHigh = true;
      next = low + (high - low) / 8.0;
    }
    if (isNewton && abs(next - a) <= LAST_CORRECTION * next) {
      return next;
    }
    let ahead = x + next * d;
    if ((isNewton || hasHigh) && (all(ahead == p) || all(ahead == x + low * d))) {
      return select(select(low, a, isUsable), next, isNewton);
    }
    a = next;
  }
  return best;
}
