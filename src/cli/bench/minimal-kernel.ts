import angle from "../../../shaders/lib/angle-moderate.wgsl?raw";
import trigonometry from "../../../shaders/lib/trigonometry.wgsl?raw";
import {
  BETA,
  BETA1,
  BETA2,
  EPSILON,
  LEARNING_RATES,
  type OptimizerId,
  RASTRIGIN,
  ROSENBROCK,
  type SurfaceId,
} from "./workload.ts";

/**
 * The least that a hand-written kernel can do for a workload: every step in registers, the library's sine, constants
 * for whatever is fixed, and only the last position written. No history, no status, no counts, no changes.
 */

const GRADIENTS: Readonly<Record<SurfaceId, string>> = {
  rosenbrock: `
fn gradient(p: vec2f) -> vec2f {
  let slope = ${2 * ROSENBROCK.b}.0 * (p.y - p.x * p.x);
  return vec2f(2.0 * (p.x - ${ROSENBROCK.a}.0) - 2.0 * p.x * slope, slope);
}`,
  rastrigin: `${angle}
${trigonometry}
const TWO_PI = ${2 * Math.PI};
fn gradient(p: vec2f) -> vec2f {
  let angle = TWO_PI * p;
  return 2.0 * p + ${RASTRIGIN.A}.0 * TWO_PI * vec2f(sine(angle.x), sine(angle.y));
}`,
};

const STATES: Readonly<Record<OptimizerId, string>> = {
  momentum: "var z = vec2f(0.0);",
  adam: `var m = vec2f(0.0);
  var v = vec2f(0.0);
  var c1 = 0.0;
  var c2 = 0.0;`,
};

const STEPS: Readonly<Record<OptimizerId, string>> = {
  momentum: `z = BETA * z + gradient(p);
    p -= LEARNING_RATE * z;`,
  adam: `let g = gradient(p);
    m = BETA1 * m + (1.0 - BETA1) * g;
    v = BETA2 * v + (1.0 - BETA2) * (g * g);
    c1 = BETA1 * c1 + (1.0 - BETA1);
    c2 = BETA2 * c2 + (1.0 - BETA2);
    p -= LEARNING_RATE * ((m / c1) / (sqrt(v / c2) + EPSILON));`,
};

/** The kernel's module: entry point `descend`; bindings 0 the number of steps, 1 the starts, 2 the ends. */
export function minimalKernel(optimizer: OptimizerId, surface: SurfaceId): string {
  return `
const LEARNING_RATE = ${LEARNING_RATES[optimizer][surface]};
const BETA = ${BETA};
const BETA1 = ${BETA1};
const BETA2 = ${BETA2};
const EPSILON = ${EPSILON};
@group(0) @binding(0) var<uniform> steps: u32;
@group(0) @binding(1) var<storage, read> starts: array<vec2f>;
@group(0) @binding(2) var<storage, read_write> ends: array<vec2f>;
${GRADIENTS[surface]}
@compute @workgroup_size(64)
fn descend(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= arrayLength(&starts)) {
    return;
  }
  var p = starts[index];
  ${STATES[optimizer]}
  for (var step = 0u; step < steps; step += 1u) {
    ${STEPS[optimizer]}
  }
  ends[index] = p;
}
`;
}
