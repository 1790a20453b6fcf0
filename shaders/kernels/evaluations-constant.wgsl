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
