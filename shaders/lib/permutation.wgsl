// Keyed permutations of 0, 1, …, count − 1 that need no memory. src/math/permutation.ts is the twin, equal bit for bit.

// A Feistel network permutes the integers of `bits` bits, as two parts that scramble each other in turn; from outside of
// 0 … count − 1 the walk goes on (J. Black and P. Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002).
struct Permutation {
  count: u32,
  lowerBits: u32,
  upperBits: u32,
  key: vec4u,
}

const PERMUTATION_ROUNDS = 10u;

// Parts of one or two bits are mixed too little in ten rounds.
const FEWEST_BITS = 6u;

fn permutation_of(count: u32, key: vec4u) -> Permutation {
  let bits = max(32u - countLeadingZeros(count - 1u), FEWEST_BITS);
  return Permutation(count, bits / 2u, bits - bits / 2u, key);
}

// Where `index` (0 … count − 1) goes.
fn permuted(permutation: Permutation, index: u32) -> u32 {
  var place = index;
  loop {
    var lower = place & ((1u << permutation.lowerBits) - 1u);
    var upper = place >> permutation.lowerBits;
    for (var round = 0u; round < PERMUTATION_ROUNDS; round += 2u) {
      lower ^= scrambled(upper, permutation.key, round) >> (32u - permutation.lowerBits);
      upper ^= scrambled(lower, permutation.key, round + 1u) >> (32u - permutation.upperBits);
    }
    place = (upper << permutation.lowerBits) | lower;
    if (place < permutation.count) {
      break;
    }
  }
  return place;
}

// A hash of a part, another in every round, of which the upper 16 bits are good.
fn scrambled(part: u32, key: vec4u, round: u32) -> u32 {
  var x = part * 0x9e3779b1u + key[round & 3u] + round * 0x9e3779b9u;
  x *= 0x85ebca6bu;
  x ^= x >> 15u;
  return x * 0xc2b2ae35u;
}
