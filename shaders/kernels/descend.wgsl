// Runs `run.steps` steps of every trajectory in registers, without a look at what came of each: a trajectory in which
// something remarkable has happened, or may have, is left as it was, for `descend_carefully`.

// Steps of a block.
const BLOCK = 8u;

// The bits of 1e30: a sum of squares beyond it may hold a coordinate beyond 1e15, or NaN.
const REACH_LIMIT_BITS = 0x7149f2cau;

// One step, which only adds up how far it came: the square of the distance from the origin.
fn swift_step(
  step: u32,
  index: u32,
  position: ptr<function, vec2f>,
  state: ptr<function, State>,
  reach: ptr<function, f32>,
  values: Hyperparameters,
) {
  begin_step(step, *position);
  let next = optimizer_step(*position, state, at_step(values, step), step);
  record_step(index, *position, next);
  measure_step(step, index, *position, next);
  *reach += dot(next, next);
  *position = next;
}

// A bound on a coordinate of a vector whose length, as computed, is at most `tolerance`: lengths are good to some units
// in the last place, and squares of less than 2^-63 vanish.
fn with_rounding(tolerance: f32) -> f32 {
  return max(1.00001 * tolerance, 1.1e-19);
}

// Whether both coordinates are at most `bound` in magnitude.
fn is_within(v: vec2f, bound: f32) -> bool {
  return (abs(v.x) <= bound) & (abs(v.y) <= bound);
}

@compute @workgroup_size(64)
fn descend(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= run.trajectories) {
    return;
  }
  if (is_measured(index)) {
    return;
  }
  if (trajectories[index].status != RUNNING || trajectories[index].calmSteps != 0u || run.halt != 0u) {
    defer_trajectory(index);
    return;
  }
  trajectoryIndex = stream_of(index);
  load_evaluations(index);
  load_measure(index);
  var state = trajectories[index].state;
  var position = trajectories[index].position;
  var displacement = trajectories[index].displacement;
  let values = hyperparameters_of(index);
  let last = run.firstStep + run.steps;
  var done = run.firstStep;
  var nextSample = run.nextSample;
  slot = run.firstSlot;
  var reach = 0.0;

  run_blocks(last, index, &done, &nextSample, &position, &displacement, &state, &reach, values);
  while (done < last) {
    let previous = position;
    done += 1u;
    swift_step(done, index, &position, &state, &reach, values);
    displacement = position - previous;
    if ((done & (BLOCK - 1u)) == 0u) {
      measure_block(done, previous, position);
    }
    if (done == nextSample && done < last) {
      nextSample += run.stride;
      record_sample(index, position, displacement);
    }
  }

  // It may have been calm at the end: no calm step is missed by a look that costs less than to know it.
  let isNearlyCalm = (run.stepTolerance >= 0.0)
    & is_within(displacement, with_rounding(run.stepTolerance))
    & is_within(surface_gradient(position), with_rounding(run.gradientTolerance));
  if (is_beyond(reach, REACH_LIMIT_BITS) | isNearlyCalm | hadLargeAngle) {
    defer_trajectory(index);
    return;
  }
  let value = surface_loss(position);
  record(run.lastSlot, index, position, value, displacement, RUNNING);
  trajectories[index].state = state;
  trajectories[index].position = position;
  trajectories[index].displacement = displacement;
  trajectories[index].loss = value;
  store_evaluations(index, run.steps);
  store_measure(index);
}
