// Whether a cell's trajectories have learnt anything, and how fast.

// On average over the tail, the loss is below the first one.
fn has_converged(index: u32) -> bool {
  return trajectories[index].status != DIVERGED && readouts[index].tail < f32(tail_steps());
}

fn cell_value(first: u32, count: u32) -> CellValue {
  var converged = 0.0f;
  var sum = 0.0f;
  var inverse = 0.0f;
  var loss = 0.0f;
  var hasDiverged = false;
  var hasUnit = true;
  for (var index = first; index < first + count; index += 1u) {
    let isConverged = has_converged(index);
    converged += f32(isConverged);
    sum += readouts[index].sum;
    // Of those that have not converged; after a divergence nothing is added: what is infinite has no inverse.
    inverse += select(readouts[index].inverse, 0.0f, isConverged);
    loss += trajectories[index].loss;
    hasUnit = hasUnit && readouts[index].initial > 0.0f;
    hasDiverged = hasDiverged || trajectories[index].status == DIVERGED;
  }
  let n = f32(count);
  let areAll = converged == n;
  let value = select(-inverse / max(n - converged, 1.0f), sum / n, areAll);
  return CellValue(
    vec4f(select(not_a_number(), value, hasUnit), f32(areAll), select(loss / n, infinite(), hasDiverged), converged / n),
    vec4f(0.0f),
  );
}

fn not_a_number() -> f32 {
  return bitcast<f32>(0x7fc00000u | (cells.header.steps & 0x80000000u));
}

// Infinity, made at run time: compilers refuse the constant.
fn infinite() -> f32 {
  return bitcast<f32>(0x7f800000u | (cells.header.steps & 0x80000000u));
}
