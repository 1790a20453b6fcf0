// A frame as the planes Y, U and V that encoders take: BT.709, limited range, chroma the mean of two by two pixels.
// The planes follow each other without padding, so a word may hold the end of one and the beginning of the next.

struct PlanesUniforms {
  width: u32,
  height: u32,
}

@group(0) @binding(0) var<uniform> size: PlanesUniforms;
@group(0) @binding(1) var<storage, read> frame: array<u32>;
@group(0) @binding(2) var<storage, read_write> planes: array<u32>;

// Red, green and blue, 0 … 255.
fn pixel_at(index: u32) -> vec3f {
  let word = frame[index];
  return vec3f(f32(word & 255u), f32((word >> 8u) & 255u), f32((word >> 16u) & 255u));
}

fn luma_of(color: vec3f) -> f32 {
  return dot(color, vec3f(0.2126, 0.7152, 0.0722));
}

fn mean_at(index: u32) -> vec3f {
  let half = size.width / 2u;
  let corner = 2u * (index / half) * size.width + 2u * (index % half);
  let upper = pixel_at(corner) + pixel_at(corner + 1u);
  return (upper + pixel_at(corner + size.width) + pixel_at(corner + size.width + 1u)) / 4.0;
}

fn byte_at(index: u32) -> u32 {
  let pixels = size.width * size.height;
  if (index < pixels) {
    return u32(16.5 + 219.0 / 255.0 * luma_of(pixel_at(index)));
  }
  let quarter = pixels / 4u;
  if (index < pixels + quarter) {
    let color = mean_at(index - pixels);
    return u32(128.5 + 224.0 / 255.0 * (color.b - luma_of(color)) / 1.8556);
  }
  if (index < pixels + 2u * quarter) {
    let color = mean_at(index - pixels - quarter);
    return u32(128.5 + 224.0 / 255.0 * (color.r - luma_of(color)) / 1.5748);
  }
  return 0u;
}

@compute @workgroup_size(64)
fn planes_of(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let word = id.x + id.y * groups.x * 64u;
  let bytes = size.width * size.height * 3u / 2u;
  if (4u * word >= bytes) {
    return;
  }
  let first = 4u * word;
  planes[word] = byte_at(first) | (byte_at(first + 1u) << 8u) | (byte_at(first + 2u) << 16u) | (byte_at(first + 3u) << 24u);
}
