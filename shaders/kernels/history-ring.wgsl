// The last samples of every trajectory: (x, y, loss, speed), speed −1 once diverged.

// A value that drawing can take: infinities and NaN become the largest magnitudes, told by their exponent bits.
fn drawable(value: f32) -> f32 {
  let bits = bitcast<u32>(value);
  if ((bits & 0x7f800000u) != 0x7f800000u) {
    return value;
  }
  let isNegativeInfinity = bits == 0xff800000u;
  return select(3e38, -3e38, isNegativeInfinity);
}

fn record(slot: u32, index: u32, position: vec2f, value: f32, displacement: vec2f, status: u32) {
  let speed = select(length(displacement), -1.0, status == DIVERGED);
  history[history_index(index, slot, run.slots)] = vec4f(position, drawable(value), drawable(speed));
}

// Where the last sample went.
var<private> slot: u32;

fn advance_slot() {
  slot = select(slot + 1u, 0u, slot + 1u == run.slots);
}
