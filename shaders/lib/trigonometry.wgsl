// Sine, cosine and tangent of any f32: WGSL's own are only good to 2^-11, and only between -pi and pi.

// An angle as a whole number of quarter turns and a remainder between -pi/4 and pi/4.
struct ReducedAngle {
  remainder: f32,
  quarterTurns: u32,
}

// Cody and Waite's three parts of pi/2. The first two have at most 11 bits, so that their products with up to 8192
// quarter turns are exact and it does not matter whether a compiler fuses multiplication and subtraction.
const HALF_PI_HIGH: f32 = 1.5703125f;
const HALF_PI_MIDDLE: f32 = 0.0004837512969970703f;
const HALF_PI_LOW: f32 = 7.549790126404332e-8f;
const LARGEST_CODY_WAITE: f32 = 12000.0f;

// 32 bits of 2/pi after the binary point, behind one word of zeros: word 0 to 6.
fn word_of_two_over_pi(word: u32) -> u32 {
  let lower = select(select(0u, 0xa2f9836eu, word == 1u), select(0x4e441529u, 0xfc2757d1u, word == 3u), word >= 2u);
  let upper = select(select(0xf534ddc0u, 0xdb629599u, word == 5u), 0x3c439041u, word == 6u);
  return select(lower, upper, word >= 4u);
}

fn reduce_angle(x: f32) -> ReducedAngle {
  if (abs(x) > LARGEST_CODY_WAITE) {
    return reduce_large_angle(x);
  }
  let turns = round(x * 0.63661975f);
  let remainder = ((x - turns * HALF_PI_HIGH) - turns * HALF_PI_MIDDLE) - turns * HALF_PI_LOW;
  return ReducedAngle(remainder, bitcast<u32>(i32(turns)));
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

// Minimax in r between -pi/4 and pi/4: 3.7e-9 relative, before rounding.
fn sine_of_remainder(r: f32) -> f32 {
  let z = r * r;
  return r + r * (z * (-0.16666655f + z * (0.008332191f + z * -0.00019518599f)));
}

// Minimax in r between -pi/4 and pi/4: 1.1e-10 absolute, before rounding.
fn cosine_of_remainder(r: f32) -> f32 {
  let z = r * r;
  return 1.0f - (0.5f * z - (z * z) * (0.041666646f + z * (-0.0013887301f + z * 2.4430668e-5f)));
}

fn sine_of_reduced(angle: ReducedAngle) -> f32 {
  let isOdd = (angle.quarterTurns & 1u) != 0u;
  let value = select(sine_of_remainder(angle.remainder), cosine_of_remainder(angle.remainder), isOdd);
  return select(value, -value, (angle.quarterTurns & 2u) != 0u);
}

fn cosine_of_reduced(angle: ReducedAngle) -> f32 {
  return sine_of_reduced(ReducedAngle(angle.remainder, angle.quarterTurns + 1u));
}

fn sine(x: f32) -> f32 {
  return sine_of_reduced(reduce_angle(x));
}

fn cosine(x: f32) -> f32 {
  return cosine_of_reduced(reduce_angle(x));
}

// (sine, cosine), with one reduction for both.
fn sine_cosine(x: f32) -> vec2f {
  let angle = reduce_angle(x);
  let s = sine_of_remainder(angle.remainder);
  let c = cosine_of_remainder(angle.remainder);
  let isOdd = (angle.quarterTurns & 1u) != 0u;
  let sineValue = select(s, c, isOdd);
  let cosineValue = select(c, s, isOdd);
  return vec2f(
    select(sineValue, -sineValue, (angle.quarterTurns & 2u) != 0u),
    select(cosineValue, -cosineValue, ((angle.quarterTurns + 1u) & 2u) != 0u),
  );
}

fn tangent(x: f32) -> f32 {
  let angle = reduce_angle(x);
  return sine_of_reduced(angle) / cosine_of_reduced(angle);
}
