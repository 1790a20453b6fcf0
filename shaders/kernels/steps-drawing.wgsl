// Steps of an optimizer that draws random numbers itself.
fn begin_step(step: u32, origin: vec2f) {
  begin_draws(step);
  // The first draw is the noise's, so that noise which moves nothing changes nothing.
  draws = 1u;
}
