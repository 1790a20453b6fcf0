// Losses, gradients and Hessians of a batch of the surface's data, the same batch for all evaluations of a step.

// The key that chooses the batch of the step in progress.
var<private> batchKey: vec4u;

fn begin_step(step: u32, origin: vec2f) {
  begin_draws(step);
  batchKey = next_random_bits();
}

fn loss(p: vec2f) -> f32 {
  count_loss();
  return batch_loss(p, batchKey, run.batchSize);
}

fn gradient(p: vec2f) -> vec2f {
  count_gradient();
  return batch_gradient(p, batchKey, run.batchSize);
}

fn hessian(p: vec2f) -> vec3f {
  count_hessian();
  return batch_hessian(p, batchKey, run.batchSize);
}
