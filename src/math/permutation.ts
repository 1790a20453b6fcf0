/** Four 32-bit integers that choose a permutation. */
export type PermutationKey = readonly [number, number, number, number];

const ROUNDS = 10;

/** Parts of one or two bits are mixed too little in ten rounds. */
const FEWEST_BITS = 6;

/**
 * Where a keyed permutation of 0, 1, …, count − 1 takes an index; equal bit for bit to `permuted` on the GPU. It needs
 * no memory: a Feistel network permutes the integers of some bits, as two parts that scramble each other in turn, and
 * from outside of the range the walk goes on (J. Black and P. Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA
 * 2002).
 *
 * @param count 1 … 2³¹
 * @param index 0 … count − 1
 */
export function permuted(count: number, key: PermutationKey, index: number): number {
  const bits = Math.max(32 - Math.clz32(count - 1), FEWEST_BITS);
  const lowerBits = bits >>> 1;
  const upperBits = bits - lowerBits;
  let place = index;
  do {
    let lower = place & ((1 << lowerBits) - 1);
    let upper = place >>> lowerBits;
    for (let round = 0; round < ROUNDS; round += 2) {
      lower ^= scrambled(upper, key, round) >>> (32 - lowerBits);
      upper ^= scrambled(lower, key, round + 1) >>> (32 - upperBits);
    }
    place = ((upper << lowerBits) | lower) >>> 0;
  } while (place >= count);
  return place;
}

/** A hash of a part, another in every round, of which the upper 16 bits are good. */
function scrambled(part: number, key: PermutationKey, round: number): number {
  let x = (Math.imul(part, 0x9e3779b1) + (key[round & 3] ?? 0) + Math.imul(round, 0x9e3779b9)) | 0;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 15;
  return Math.imul(x, 0xc2b2ae35);
}
