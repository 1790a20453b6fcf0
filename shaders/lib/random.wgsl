// Random numbers without state: everything follows from (seed, trajectory, step, draw). Needs trigonometry.wgsl and
// exponential.wgsl. src/math/random.ts is the twin: its integers are equal bit for bit.

// pcg4d of M. Jarzynski and M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
fn random_bits(seed: u32, trajectory: u32, step: u32, draw: u32) -> vec4u {
  var v = vec4u(seed, trajectory, step, draw) * 1664525u + 1013904223u;
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  v ^= v >> vec4u(16u);
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  return v;
}

// The upper 24 bits as a number of [0, 1); exact.
fn unit_interval(bits: u32) -> f32 {
  return f32(bits >> 8u) * 5.9604645e-8f;
}

// Two independent standard normal numbers (Box and Muller). The radius takes a number of (0, 1], so that it is finite
// (at most 5.77); the angle is reduced as an integer, so that its sine and cosine have no error of reduction.
fn standard_normals(bits: vec2u) -> vec2f {
  let radius = sqrt(-2.0f * logarithm(f32((bits.x >> 8u) + 1u) * 5.9604645e-8f));
  let turn = bits.y >> 8u;
  let quarterTurns = (turn + 0x200000u) >> 22u;
  let remainder = f32(bitcast<i32>(turn - (quarterTurns << 22u))) * 3.7450704e-7f;
  let angle = ReducedAngle(remainder, quarterTurns);
  return radius * vec2f(cosine_of_reduced(angle), sine_of_reduced(angle));
}
