// Evaluations by the number of steps, each of which makes EVALUATIONS_PER_STEP of the loss, the gradient, the Hessian.

fn load_evaluations(index: u32) {}

fn store_evaluations(index: u32, steps: u32) {
  if (EVALUATIONS_PER_STEP.x != 0u) {
    trajectories[index].lossEvaluations += EVALUATIONS_PER_STEP.x * steps;
  }
  if (EVALUATIONS_PER_STEP.y != 0u) {
    trajectories[index].gradientEvaluations += EVALUATIONS_PER_STEP.y * steps;
  }
  if (EVALUATIONS_PER_STEP.z != 0u) {
    trajectories[index].hessianEvaluations += EVALUATIONS_PER_STEP.z * steps;
  }
}

fn count_loss() {}

fn count_gradient() {}

fn count_hessian() {}

// Gradient evaluations of the trajectory in hand, after so many steps from its start.
fn gradient_evaluations_after(step: u32) -> u32 {
  return EVALUATIONS_PER_STEP.y * step;
}
