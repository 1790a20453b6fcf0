// Evaluations counted one by one, for steps that make now more, now fewer.

var<private> evaluations: vec3u;

fn load_evaluations(index: u32) {
  evaluations = vec3u(
    trajectories[index].lossEvaluations,
    trajectories[index].gradientEvaluations,
    trajectories[index].hessianEvaluations,
  );
}

fn store_evaluations(index: u32, steps: u32) {
  trajectories[index].lossEvaluations = evaluations.x;
  trajectories[index].gradientEvaluations = evaluations.y;
  trajectories[index].hessianEvaluations = evaluations.z;
}

fn count_loss() {
  evaluations.x += 1u;
}

fn count_gradient() {
  evaluations.y += 1u;
}

fn count_hessian() {
  evaluations.z += 1u;
}

// Gradient evaluations of the trajectory in hand, after so many steps from its start.
fn gradient_evaluations_after(step: u32) -> u32 {
  return evaluations.y;
}
