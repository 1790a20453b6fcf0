// Exponential, logarithm, powers and the hyperbolic functions to a few units in the last place, where WGSL promises
// far less. NaN and infinities are made from bits at run time: WGSL refuses them as constants.

// log 2 in two parts; the first has 12 bits, so that its products with binary exponents are exact.
const LOG_2_HIGH: f32 = 0.693115234375f;
const LOG_2_LOW: f32 = 3.194618329871446e-5f;

fn power_of_two(exponent: i32) -> f32 {
  return bitcast<f32>(bitcast<u32>(exponent + 127) << 23u);
}

// e^x; infinity above 88.72, 0 far below. exp(NaN) may be any of these.
fn exponential(x: f32) -> f32 {
  let bounded = clamp(x, -110.0f, 100.0f);
  let turns = round(bounded * 1.442695f);
  let r = (bounded - turns * LOG_2_HIGH) - turns * LOG_2_LOW;
  let polynomial = 0.5f + r * (0.1666652f + r * (0.041666403f + r * (0.008368831f + r * 0.0013940532f)));
  let significand = 1.0f + (r + (r * r) * polynomial);
  // In two steps, because 2^turns itself may be too large or too small.
  let half = i32(turns) >> 1u;
  return (significand * power_of_two(half)) * power_of_two(i32(turns) - half);
}

// The natural logarithm: NaN below 0, minus infinity at 0.
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let magnitude = bits & 0x7fffffffu;
  if (magnitude == 0u) {
    return bitcast<f32>(0xff800000u | magnitude);
  }
  if (bits >= 0x7f800000u) {
    return bitcast<f32>(select(bits | 0x7fc00000u, bits, bits == 0x7f800000u));
  }
  // A subnormal is its integer bits times 2^-149, whether or not the hardware takes it for 0.
  let isSubnormal = bits < 0x800000u;
  let normal = select(bits, bitcast<u32>(f32(bits)), isSubnormal);
  // The significand between sqrt(1/2) and sqrt(2).
  let offset = normal - 0x3f3504f3u;
  let exponent = f32((bitcast<i32>(offset) >> 23u) - select(0, 149, isSubnormal));
  let f = bitcast<f32>((offset & 0x7fffffu) + 0x3f3504f3u) - 1.0f;
  let low = f * (-0.1666800f + f * (0.14220175f + f * (-0.12405844f + f * (0.11884847f + f * (-0.116735f + f * 0.0675028f)))));
  let polynomial = 0.33333313f + f * (-0.2500001f + f * (0.20002078f + low));
  let z = f * f;
  return exponent * LOG_2_HIGH + (f + (exponent * LOG_2_LOW + (z * (f * polynomial) - 0.5f * z)));
}

// x^y. A negative x takes whole exponents only; others give NaN. x^0 = 1.
fn power(x: f32, y: f32) -> f32 {
  let size = abs(y);
  let isWhole = size == floor(size);
  if (isWhole && size <= 64.0f) {
    let product = whole_power(x, u32(size));
    return select(product, 1.0f / product, y < 0.0f);
  }
  let isOdd = isWhole && size < 16777216.0f && (u32(min(size, 16777216.0f)) & 1u) != 0u;
  let value = exponential(y * logarithm(abs(x)));
  if (x < 0.0f) {
    let quietNaN = bitcast<f32>(bitcast<u32>(x) | 0x7fc00000u);
    return select(select(quietNaN, value, isWhole), -value, isOdd);
  }
  return value;
}

// x^n by squaring, for n up to 64.
fn whole_power(x: f32, n: u32) -> f32 {
  var result = 1.0f;
  var square = x;
  for (var rest = n; rest != 0u; rest >>= 1u) {
    if ((rest & 1u) != 0u) {
      result *= square;
    }
    square *= square;
  }
  return result;
}

fn hyperbolic_tangent(x: f32) -> f32 {
  let size = abs(x);
  if (size < 0.625f) {
    let z = x * x;
    let polynomial = -0.3333328f + z * (0.1333141f + z * (-0.053737268f + z * (0.020631723f + z * -0.005697346f)));
    return x + x * (z * polynomial);
  }
  let value = 1.0f - 2.0f / (exponential(2.0f * min(size, 10.0f)) + 1.0f);
  return select(value, -value, x < 0.0f);
}

fn hyperbolic_sine(x: f32) -> f32 {
  let size = abs(x);
  if (size < 1.0f) {
    let z = x * x;
    return x + x * (z * (0.16666667f + z * (0.008333311f + z * (0.00019842635f + z * 2.7839255e-6f))));
  }
  let value = hyperbolic_half(size, -1.0f);
  return select(value, -value, x < 0.0f);
}

fn hyperbolic_cosine(x: f32) -> f32 {
  return hyperbolic_half(abs(x), 1.0f);
}

// (e^x ± e^-x)/2 for x of at least 0; beyond 80 from e^(x/2), because e^x overflows before its half does.
fn hyperbolic_half(x: f32, sign: f32) -> f32 {
  if (x > 80.0f) {
    let root = exponential(0.5f * x);
    return (0.5f * root) * root;
  }
  let grown = exponential(x);
  return 0.5f * grown + sign * (0.5f / grown);
}

fn arctangent(x: f32) -> f32 {
  let size = abs(x);
  var base = 0.0f;
  // What the f32 nearest to pi/2 or pi/4 leaves over.
  var rest = 0.0f;
  var reduced = size;
  if (size > 2.4142135f) {
    base = 1.5707964f;
    rest = -4.3711388e-8f;
    reduced = -1.0f / size;
  } else if (size > 0.41421357f) {
    base = 0.7853982f;
    rest = -2.1855694e-8f;
    reduced = (size - 1.0f) / (size + 1.0f);
  }
  let z = reduced * reduced;
  let polynomial = -0.33333313f + z * (0.19998357f + z * (-0.14241228f + z * (0.10575906f + z * -0.060309514f)));
  let value = base + (reduced + (reduced * (z * polynomial) + rest));
  return select(value, -value, x < 0.0f);
}

// 1/sqrt(x), and 0 where x is 0 (or too small to be told from it): the slope of sqrt at its kink.
fn reciprocal_root(x: f32) -> f32 {
  return select(1.0f / sqrt(x), 0.0f, abs(x) < 1.17549435e-38f);
}
