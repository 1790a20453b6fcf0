// The system Ax = b that the surface stands for. A product with A counts as a gradient: it costs as much.

fn apply_matrix(v: vec2f) -> vec2f {
  count_gradient();
  return surface_apply_matrix(v);
}

fn right_side() -> vec2f {
  return surface_right_side();
}
