// The reduction of any f32 as an angle.

fn reduce_angle(x: f32) -> ReducedAngle {
  if (abs(x) > LARGEST_CODY_WAITE) {
    return reduce_large_angle(x);
  }
  return reduce_moderate_angle(x);
}

// 32 bits of 2/pi after the binary point, behind one word of zeros: word 0 to 6.
fn word_of_two_over_pi(word: u32) -> u32 {
  let lower = select(select(0u, 0xa2f9836eu, word == 1u), select(0x4e441529u, 0xfc2757d1u, word == 3u), word >= 2u);
  let upper = select(select(0xf534ddc0u, 0xdb629599u, word == 5u), 0x3c439041u, word == 6u);
  return select(lower, upper, word >= 4u);
}

// Payne and Hanek in integers: the bits of 2/pi that matter modulo 4, times the significand, as a fixed-point number
// of quarter turns with 2 bits before the point and 30 after.
fn reduce_large_angle(x: f32) -> ReducedAngle {
  let bits = bitcast<u32>(x);
  let exponent = (bits >> 23u) & 0xffu;
  if (exponent == 255u) {
    return ReducedAngle(bitcast<f32>(bits | 0x7fc00000u), 0u);
  }
  let significand = (bits & 0x7fffffu) | 0x800000u;
  // 127 (bias) + 23 (significand) + 2 (quarter turns that matter) - 32 (the word of zeros).
  let start = exponent - 120u;
  // A chain of selects: an array indexed by a variable lies in memory, which costs more than all the rest.
  let word = start >> 5u;
  let first = word_of_two_over_pi(word);
  let second = word_of_two_over_pi(word + 1u);
  let third = word_of_two_over_pi(word + 2u);
  let shift = start & 31u;
  let complement = 31u - shift;
  let high = (first << shift) | ((second >> complement) >> 1u);
  let low = (second << shift) | ((third >> complement) >> 1u);
  let upper = significand >> 8u;
  let carried = ((upper * (low >> 16u)) >> 8u) + (((significand & 0xffu) * (low >> 16u)) >> 16u);
  let turns = significand * high + carried + ((upper * (low & 0xffffu)) >> 24u);
  let quarterTurns = (turns + 0x20000000u) >> 30u;
  let remainder = f32(bitcast<i32>(turns - (quarterTurns << 30u))) * 1.4629181e-9f;
  if (x < 0.0f) {
    return ReducedAngle(-remainder, 0u - quarterTurns);
  }
  return ReducedAngle(remainder, quarterTurns);
}
