// Tests on the bits of numbers: compilers may assume that NaN and infinities do not exist, and then x != x is never true.

// The bits of 1e15: positions beyond it have diverged.
const DIVERGENCE_LIMIT_BITS: u32 = 0x58635fa9u;

// Whether a number is NaN, infinite or larger in magnitude than the number (at least 0) whose bits are given.
fn is_beyond(value: f32, limitBits: u32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffffu) > limitBits;
}

fn is_finite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffffu) < 0x7f800000u;
}

// Whether a position has left for good: a component is NaN, infinite or beyond 1e15.
fn is_diverged(p: vec2f) -> bool {
  return is_beyond(p.x, DIVERGENCE_LIMIT_BITS) || is_beyond(p.y, DIVERGENCE_LIMIT_BITS);
}

// The larger of two numbers; what is not a number stays what it is, which max() need not do.
fn larger_of(value: f32, floor: f32) -> f32 {
  return select(max(value, floor), value, is_beyond(value, 0x7f800000u));
}

// The signs of both coordinates; what is not a number has none, but sign() may give it one: it stays what it is, so that
// the trajectory counts as diverged.
fn signs_of(v: vec2f) -> vec2f {
  return vec2f(
    select(sign(v.x), v.x, is_beyond(v.x, 0x7f800000u)),
    select(sign(v.y), v.y, is_beyond(v.y, 0x7f800000u)),
  );
}
