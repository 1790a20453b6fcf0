// No samples are kept.
fn record(slot: u32, index: u32, position: vec2f, displacement: vec2f, status: u32) {}
