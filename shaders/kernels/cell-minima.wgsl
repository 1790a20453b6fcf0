// The listed minima, as the read-outs of maps ask for them.

fn listed_minimum(index: u32) -> vec2f {
  let pair = cells.minima[index >> 1u];
  return select(pair.xy, pair.zw, (index & 1u) == 1u);
}

// The larger of both coordinates, in magnitude: squares of small numbers vanish, and this does not.
fn max_norm(v: vec2f) -> f32 {
  return max(abs(v.x), abs(v.y));
}

// The length of a vector whose squares may be too small for f32.
fn length_of(v: vec2f) -> f32 {
  let largest = max_norm(v);
  if (largest < 1e-15) {
    return length(v * 0x1p60f) * 0x1p-60f;
  }
  return length(v);
}

// The index of the nearest listed minimum, of two as near the first; 0 where none is listed.
fn nearest_listed(position: vec2f) -> u32 {
  var nearest = 0u;
  var least = 3.4e38f;
  for (var m = 0u; m < cells.header.minima; m += 1u) {
    let offset = position - listed_minimum(m);
    let square = dot(offset, offset);
    nearest = select(nearest, m, square < least);
    least = min(least, square);
  }
  return nearest;
}
