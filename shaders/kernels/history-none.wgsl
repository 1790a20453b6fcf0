// No samples are kept.
var<private> slot: u32;

fn record(slot: u32, index: u32, position: vec2f, value: f32, displacement: vec2f, status: u32) {}

fn advance_slot() {}
