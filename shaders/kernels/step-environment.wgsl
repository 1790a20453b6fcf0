// What an optimizer's step may ask for beside loss, gradient and Hessian: random draws.

// The trajectory whose step this is; with the seed and the step it selects the random numbers.
var<private> trajectoryIndex: u32;
// The step in progress; the first is 1.
var<private> currentStep: u32;
// Draws made within the step.
var<private> draws: u32;

fn begin_draws(step: u32) {
  currentStep = step;
  draws = 0u;
}

fn next_random_bits() -> vec4u {
  let bits = random_bits(run.seed, trajectoryIndex, currentStep, draws);
  draws += 1u;
  return bits;
}

// Two independent standard normal numbers.
fn normals() -> vec2f {
  let bits = next_random_bits();
  return standard_normals(bits.xy);
}

// A uniform number in [0, 1).
fn uniform_draw() -> f32 {
  let bits = next_random_bits();
  return unit_interval(bits.x);
}
