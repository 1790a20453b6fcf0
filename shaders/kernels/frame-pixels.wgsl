// Pixels of pictures: rows of the canvas as it was copied, padded to a pitch, in the order of its bytes.

struct Picture {
  width: u32,
  height: u32,
  // Words from one row to the next.
  pitch: u32,
  // 1 where blue comes first.
  isBgra: u32,
}

// sRGB, 0 … 1.
fn color_of(picture: Picture, word: u32) -> vec3f {
  let color = unpack4x8unorm(word);
  return select(color.rgb, color.bgr, picture.isBgra == 1u);
}
