// Steps without anything random.
fn begin_step(step: u32, origin: vec2f) {}
