// From a grid of starts over a domain, damped Newton steps towards zeros of the gradient: like the squares of a chess
// board, every other start goes downhill, the rest to whatever is near. Only a search: what it finds is refined in f64.

struct CriticalSearch {
  lowest: vec2f,
  highest: vec2f,
  // Starts along each side of the domain.
  side: u32,
}

@group(0) @binding(0) var<uniform> search: CriticalSearch;
@group(0) @binding(1) var<uniform> surface: SurfaceParameters;
// Where each start ended: (x, y, loss, what is there).
@group(0) @binding(2) var<storage, read_write> ends: array<vec4f>;

const NOTHING: f32 = 0.0;
const MINIMUM: f32 = 1.0;
const OTHER_ZERO: f32 = 2.0;
const STALLED: f32 = 3.0;

const ITERATIONS = 24u;
const HALVINGS = 7u;

// Searches that go further than this many cells look where others have started.
const REACH: f32 = 6.0;

// Below this share of the larger one, an eigenvalue of the Hessian counts as zero.
const NEGLIGIBLE: f32 = 1e-6;

// The Hessian's eigenvalues (the first belongs to the axis in zw), by one Jacobi rotation.
fn eigen_of(h: vec3f) -> vec4f {
  if (h.y == 0.0) {
    return vec4f(h.x, h.z, 1.0, 0.0);
  }
  let tau = (h.z - h.x) / (2.0 * h.y);
  let tangent = select(1.0, -1.0, tau < 0.0) / (abs(tau) + sqrt(1.0 + tau * tau));
  let cosine = inverseSqrt(1.0 + tangent * tangent);
  return vec4f(h.x - tangent * h.y, h.z + tangent * h.y, cosine, -tangent * cosine);
}

// Newton's step -H⁺g, or downhill -|H|⁺g.
fn newton_step(gradient: vec2f, eigen: vec4f, isDownhill: bool) -> vec2f {
  let axes = mat2x2f(eigen.zw, vec2f(-eigen.w, eigen.z));
  let slopes = gradient * axes;
  let threshold = NEGLIGIBLE * max(abs(eigen.x), abs(eigen.y));
  let curvatures = select(eigen.xy, abs(eigen.xy), isDownhill);
  let isCurved = abs(eigen.xy) > vec2f(threshold);
  return axes * select(vec2f(0.0), -slopes / select(vec2f(1.0), curvatures, isCurved), isCurved);
}

// What a search makes smaller: the loss or, to whatever is near, the length of the gradient.
fn merit_of(p: vec2f, isDownhill: bool) -> f32 {
  if (isDownhill) {
    return surface_loss(p);
  }
  return length(surface_gradient(p));
}

@compute @workgroup_size(64)
fn search_critical_points(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= search.side * search.side) {
    return;
  }
  let place = vec2u(index % search.side, index / search.side);
  let size = search.highest - search.lowest;
  let isDownhill = (place.x + place.y) % 2u == 0u;
  let cell = length(size) / f32(search.side);
  let start = search.lowest + (vec2f(place) + 0.5) / f32(search.side) * size;
  var p = start;
  var merit = merit_of(p, isDownhill);
  var end = NOTHING;
  for (var i = 0u; i < ITERATIONS; i++) {
    let gradient = surface_gradient(p);
    let eigen = eigen_of(surface_hessian(p));
    let step = newton_step(gradient, eigen, isDownhill);
    let far = length(step);
    if (!is_finite(far) || !is_finite(merit)) {
      break;
    }
    var scale = min(1.0, 2.0 * cell / max(far, 1e-30));
    var isBetter = false;
    for (var halving = 0u; halving < HALVINGS && !isBetter; halving++) {
      let next = p + scale * step;
      let there = merit_of(next, isDownhill);
      if (there < merit) {
        p = next;
        merit = there;
        isBetter = true;
      }
      scale *= 0.5;
    }
    // In f32 the last steps improve nothing; what is this close is refined elsewhere.
    let isZero = all(gradient == vec2f(0.0)) || (far > 0.0 && far < 0.02 * cell);
    if (isZero && (!isBetter || far < 1e-4 * cell)) {
      end = select(OTHER_ZERO, MINIMUM, min(eigen.x, eigen.y) > 0.0);
      break;
    }
    if (!isBetter) {
      end = select(NOTHING, STALLED, isDownhill);
      break;
    }
    if (distance(p, start) > REACH * cell) {
      break;
    }
  }
  let margin = vec2f(cell);
  if (any(p < search.lowest - margin) || any(p > search.highest + margin)) {
    end = NOTHING;
  }
  ends[index] = vec4f(p, surface_loss(p), end);
}
