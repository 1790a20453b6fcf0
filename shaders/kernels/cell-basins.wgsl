// Where the trajectory of a cell ended, and since when it was there. Needs basin-minimum.wgsl.

// How it ended, as BASIN_ENDS of src/maps/cell-numbers.ts.
const UNDER_WAY = 0u;
const AT_MINIMUM = 1u;
const AT_SADDLE = 2u;
const AT_UNLISTED_MINIMUM = 3u;
const GONE = 4u;

// A gradient no longer than this counts as none.
const GRADIENT_AT_REST = 1e-3f;

// An eigenvalue of the Hessian counts as negative from this share of its norm on: so near the floor of a flat valley,
// with so little gradient, some are a little below zero.
const TELLING_CURVATURE = 1e-3f;

fn end_of(noted: u32, place: vec2f) -> u32 {
  if (noted == HAS_DIVERGED) {
    return GONE;
  }
  if (noted >= FIRST_MINIMUM) {
    return AT_MINIMUM;
  }
  if (!(length_of(surface_gradient(place)) <= GRADIENT_AT_REST)) {
    return UNDER_WAY;
  }
  let h = surface_hessian(place);
  let lowest = 0.5f * (h.x + h.z) - length(vec2f(0.5f * (h.x - h.z), h.y));
  let isSaddle = lowest < -TELLING_CURVATURE * length(vec4f(h.x, h.y, h.y, h.z));
  return select(AT_UNLISTED_MINIMUM, AT_SADDLE, isSaddle);
}

// Cells of basins have one start each.
fn cell_value(first: u32, count: u32) -> CellValue {
  let r = readouts[first];
  // From −2 on: diverged, none, the first minimum.
  let minimum = f32(r.goal) - f32(FIRST_MINIMUM);
  let steps = select(f32(r.arrival) - 1.0f, -1.0f, r.arrival == 0u);
  return CellValue(vec4f(minimum, steps, f32(end_of(r.goal, r.place)), surface_loss(r.place)), vec4f(0.0f));
}
