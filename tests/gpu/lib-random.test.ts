import { expect, test } from "vitest";
import angleAny from "../../shaders/lib/angle-any.wgsl?raw";
import exponential from "../../shaders/lib/exponential.wgsl?raw";
import finite from "../../shaders/lib/finite.wgsl?raw";
import random from "../../shaders/lib/random.wgsl?raw";
import trigonometry from "../../shaders/lib/trigonometry.wgsl?raw";
import { randomBits, standardNormals, unitInterval } from "../../src/math/random.ts";
import { computeVectors } from "./lib-compute.ts";

const CODE = `${angleAny}\n${trigonometry}\n${exponential}\n${random}\n${finite}`;
const COUNT = 1 << 18;

/** Seeds, trajectories, steps and draws: small ones as they occur, and some over the whole range. */
function inputs(): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(4 * COUNT);
  for (let index = 0; index < COUNT; index++) {
    const spread = index % 4 === 3 ? 0x9e3779b1 : 1;
    words[4 * index] = Math.imul(index >>> 10, spread);
    words[4 * index + 1] = Math.imul(index, spread);
    words[4 * index + 2] = Math.imul(index & 1023, spread);
    words[4 * index + 3] = index & 7;
  }
  return words;
}

function bitsAt(words: Uint32Array, index: number): readonly [number, number, number, number] {
  const at = (offset: number) => words[4 * index + offset] ?? 0;
  return randomBits(at(0), at(1), at(2), at(3));
}

test("random integers on the GPU equal the CPU's bit for bit", async () => {
  const words = inputs();
  const seen = await computeVectors(
    `${CODE}\nfn compute(input: vec4u) -> vec4u { return random_bits(input.x, input.y, input.z, input.w); }`,
    words,
  );
  const expected = new Uint32Array(4 * COUNT);
  for (let index = 0; index < COUNT; index++) expected.set(bitsAt(words, index), 4 * index);
  const wrong = expected.findIndex((value, index) => value !== seen[index]);
  expect(wrong, `expected ${expected[wrong]}, saw ${seen[wrong]}`).toBe(-1);
});

test("numbers of the unit interval are exact and normal numbers agree to the last places", async () => {
  const words = inputs();
  const seen = new Float32Array(
    (
      await computeVectors(
        `${CODE}
fn compute(input: vec4u) -> vec4u {
  let bits = random_bits(input.x, input.y, input.z, input.w);
  return bitcast<vec4u>(vec4f(unit_interval(bits.x), unit_interval(bits.y), standard_normals(bits.zw)));
}`,
        words,
      )
    ).buffer,
  );
  let worst = 0;
  for (let index = 0; index < COUNT; index++) {
    const [a, b, c, d] = bitsAt(words, index);
    const normals = standardNormals(c, d, Math.fround);
    expect(seen[4 * index], `inputs ${index}`).toBe(unitInterval(a));
    expect(seen[4 * index + 1], `inputs ${index}`).toBe(unitInterval(b));
    const error = Math.max(
      Math.abs((seen[4 * index + 2] ?? Number.NaN) - normals.x),
      Math.abs((seen[4 * index + 3] ?? Number.NaN) - normals.y),
    );
    if (!(error <= worst)) worst = error;
  }
  // Measured 4.8e-7, a unit in the last place of numbers between 4 and 5.77.
  expect(worst).toBeLessThanOrEqual(9.6e-7);
});

test("the extreme integers give finite normal numbers", async () => {
  const corners = [0, 0xff, 0x100, 0x3fffffff, 0x40000000, 0x7fffffff, 0x80000000, 0xbfffffff, 0xffffffff];
  const pairs = corners.flatMap((a) => corners.map((b) => [a, b] as const));
  const seen = new Float32Array(
    (
      await computeVectors(
        `${CODE}\nfn compute(input: vec4u) -> vec4u { return vec4u(bitcast<vec2u>(standard_normals(input.xy)), 0u, 0u); }`,
        Uint32Array.from(pairs.flatMap(([a, b]) => [a, b, 0, 0])),
      )
    ).buffer,
  );
  pairs.forEach(([a, b], index) => {
    const expected = standardNormals(a, b, Math.fround);
    // The radius is at most 5.77; see the bound on normal numbers above.
    expect(Math.abs((seen[4 * index] ?? Number.NaN) - expected.x), `${a}, ${b}`).toBeLessThan(1.2e-6);
    expect(Math.abs((seen[4 * index + 1] ?? Number.NaN) - expected.y), `${a}, ${b}`).toBeLessThan(1.2e-6);
  });
});

test("positions beyond 1e15, infinite or NaN have diverged, and no others", async () => {
  const below = Math.fround(1e15);
  const above = 1.00000005e15;
  const values = [0, 1, -1, 1e-45, below, -below, above, -above, 3e38, Infinity, -Infinity, Number.NaN];
  const pairs = values.flatMap((x) => values.map((y) => [x, y] as const));
  const seen = await computeVectors(
    `${CODE}
fn compute(input: vec4u) -> vec4u {
  let p = bitcast<vec4f>(input);
  return vec4u(u32(is_diverged(p.xy)), u32(is_finite(p.x)), u32(is_beyond(p.x, 0x3f800000u)), 0u);
}`,
    new Uint32Array(Float32Array.from(pairs.flatMap(([x, y]) => [x, y, 0, 0])).buffer),
  );
  pairs.forEach(([x, y], index) => {
    const isDiverged = !(Math.abs(x) <= 1e15 && Math.abs(y) <= 1e15);
    expect(seen[4 * index], `is_diverged(${x}, ${y})`).toBe(isDiverged ? 1 : 0);
    expect(seen[4 * index + 1], `is_finite(${x})`).toBe(Number.isFinite(x) ? 1 : 0);
    expect(seen[4 * index + 2], `is_beyond(${x}, 1)`).toBe(Math.abs(x) <= 1 ? 0 : 1);
  });
});
