// Every trajectory draws random numbers of its own.
fn stream_of(index: u32) -> u32 {
  return index;
}
