// Riedmiller & Braun 1993 as Igel & Hüsken's iRprop−: step sizes, kept as multiples of α, follow the signs of slopes.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).stepFactor = vec2f(1.0);
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  // Signs are multiplied, since a product of two small gradients may vanish.
  let agreement = signs_of(g) * signs_of((*state).previousGradient);
  let turned = agreement < vec2f(0.0);
  let change = select(select(vec2f(1.0), vec2f(h.etaPlus), agreement > vec2f(0.0)), vec2f(h.etaMinus), turned);
  let size = min(max(h.learningRate * (*state).stepFactor * change, vec2f(h.stepMin)), vec2f(h.stepMax));
  // An axis whose slope has turned waits, and starts afresh in the next step.
  let used = select(g, vec2f(0.0), turned);
  (*state).previousGradient = used;
  if (h.learningRate <= 0.0) {
    return x;
  }
  (*state).stepFactor = size / h.learningRate;
  return x - signs_of(used) * size;
}
