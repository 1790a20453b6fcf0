// The finite-time Lyapunov exponent of a cell: the mean growth of the logarithm of a small distance, a step.

// Infinity, made at run time: compilers refuse the constant.
fn infinite() -> f32 {
  return bitcast<f32>(0x7f800000u | (cells.header.steps & 0x80000000u));
}

fn cell_value(first: u32, count: u32) -> CellValue {
  var exponent = 0.0f;
  var drift = 0.0f;
  var hasDiverged = false;
  for (var index = first; index < first + count; index += 2u) {
    let r = readouts[index];
    hasDiverged = hasDiverged || trajectories[index].status == DIVERGED || trajectories[index + 1u].status == DIVERGED;
    // Gone before it was looked at once.
    exponent += select(r.growth / f32(r.steps), infinite(), r.steps == 0u);
    if (r.earlySteps > 0u && r.steps > r.earlySteps) {
      drift += (r.growth - r.earlyGrowth) / f32(r.steps - r.earlySteps) - r.earlyGrowth / f32(r.earlySteps);
    }
  }
  let pairs = f32(count / 2u);
  return CellValue(vec4f(exponent / pairs, drift / pairs, f32(hasDiverged), 0.0f), vec4f(0.0f));
}
