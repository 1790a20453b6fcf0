import type { Round } from "./precision.ts";
import type { Vector } from "./vector.ts";

/**
 * Four random 32-bit integers that depend on nothing but their key: pcg4d of M. Jarzynski and M. Olano, Hash functions
 * for GPU rendering, JCGT 9(3), 2020. Equal bit for bit to `random_bits` in shaders/lib/random.wgsl.
 */
export function randomBits(
  seed: number,
  trajectory: number,
  step: number,
  draw: number,
): readonly [number, number, number, number] {
  let x = (Math.imul(seed, 1664525) + 1013904223) | 0;
  let y = (Math.imul(trajectory, 1664525) + 1013904223) | 0;
  let z = (Math.imul(step, 1664525) + 1013904223) | 0;
  let w = (Math.imul(draw, 1664525) + 1013904223) | 0;
  for (let round = 0; round < 2; round += 1) {
    x = (x + Math.imul(y, w)) | 0;
    y = (y + Math.imul(z, x)) | 0;
    z = (z + Math.imul(x, y)) | 0;
    w = (w + Math.imul(y, z)) | 0;
    if (round === 0) {
      x ^= x >>> 16;
      y ^= y >>> 16;
      z ^= z >>> 16;
      w ^= w >>> 16;
    }
  }
  return [x >>> 0, y >>> 0, z >>> 0, w >>> 0];
}

/** The top 24 bits as a number in [0, 1): exact in f32. */
export function unitInterval(bits: number): number {
  return (bits >>> 8) * 2 ** -24;
}

/** Two independent standard normal numbers from two integers (G. E. P. Box and M. E. Muller, 1958). */
export function standardNormals(bits0: number, bits1: number, round: Round): Vector {
  // In (0, 1], so that its logarithm is finite; the radius is then at most 5.77.
  const u = ((bits0 >>> 8) + 1) * 2 ** -24;
  const radius = round(Math.sqrt(round(-2 * round(Math.log(u)))));
  const angle = 2 * Math.PI * unitInterval(bits1);
  return { x: round(radius * round(Math.cos(angle))), y: round(radius * round(Math.sin(angle))) };
}
