// Adds up every part of both histograms, and the tallies to at most PARTS of them, in place. Needs
// statistics-bindings.wgsl.

@group(0) @binding(4) var<storage, read_write> bins: array<u32>;

@compute @workgroup_size(64)
fn fold(@builtin(global_invocation_id) id: vec3u) {
  let part = id.x;
  for (var histogram = 0u; histogram < 2u; histogram += 1u) {
    let first = histogram * BINS + part * BINS_A_PART;
    var count = 0u;
    for (var bin = 0u; bin < BINS_A_PART; bin += 1u) {
      count += bins[first + bin];
    }
    bins[PARTS_START + histogram * PARTS + part] = count;
  }
  if (part >= ensemble.lanes) {
    return;
  }
  var tally = tallies[part];
  for (var other = part + PARTS; other < ensemble.lanes; other += PARTS) {
    tally = sum_of_tallies(tally, tallies[other]);
  }
  tallies[part] = tally;
}
