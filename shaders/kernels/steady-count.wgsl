// Counts every trajectory in the cell where it was one step ago, and adds what it did there to the cell's sums. There
// are no atomic additions of floating-point numbers, and the order of additions must not matter: all sums are of
// integers. Needs steady-bindings.wgsl and lib/random.wgsl.

// The words of a cell: visits; those too wild to add; then, for each of three numbers, the 64-bit sum of the number, and
// that of its square, low words first.
@group(0) @binding(3) var<storage, read_write> cells: array<atomic<u32>>;

const VISITS = 0u;
const WILD = 1u;
const SUMS = 2u;
const WORDS_OF_CELL = 16u;

// Numbered as STEADY_QUANTITIES in src/simulation/steady-layout.ts.
const DRIFT = 1u;
const DIFFUSION = 2u;
const CURRENT = 3u;

// A draw that no step makes.
const ROUNDING_DRAW = 0xffffffffu;

fn add_wide(slot: u32, value: u32) {
  if (value == 0u) {
    return;
  }
  let before = atomicAdd(&cells[slot], value);
  if (before > 0xffffffffu - value) {
    atomicAdd(&cells[slot + 1u], 1u);
  }
}

// A number rounded down, or up with the probability that is its fraction.
fn rounded(number: f32, dither: f32) -> i32 {
  let whole = floor(number);
  return i32(whole) + i32(number - whole + dither >= 1.0);
}

// Adds a number of [-1, 1], moved to be positive, and its square, in units of 2^-23 and 2^-30. They are rounded up or down
// at random, so that the sums are right on average however small the numbers are.
fn add_number(slot: u32, value: f32, dither: f32) {
  add_wide(slot, u32(rounded(value * 0x1p23f, dither) + 0x800000));
  add_wide(slot + 2u, u32(rounded(value * value * 0x1p30f, dither)));
}

fn plane_of(state: vec4f) -> vec2f {
  return vec2f(state[steady.components.x], state[steady.components.y]);
}

@compute @workgroup_size(64)
fn count(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= steady.trajectories || words[index * steady.words + STATUS_WORD] == DIVERGED) {
    return;
  }
  let here = plane_of(kept[2u * index]);
  let place = (here - steady.lowest) * steady.cellsPerUnit;
  if (!(all(place >= vec2f(0.0)) && all(place < vec2f(steady.size)))) {
    return;
  }
  let cell = vec2u(place);
  let base = WORDS_OF_CELL * (cell.y * steady.size.x + cell.x);
  atomicAdd(&cells[base + VISITS], 1u);

  let next = plane_of(state_now(index));
  let step = next - here;
  var value = vec3f(0.0);
  switch (steady.quantity) {
    case DRIFT: {
      value = vec3f(step, 0.0);
    }
    case DIFFUSION: {
      value = 0.5 * vec3f(step.x * step.x, step.x * step.y, step.y * step.y);
    }
    case CURRENT: {
      value = vec3f(0.5 * (next - plane_of(kept[2u * index + 1u])), 0.0);
    }
    default: {
      return;
    }
  }
  let largest = steady.largest.xyz;
  if (!all(abs(value) <= largest)) {
    atomicAdd(&cells[base + WILD], 1u);
    return;
  }
  let bits = random_bits(steady.seed, index, steady.step, ROUNDING_DRAW);
  let share = value / largest;
  add_number(base + SUMS, share.x, unit_interval(bits.x));
  add_number(base + SUMS + 4u, share.y, unit_interval(bits.y));
  if (steady.quantity == DIFFUSION) {
    add_number(base + SUMS + 8u, share.z, unit_interval(bits.z));
  }
}
