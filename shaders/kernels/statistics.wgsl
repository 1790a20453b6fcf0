// Measures an ensemble at one step: each invocation leaves a tally of its trajectories in `tallies`, and all of them add
// to the histograms in `bins`. Needs statistics-bindings.wgsl and lib/random.wgsl. There is no workgroup memory: a
// barrier costs a software adapter more than all the rest.

@group(0) @binding(4) var<storage, read_write> bins: array<atomic<u32>>;

// Not a number, or larger than every number: a trajectory that has diverged.
const BEYOND_KEY = 0xffffffffu;
const NO_SLOT = 0xffffffffu;

// Trajectories in a row that fall into the same slot of `bins`. A converged crowd lies in one bin, and would otherwise
// wait in line for one atomic addition each.
struct Streak {
  slot: u32,
  length: u32,
}

// Unsigned integers in the order of the numbers; bits 17 and up are the bin. Negative zero is zero.
fn order_key(value: f32) -> u32 {
  let bits = bitcast<u32>(value);
  if ((bits & 0x7fffffffu) > 0x7f800000u) {
    return BEYOND_KEY;
  }
  if (bits <= 0x80000000u) {
    return (bits & 0x7fffffffu) | 0x80000000u;
  }
  return ~bits;
}

fn end_streak(streak: Streak) {
  if (streak.length > 0u) {
    atomicAdd(&bins[streak.slot], streak.length);
  }
}

fn extended(streak: Streak, slot: u32) -> Streak {
  if (slot == streak.slot) {
    return Streak(slot, streak.length + 1u);
  }
  end_streak(streak);
  return Streak(slot, 1u);
}

// The length of a vector whose squares may be too small for f32.
fn length_of(v: vec2f) -> f32 {
  if (max(abs(v.x), abs(v.y)) < 1e-15f) {
    return length(v * 0x1p60f) * 0x1p-60f;
  }
  return length(v);
}

// The index of the nearest listed minimum; of two as near the first.
fn nearest_minimum(position: vec2f) -> u32 {
  var nearest = 0u;
  var least = 3.4e38f;
  // Two minima in each vector; where their number is odd, the last lies far off.
  for (var m = 0u; m < sampling.header.minima; m += 2u) {
    let offsets = position.xyxy - sampling.minima[m >> 1u];
    let squares = offsets * offsets;
    let first = squares.x + squares.y;
    let second = squares.z + squares.w;
    let square = min(first, second);
    nearest = select(nearest, m + u32(second < first), square < least);
    least = min(least, square);
  }
  return nearest;
}

fn minimum_at(index: u32) -> vec2f {
  let pair = sampling.minima[index >> 1u];
  return select(pair.xy, pair.zw, (index & 1u) == 1u);
}

@compute @workgroup_size(64)
fn measure(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ensemble.lanes) {
    return;
  }
  let hasMinima = sampling.header.minima > 0u;
  var tally = empty_tally();
  var lossStreak = Streak(NO_SLOT, 0u);
  var distanceStreak = Streak(NO_SLOT, 0u);
  var basinStreak = Streak(NO_SLOT, 0u);
  for (var index = id.x; index < ensemble.trajectories; index += ensemble.lanes) {
    let base = index * ensemble.words;
    let bits = vec2u(words[base + POSITION_WORD], words[base + POSITION_WORD + 1u]);
    let status = words[base + STATUS_WORD];
    tally.fingerprint += random_bits(index, bits.x, bits.y, 0u).x;
    tally.lossEvaluations = sum64(tally.lossEvaluations, vec2u(words[base + LOSS_EVALUATIONS_WORD], 0u));
    tally.gradientEvaluations = sum64(tally.gradientEvaluations, vec2u(words[base + GRADIENT_EVALUATIONS_WORD], 0u));
    tally.hessianEvaluations = sum64(tally.hessianEvaluations, vec2u(words[base + HESSIAN_EVALUATIONS_WORD], 0u));
    tally.running += u32(status == 0u);
    tally.converged += u32(status == 1u);
    tally.stationary += u32(status == 2u);
    let isDiverged = status > 2u;
    tally.diverged += u32(isDiverged);

    let loss = bitcast<f32>(words[base + LOSS_WORD]) - sampling.header.lossFloor;
    let lossKey = select(order_key(loss), BEYOND_KEY, isDiverged);
    tally.leastLoss = min(tally.leastLoss, lossKey);
    lossStreak = extended(lossStreak, lossKey >> BIN_SHIFT);
    if (!isDiverged && is_finite(loss)) {
      tally.finiteLosses += 1u;
      let isHuge = abs(loss) > HUGE_LOSS;
      tally.lossSum += select(loss, 0.0f, isHuge);
      tally.hugeLossSum += select(0.0f, loss / HUGE_LOSS, isHuge);
    }
    if (!hasMinima) {
      continue;
    }

    let position = bitcast<vec2f>(bits);
    let nearest = nearest_minimum(position);
    let distance = length_of(position - minimum_at(nearest));
    let distanceKey = select(order_key(distance), BEYOND_KEY, isDiverged);
    tally.leastDistance = min(tally.leastDistance, distanceKey);
    distanceStreak = extended(distanceStreak, BINS + (distanceKey >> BIN_SHIFT));
    tally.distanceSum += select(distance, 0.0f, isDiverged);
    let hasArrived = distance <= sampling.header.radius;
    if (hasArrived) {
      tally.arrived += 1u;
      basinStreak = extended(basinStreak, BASINS_START + nearest);
    }
    // What is noted of a step since the last row counts for nothing: the run went back, and may go another way now.
    if (arrivedAt[index] >= sampling.header.openFrom) {
      tally.newlyArrived += u32(hasArrived);
      if (sampling.header.isRow != 0u) {
        arrivedAt[index] = select(0xffffffffu, sampling.header.step, hasArrived);
      }
    }
  }
  end_streak(lossStreak);
  end_streak(distanceStreak);
  end_streak(basinStreak);
  tallies[id.x] = tally;
}
