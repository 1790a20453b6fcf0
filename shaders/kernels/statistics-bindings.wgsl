// What statistics.wgsl, statistics-fold.wgsl and statistics-row.wgsl share. `Tally`, `Ensemble` and `SamplingHeader` are laid out in
// src/simulation/statistics-layout.ts, which also emits where the fields of a trajectory lie.

// Bins of a histogram: the order-preserving bits of a number without the lowest 17, that is its sign, its exponent and
// six bits of its significand. A bin's ends are at most 1 + 1/64 apart.
const BINS = 32768u;
const BIN_SHIFT = 17u;

// `bins`, at binding 4, holds the histogram of the loss, that of the distance, the basins, and the sums of the parts
// that each histogram is cut into.
const BASINS_START = 2u * BINS;
const PARTS_START = BASINS_START + 128u;
const PARTS = 256u;
const BINS_A_PART = BINS / PARTS;

struct Sampling {
  header: SamplingHeader,
  minima: array<vec4f, 64>,
}

@group(0) @binding(0) var<uniform> sampling: Sampling;
@group(0) @binding(1) var<uniform> ensemble: Ensemble;
@group(0) @binding(2) var<storage, read> words: array<u32>;
// The sampled step at which each trajectory was first within reach of a minimum; 0xffffffff: not yet.
@group(0) @binding(3) var<storage, read_write> arrivedAt: array<u32>;
@group(0) @binding(5) var<storage, read_write> tallies: array<Tally>;

fn empty_tally() -> Tally {
  var tally = Tally();
  tally.leastLoss = 0xffffffffu;
  tally.leastDistance = 0xffffffffu;
  return tally;
}

// The sum of two 64-bit integers, low words first.
fn sum64(a: vec2u, b: vec2u) -> vec2u {
  let low = a.x + b.x;
  return vec2u(low, a.y + b.y + u32(low < a.x));
}

fn sum_of_tallies(a: Tally, b: Tally) -> Tally {
  var sum = a;
  sum.lossEvaluations = sum64(a.lossEvaluations, b.lossEvaluations);
  sum.gradientEvaluations = sum64(a.gradientEvaluations, b.gradientEvaluations);
  sum.hessianEvaluations = sum64(a.hessianEvaluations, b.hessianEvaluations);
  sum.running += b.running;
  sum.converged += b.converged;
  sum.stationary += b.stationary;
  sum.diverged += b.diverged;
  sum.arrived += b.arrived;
  sum.newlyArrived += b.newlyArrived;
  sum.fingerprint += b.fingerprint;
  sum.finiteLosses += b.finiteLosses;
  sum.lossSum += b.lossSum;
  sum.hugeLossSum += b.hugeLossSum;
  sum.distanceSum += b.distanceSum;
  sum.leastLoss = min(a.leastLoss, b.leastLoss);
  sum.leastDistance = min(a.leastDistance, b.leastDistance);
  return sum;
}
