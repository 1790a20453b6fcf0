// A film's frame where it is more than one picture: what is written over it, mixed with the same in another look while
// one dissolves into the other, and with the first frame at the end of a loop. All of it in sRGB, as canvases mix.

struct MixUniforms {
  picture: Picture,
  // 1 where a picture was drawn, 0 where there is nothing behind what is written: of this look, and of the one before.
  hasPicture: u32,
  hasPictureBefore: u32,
  // 1 where something is written over it.
  hasOverlay: u32,
  // How much is seen of the look before, and of the first frame.
  before: f32,
  first: f32,
}

@group(0) @binding(0) var<uniform> mixing: MixUniforms;
@group(0) @binding(1) var<storage, read> pictureNow: array<u32>;
@group(0) @binding(2) var<storage, read> pictureBefore: array<u32>;
// RGBA, straight alpha, without padding, as the first frame is.
@group(0) @binding(3) var<storage, read> overlayNow: array<u32>;
@group(0) @binding(4) var<storage, read> overlayBefore: array<u32>;
@group(0) @binding(5) var<storage, read> firstFrame: array<u32>;
@group(0) @binding(6) var<storage, read_write> frame: array<u32>;

fn written_over(color: vec3f, overlay: u32) -> vec3f {
  if (mixing.hasOverlay == 0u) {
    return color;
  }
  let ink = unpack4x8unorm(overlay);
  return mix(color, ink.rgb, ink.a);
}

// A pixel of the frame. @param word its place in a picture @param index and in what is not padded
fn pixel_at(word: u32, index: u32) -> vec3f {
  let picture = mixing.picture;
  var color = vec3f(0.0);
  if (mixing.hasPicture == 1u) {
    color = color_of(picture, pictureNow[word]);
  }
  color = written_over(color, overlayNow[index]);
  if (mixing.before > 0.0) {
    var before = vec3f(0.0);
    if (mixing.hasPictureBefore == 1u) {
      before = color_of(picture, pictureBefore[word]);
    }
    color = mix(color, written_over(before, overlayBefore[index]), mixing.before);
  }
  if (mixing.first > 0.0) {
    color = mix(color, unpack4x8unorm(firstFrame[index]).rgb, mixing.first);
  }
  return color;
}

@compute @workgroup_size(64)
fn mix_looks(@builtin(global_invocation_id) id: vec3u) {
  let picture = mixing.picture;
  if (id.x >= picture.width || id.y >= picture.height) {
    return;
  }
  let index = id.y * picture.width + id.x;
  frame[index] = pack4x8unorm(vec4f(pixel_at(id.y * picture.pitch + id.x, index), 1.0));
}
