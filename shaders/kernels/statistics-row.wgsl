// Makes one row of the table of what statistics-fold.wgsl has left: one workgroup finds the quantiles, each by an
// invocation of its own. Needs statistics-bindings.wgsl.

@group(0) @binding(4) var<storage, read_write> bins: array<u32>;
// [row][ensemble].
@group(0) @binding(6) var<storage, read_write> table: array<Row>;

const QUANTILES = 5u;

struct Row {
  tally: Tally,
  // The bins in which the quantiles lie.
  lossBins: array<u32, QUANTILES>,
  distanceBins: array<u32, QUANTILES>,
  basins: array<u32, 128>,
}

fn rank_of(quantile: u32) -> u32 {
  switch quantile {
    case 0u: { return ensemble.rank0; }
    case 1u: { return ensemble.rank1; }
    case 2u: { return ensemble.rank2; }
    case 3u: { return ensemble.rank3; }
    default: { return ensemble.rank4; }
  }
}

// The slot from `first` on, of at most `count` of them, in which the sum reaches `rank`, and what is left of the rank
// there.
fn slot_of_rank(first: u32, count: u32, rank: u32) -> vec2u {
  var slot = first;
  var left = rank;
  for (; slot + 1u < first + count; slot += 1u) {
    let own = bins[slot];
    if (left <= own) {
      break;
    }
    left -= own;
  }
  return vec2u(slot, left);
}

// The bin of a histogram in which a quantile lies.
fn bin_of_quantile(histogram: u32, quantile: u32) -> u32 {
  let parts = PARTS_START + histogram * PARTS;
  let part = slot_of_rank(parts, PARTS, rank_of(quantile));
  let start = (part.x - parts) * BINS_A_PART;
  return slot_of_rank(histogram * BINS + start, BINS_A_PART, part.y).x - histogram * BINS;
}

@compute @workgroup_size(64)
fn summarise(@builtin(local_invocation_index) lane: u32) {
  let row = sampling.header.row * ensemble.columns + ensemble.column;
  if (lane < QUANTILES) {
    table[row].lossBins[lane] = bin_of_quantile(0u, lane);
  } else if (lane < 2u * QUANTILES && sampling.header.minima > 0u) {
    table[row].distanceBins[lane - QUANTILES] = bin_of_quantile(1u, lane - QUANTILES);
  } else if (lane == 2u * QUANTILES) {
    var tally = tallies[0];
    for (var part = 1u; part < min(ensemble.lanes, PARTS); part += 1u) {
      tally = sum_of_tallies(tally, tallies[part]);
    }
    table[row].tally = tally;
  }
  for (var basin = lane; basin < sampling.header.minima; basin += 64u) {
    table[row].basins[basin] = bins[BASINS_START + basin];
  }
}
