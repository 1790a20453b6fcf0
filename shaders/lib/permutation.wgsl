// Keyed permutations of 0, 1, …, count − 1 that need no memory: a balanced Feistel network over the smallest power of two
// that holds them, walked on until it lands inside (J. Black and P. Rogaway, "Ciphers with Arbitrary Finite Domains",
// CT-RSA 2002). src/math/permutation.ts is the twin, equal bit for bit.

const PERMUTATION_ROUNDS = 8u;

struct Permutation {
  count: u32,
  // Bits of an index, and of its lower part; both parts have one at least.
  bits: u32,
  lowerBits: u32,
  key: vec4u,
}

fn permutation_of(count: u32, key: vec4u) -> Permutation {
  let bits = max(32u - countLeadingZeros(count - 1u), 2u);
  return Permutation(count, bits, bits >> 1u, key);
}

// Where `index` goes; `index` < `count`.
fn permuted(permutation: Permutation, index: u32) -> u32 {
  let upperBits = permutation.bits - permutation.lowerBits;
  var place = index;
  loop {
    var lower = place & ((1u << permutation.lowerBits) - 1u);
    var upper = place >> permutation.lowerBits;
    for (var round = 0u; round < PERMUTATION_ROUNDS; round += 2u) {
      lower ^= scrambled(upper, permutation.key[round & 3u] + round) >> (32u - permutation.lowerBits);
      upper ^= scrambled(lower, permutation.key[(round + 1u) & 3u] + round) >> (32u - upperBits);
    }
    place = (upper << permutation.lowerBits) | lower;
    if (place < permutation.count) {
      break;
    }
  }
  return place;
}

fn scrambled(part: u32, key: u32) -> u32 {
  var x = (part ^ key) * 0x9e3779b1u;
  x = (x ^ (x >> 16u)) * 0x85ebca6bu;
  return x ^ (x >> 13u);
}
