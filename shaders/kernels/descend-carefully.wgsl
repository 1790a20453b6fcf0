// Runs `run.steps` steps of the deferred trajectories, with a look at each step: has it diverged, has it come to rest?

@compute @workgroup_size(64)
fn descend_carefully(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= deferral.count) {
    return;
  }
  let index = deferred[id.x];
  trajectoryIndex = stream_of(index);
  load_evaluations(index);
  load_measure(index);
  var state = trajectories[index].state;
  var position = trajectories[index].position;
  var displacement = trajectories[index].displacement;
  var status = trajectories[index].status;
  var calm = trajectories[index].calmSteps;
  var made = 0u;
  let values = hyperparameters_of(index);
  let last = run.firstStep + run.steps;
  var nextSample = run.nextSample;
  slot = run.firstSlot;

  for (var done = run.firstStep + 1u; done <= last; done += 1u) {
    // A trajectory that has diverged, or rests where it settled, moves no more.
    if (status != DIVERGED && (run.halt == 0u || status == RUNNING)) {
      begin_step(done, position);
      let stateBefore = state;
      let next = optimizer_step(position, &state, at_step(values, done), done);
      made += 1u;
      if (is_diverged(next)) {
        state = stateBefore;
        status = DIVERGED;
        trajectories[index].divergedAt = done;
      } else {
        measure_step(done, index, position, next);
        if ((done & 7u) == 0u) {
          measure_block(done, position, next);
        }
        displacement = next - position;
        position = next;
        calm = calm_steps(calm, position, displacement);
        status = status_of(calm, position);
      }
    }
    if (done == nextSample && done < last) {
      nextSample += run.stride;
      advance_slot();
      record(slot, index, position, surface_loss(position), displacement, status);
    }
  }

  let value = surface_loss(position);
  record(run.lastSlot, index, position, value, displacement, status);
  trajectories[index].state = state;
  trajectories[index].position = position;
  trajectories[index].displacement = displacement;
  trajectories[index].status = status;
  trajectories[index].calmSteps = calm;
  trajectories[index].loss = value;
  store_evaluations(index, made);
  store_measure(index);
}
