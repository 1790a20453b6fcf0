// A loss that is the mean over data, of all of them or of a batch. src/surfaces/data-surface.ts emits what a single one
// contributes (`datum_loss`, `datum_gradient`, `datum_hessian`); `surface.p_count` is their number. Needs permutation.wgsl.

fn surface_loss(p: vec2f) -> f32 {
  let count = u32(surface.p_count);
  var sum = 0.0;
  for (var row = 0u; row < count; row += 1u) {
    sum += datum_loss(p, row);
  }
  return sum / f32(count);
}

fn surface_gradient(p: vec2f) -> vec2f {
  let count = u32(surface.p_count);
  var sum = vec2f();
  for (var row = 0u; row < count; row += 1u) {
    sum += datum_gradient(p, row);
  }
  return sum / f32(count);
}

fn surface_hessian(p: vec2f) -> vec3f {
  let count = u32(surface.p_count);
  var sum = vec3f();
  for (var row = 0u; row < count; row += 1u) {
    sum += datum_hessian(p, row);
  }
  return sum / f32(count);
}

// A batch is where a permutation takes the first `size` rows: data drawn without replacement. One that holds all of
// them is the whole loss, in the order of the rows.

fn batch_loss(p: vec2f, key: vec4u, size: u32) -> f32 {
  let count = u32(surface.p_count);
  if (size >= count) {
    return surface_loss(p);
  }
  let order = permutation_of(count, key);
  var sum = 0.0;
  for (var place = 0u; place < size; place += 1u) {
    sum += datum_loss(p, permuted(order, place));
  }
  return sum / f32(size);
}

fn batch_gradient(p: vec2f, key: vec4u, size: u32) -> vec2f {
  let count = u32(surface.p_count);
  if (size >= count) {
    return surface_gradient(p);
  }
  let order = permutation_of(count, key);
  var sum = vec2f();
  for (var place = 0u; place < size; place += 1u) {
    sum += datum_gradient(p, permuted(order, place));
  }
  return sum / f32(size);
}

fn batch_hessian(p: vec2f, key: vec4u, size: u32) -> vec3f {
  let count = u32(surface.p_count);
  if (size >= count) {
    return surface_hessian(p);
  }
  let order = permutation_of(count, key);
  var sum = vec3f();
  for (var place = 0u; place < size; place += 1u) {
    sum += datum_hessian(p, permuted(order, place));
  }
  return sum / f32(size);
}
