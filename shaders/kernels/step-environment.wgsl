// What an optimizer's step may ask for: loss, gradient, Hessian, each counted, and random draws.

// Evaluations of the loss, the gradient and the Hessian by this trajectory.
var<private> evaluations: vec3u;
// The trajectory whose step this is; with the seed and the step it selects the random numbers.
var<private> trajectoryIndex: u32;
// The step in progress; the first is 1.
var<private> currentStep: u32;
// Draws made within the step.
var<private> draws: u32;
// Where the step began: additive noise makes the loss f(p) + noise · (p − origin).
var<private> stepOrigin: vec2f;
// The gradient noise of the step, one realisation for all its evaluations.
var<private> stepNoise: vec2f;

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

fn hessian(p: vec2f) -> vec3f {
  evaluations.z += 1u;
  return surface_hessian(p);
}
