// Runs `run.steps` steps of every trajectory in registers, then writes the trajectory back, and its newest sample.

@compute @workgroup_size(64)
fn descend(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= run.trajectories) {
    return;
  }
  trajectoryIndex = index;
  var trajectory = trajectories[index];
  evaluations = vec3u(trajectory.lossEvaluations, trajectory.gradientEvaluations, trajectory.hessianEvaluations);
  var state = trajectory.state;
  var position = trajectory.position;
  var displacement = trajectory.displacement;
  var status = trajectory.status;
  var calm = trajectory.calmSteps;
  let values = hyperparameters_of(index);
  let last = run.firstStep + run.steps;

  var done = run.firstStep;
  while (done < last) {
    // To the next sample, or to the end.
    let stop = min((done / run.stride + 1u) * run.stride, last);
    for (; done < stop; done += 1u) {
      // A trajectory that has diverged, or rests where it settled, moves no more.
      if (status == DIVERGED || (run.halt != 0u && status != RUNNING)) {
        done = stop;
        break;
      }
      currentStep = done + 1u;
      draws = 0u;
      stepOrigin = position;
      begin_noise();
      let stateBefore = state;
      let next = optimizer_step(position, &state, values, currentStep);
      if (is_diverged(next)) {
        state = stateBefore;
        status = DIVERGED;
        trajectory.divergedAt = currentStep;
        done = stop;
        break;
      }
      displacement = next - position;
      position = next;
      calm = calm_steps(calm, position, displacement);
      status = status_of(calm, position);
    }
    if (done < last) {
      record((done / run.stride) % run.slots, index, position, displacement, status);
    }
  }

  // A sample that is due at `last`, or the tip of the trail between two samples, which the next dispatch replaces.
  record(((last + run.stride - 1u) / run.stride) % run.slots, index, position, displacement, status);
  trajectory.state = state;
  trajectory.position = position;
  trajectory.displacement = displacement;
  trajectory.status = status;
  trajectory.calmSteps = calm;
  trajectory.loss = surface_loss(position);
  trajectory.lossEvaluations = evaluations.x;
  trajectory.gradientEvaluations = evaluations.y;
  trajectory.hessianEvaluations = evaluations.z;
  trajectories[index] = trajectory;
}
