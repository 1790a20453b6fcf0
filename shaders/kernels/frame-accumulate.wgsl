// Adds one drawing of a picture to the sums of its samples, in linear light; the last one makes the mean the picture.

struct AccumulateUniforms {
  picture: Picture,
  sample: u32,
  samples: u32,
}

@group(0) @binding(0) var<uniform> accumulating: AccumulateUniforms;
@group(0) @binding(1) var<storage, read> drawn: array<u32>;
// Red, green and blue of every pixel.
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
@group(0) @binding(3) var<storage, read_write> mean: array<u32>;

fn to_linear(color: vec3f) -> vec3f {
  let curve = pow((color + 0.055) / 1.055, vec3f(2.4));
  return select(curve, color / 12.92, color <= vec3f(0.04045));
}

fn from_linear(light: vec3f) -> vec3f {
  let curve = 1.055 * pow(light, vec3f(1.0 / 2.4)) - 0.055;
  return select(curve, light * 12.92, light <= vec3f(0.0031308));
}

@compute @workgroup_size(64)
fn accumulate(@builtin(global_invocation_id) id: vec3u) {
  let picture = accumulating.picture;
  if (id.x >= picture.width || id.y >= picture.height) {
    return;
  }
  let index = id.y * picture.width + id.x;
  let word = id.y * picture.pitch + id.x;
  var light = to_linear(color_of(picture, drawn[word]));
  if (accumulating.sample > 0u) {
    light += vec3f(sums[3u * index], sums[3u * index + 1u], sums[3u * index + 2u]);
  }
  if (accumulating.sample + 1u < accumulating.samples) {
    sums[3u * index] = light.r;
    sums[3u * index + 1u] = light.g;
    sums[3u * index + 2u] = light.b;
    return;
  }
  let color = from_linear(light / f32(accumulating.samples));
  mean[word] = pack4x8unorm(vec4f(select(color, color.bgr, picture.isBgra == 1u), 1.0));
}
