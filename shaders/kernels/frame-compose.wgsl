// A film's frame: the picture with what is written over it, mixed with the same in another look while one dissolves into
// the other, and with the first frame at the end of a loop. All of it in sRGB, as canvases mix.

struct ComposeUniforms {
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

@group(0) @binding(0) var<uniform> composing: ComposeUniforms;
@group(0) @binding(1) var<storage, read> pictureNow: array<u32>;
@group(0) @binding(2) var<storage, read> pictureBefore: array<u32>;
// RGBA, straight alpha, without padding, as the first frame is.
@group(0) @binding(3) var<storage, read> overlayNow: array<u32>;
@group(0) @binding(4) var<storage, read> overlayBefore: array<u32>;
@group(0) @binding(5) var<storage, read> firstFrame: array<u32>;
@group(0) @binding(6) var<storage, read_write> frame: array<u32>;

fn written_over(color: vec3f, overlay: u32) -> vec3f {
  if (composing.hasOverlay == 0u) {
    return color;
  }
  let ink = unpack4x8unorm(overlay);
  return mix(color, ink.rgb, ink.a);
}

// A pixel of the frame. @param word its place in a picture @param index and in what is not padded
fn pixel_at(word: u32, index: u32) -> vec3f {
  let picture = composing.picture;
  var color = vec3f(0.0);
  if (composing.hasPicture == 1u) {
    color = color_of(picture, pictureNow[word]);
  }
  color = written_over(color, overlayNow[index]);
  if (composing.before > 0.0) {
    var before = vec3f(0.0);
    if (composing.hasPictureBefore == 1u) {
      before = color_of(picture, pictureBefore[word]);
    }
    color = mix(color, written_over(before, overlayBefore[index]), composing.before);
  }
  if (composing.first > 0.0) {
    color = mix(color, unpack4x8unorm(firstFrame[index]).rgb, composing.first);
  }
  return color;
}

// Four pixels side by side: so many invocations as there are pixels would take longer to begin than to end.
@compute @workgroup_size(64)
fn compose(@builtin(global_invocation_id) id: vec3u) {
  let picture = composing.picture;
  if (id.y >= picture.height) {
    return;
  }
  let end = min(4u * id.x + 4u, picture.width);
  for (var x = 4u * id.x; x < end; x++) {
    let index = id.y * picture.width + x;
    frame[index] = pack4x8unorm(vec4f(pixel_at(id.y * picture.pitch + x, index), 1.0));
  }
}
