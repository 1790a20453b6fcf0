// Mishchenko & Defazio 2024, Algorithm 4 as in their code: the rate keeps the old d, ε takes the new.
fn optimizer_initialize(state: ptr<function, State>, x: vec2f, velocity: vec2f, h: Hyperparameters) {
  (*state).start = x;
  (*state).distance = h.d0;
}

// 1 − (1 − c)^n by squaring: complements of powers multiply as a + b(1 − a), where nothing cancels.
fn complement_of_power(complement: f32, n: u32) -> f32 {
  var result = 0.0;
  var square = complement;
  for (var rest = n; rest != 0u; rest >>= 1u) {
    if ((rest & 1u) != 0u) {
      result += square * (1.0 - result);
    }
    square *= 2.0 - square;
  }
  return result;
}

fn optimizer_step(x: vec2f, state: ptr<function, State>, h: Hyperparameters, t: u32) -> vec2f {
  let g = gradient(x);
  let d = (*state).distance;
  var rate = d * h.learningRate;
  if (useBiasCorrection) {
    rate *= sqrt(complement_of_power(h.oneMinusBeta2, t)) / complement_of_power(h.oneMinusBeta1, t);
  }
  let beta3 = sqrt(h.beta2);
  // Only the ratio of both sums counts; d/d0 instead of d keeps them from being too small for f32.
  let weight = (d / h.d0) * rate;
  let towards = g * ((*state).start - x);
  let progress = beta3 * (*state).progress + weight * (towards.x + towards.y);
  let sum = beta3 * (*state).gradientSum + weight * g;
  (*state).progress = progress;
  (*state).gradientSum = sum;
  let scaled = d * g;
  let m = h.beta1 * (*state).firstMoment + h.oneMinusBeta1 * scaled;
  let v = h.beta2 * (*state).secondMoment + h.oneMinusBeta2 * (scaled * scaled);
  (*state).firstMoment = m;
  (*state).secondMoment = v;
  var distance = d;
  let size = abs(sum.x) + abs(sum.y);
  if (size > 0.0) {
    distance = larger_of((h.dCoef * progress) / size, d);
  }
  (*state).distance = distance;
  var remaining = x;
  if (hasWeightDecay) {
    remaining -= (rate * h.weightDecay) * x;
  }
  return remaining - rate * (m / (sqrt(v) + distance * h.epsilon));
}
