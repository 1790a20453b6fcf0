// The hyperparameters of a step: its learning rate is what the schedule makes of it, from a table of factors.
fn at_step(values: Hyperparameters, step: u32) -> Hyperparameters {
  var scheduled = values;
  scheduled.learningRate *= schedule[step - 1u];
  return scheduled;
}
