// A film's frame as nearly all of them are: one picture with something written over it, in sRGB, as canvases mix. By
// itself, since a processor that stands in for a graphics card goes through all branches of a kernel.

@group(0) @binding(0) var<uniform> picture: Picture;
@group(0) @binding(1) var<storage, read> drawn: array<u32>;
// RGBA, straight alpha, without padding.
@group(0) @binding(2) var<storage, read> overlay: array<u32>;
@group(0) @binding(3) var<storage, read_write> frame: array<u32>;

@compute @workgroup_size(64)
fn write_over(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= picture.width || id.y >= picture.height) {
    return;
  }
  let index = id.y * picture.width + id.x;
  let color = color_of(picture, drawn[id.y * picture.pitch + id.x]);
  let ink = unpack4x8unorm(overlay[index]);
  frame[index] = pack4x8unorm(vec4f(mix(color, ink.rgb, ink.a), 1.0));
}
