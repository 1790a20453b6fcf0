// A trajectory of a map draws the random numbers of the stream that it was given at its start.
fn stream_of(index: u32) -> u32 {
  return readouts[index].stream;
}
