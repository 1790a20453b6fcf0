import type { Round } from "./precision.ts";
import type { Vector } from "./vector.ts";

/**
 * Four independent 32-bit integers (0 … 2³²−1) for one draw of one trajectory at one step; equal bit for bit to
 * `random_bits` on the GPU. All arguments are taken modulo 2³².
 *
 * pcg4d of M. Jarzynski and M. Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
 */
export function randomBits(
  seed: number,
  trajectory: number,
  step: number,
  draw: number,
): readonly [number, number, number, number] {
  let x = congruential(seed);
  let y = congruential(trajectory);
  let z = congruential(step);
  let w = congruential(draw);
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  w ^= w >>> 16;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  return [x >>> 0, y >>> 0, z >>> 0, w >>> 0];
}

function congruential(value: number): number {
  return (Math.imul(value, 1664525) + 1013904223) | 0;
}

/** The upper 24 of 32 bits as a number of [0, 1); exact in f32 too. */
export function unitInterval(bits: number): number {
  return (bits >>> 8) / 0x1000000;
}

/**
 * Two independent standard normal numbers from two 32-bit integers, by Box and Muller; the radius is at most 5.77.
 * With the f32 rounding they agree with `standard_normals` on the GPU to a few units in the last place.
 */
export function standardNormals(bits0: number, bits1: number, round: Round): Vector {
  const radius = round(Math.sqrt(round(-2 * round(Math.log(((bits0 >>> 8) + 1) / 0x1000000)))));
  // Whole quarter turns first, in integers: the sine of half a turn is 0, not 1.2e-16.
  const turn = bits1 >>> 8;
  const quarterTurns = (turn + 0x200000) >>> 22;
  const remainder = ((turn - quarterTurns * 0x400000) * Math.PI) / 0x800000;
  const cosine = Math.cos(remainder);
  const sine = Math.sin(remainder);
  switch (quarterTurns & 3) {
    case 0:
      return { x: round(radius * round(cosine)), y: round(radius * round(sine)) };
    case 1:
      return { x: round(radius * round(-sine)), y: round(radius * round(cosine)) };
    case 2:
      return { x: round(radius * round(-cosine)), y: round(radius * round(-sine)) };
    default:
      return { x: round(radius * round(sine)), y: round(radius * round(-cosine)) };
  }
}
