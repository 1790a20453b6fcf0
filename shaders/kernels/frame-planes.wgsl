// A frame as the planes Y, U and V that encoders take: BT.709, limited range, chroma the mean of two by two pixels.
// An invocation makes eight by two pixels of luma and four of chroma, words of their own: rows are padded to eight.

struct PlanesUniforms {
  width: u32,
  height: u32,
}

@group(0) @binding(0) var<uniform> size: PlanesUniforms;
@group(0) @binding(1) var<storage, read> frame: array<u32>;
@group(0) @binding(2) var<storage, read_write> planes: array<u32>;

const luma_weights = vec3f(0.2126, 0.7152, 0.0722);

// Red, green and blue, 0 … 255.
fn pixel_of(word: u32) -> vec3f {
  return vec3f(f32(word & 255u), f32((word >> 8u) & 255u), f32((word >> 16u) & 255u));
}

@compute @workgroup_size(64)
fn planes_of(@builtin(global_invocation_id) id: vec3u) {
  let blocks = (size.width + 7u) / 8u;
  if (id.x >= blocks || 2u * id.y >= size.height) {
    return;
  }
  let upper = 2u * id.y * size.width;
  let last = size.width - 1u;
  var luma: array<u32, 4>;
  var blue = 0u;
  var red = 0u;
  for (var pair = 0u; pair < 4u; pair++) {
    // Beyond the right border the last pixels count again: nobody looks at what becomes of them.
    let left = min(8u * id.x + 2u * pair, last - 1u);
    let a = pixel_of(frame[upper + left]);
    let b = pixel_of(frame[upper + left + 1u]);
    let c = pixel_of(frame[upper + size.width + left]);
    let d = pixel_of(frame[upper + size.width + left + 1u]);
    let lumas = luma_weights * mat4x3f(a, b, c, d);
    let bytes = vec4u(16.5 + 219.0 / 255.0 * lumas);
    let place = 16u * (pair & 1u);
    luma[pair >> 1u] |= (bytes.x | (bytes.y << 8u)) << place;
    luma[2u + (pair >> 1u)] |= (bytes.z | (bytes.w << 8u)) << place;
    let mean = 0.25 * (a + b + c + d);
    let grey = dot(mean, luma_weights);
    blue |= u32(128.5 + 224.0 / 255.0 / 1.8556 * (mean.b - grey)) << (8u * pair);
    red |= u32(128.5 + 224.0 / 255.0 / 1.5748 * (mean.r - grey)) << (8u * pair);
  }
  let row = 2u * id.y * 2u * blocks + 2u * id.x;
  planes[row] = luma[0];
  planes[row + 1u] = luma[1];
  planes[row + 2u * blocks] = luma[2];
  planes[row + 2u * blocks + 1u] = luma[3];
  let chroma = size.height * 2u * blocks + id.y * blocks + id.x;
  planes[chroma] = blue;
  planes[chroma + size.height / 2u * blocks] = red;
}
