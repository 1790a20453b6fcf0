// What steady-keep.wgsl and steady-count.wgsl share. `Steady` is laid out in src/simulation/steady-layout.ts, which also
// emits where the fields of a trajectory lie.

@group(0) @binding(0) var<uniform> steady: Steady;
@group(0) @binding(1) var<storage, read> words: array<u32>;
// Two of each trajectory: position and displacement at the step kept last, and at the one kept before it.
@group(0) @binding(2) var<storage, read_write> kept: array<vec4f>;

// Position and displacement of a trajectory now.
fn state_now(index: u32) -> vec4f {
  let base = index * steady.words;
  let position = vec2u(words[base + POSITION_WORD], words[base + POSITION_WORD + 1u]);
  let displacement = vec2u(words[base + DISPLACEMENT_WORD], words[base + DISPLACEMENT_WORD + 1u]);
  return bitcast<vec4f>(vec4u(position, displacement));
}
