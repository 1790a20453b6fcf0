// How far from a trajectory its twin is put: 2^-14 of the domain's diagonal, or of how far out it is, where that is more.
// A hundredth of it is still many units in the last place, and over it a surface is nearly straight.
fn distance_apart(position: vec2f) -> f32 {
  return 0x1p-14f * max(cells.header.diagonal, max_norm(position));
}

// A twin's place where no direction is given: along no axis, and no diagonal.
fn twin_start(position: vec2f) -> vec2f {
  return position + distance_apart(position) * vec2f(0.8f, 0.6f);
}

// How far that is after rounding.
fn first_distance(position: vec2f) -> f32 {
  return length(twin_start(position) - position);
}
