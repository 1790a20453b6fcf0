// Sine, cosine and tangent: WGSL's own are only good to 2^-11, and only between -pi and pi. Needs one of the files
// angle-*.wgsl, which reduce an angle.

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

// Up to LARGEST_CODY_WAITE in magnitude.
fn reduce_moderate_angle(x: f32) -> ReducedAngle {
  let turns = round(x * 0.63661975f);
  let remainder = ((x - turns * HALF_PI_HIGH) - turns * HALF_PI_MIDDLE) - turns * HALF_PI_LOW;
  return ReducedAngle(remainder, bitcast<u32>(i32(turns)));
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
