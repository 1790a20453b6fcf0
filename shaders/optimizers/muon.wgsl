// Jordan et al. 2024 for a matrix of one row: the Newton–Schulz iterations change its length only.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let intake = h.oneMinusBeta * gradient(x);
  let b = h.beta * (*state).momentum + intake;
  (*state).momentum = b;
  var u = b;
  if (nesterov) {
    u = h.beta * b + intake;
  }
  // In units of the larger component, whose square would overflow before its length does.
  let unit = max(max(abs(u.x), abs(u.y)), 1e-7);
  let v = u / unit;
  let norm = sqrt(v.x * v.x + v.y * v.y);
  var stretch = 1.0 / (norm + 1e-7 / unit);
  for (var iteration = 0u; iteration < 5u; iteration += 1u) {
    let length = stretch * norm;
    let a = length * length;
    stretch *= 3.4445 + a * (2.0315 * a - 4.775);
  }
  return x - (h.learningRate * stretch) * v;
}
