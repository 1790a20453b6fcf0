// Every trajectory has the values of the uniform.
fn hyperparameters_of(index: u32) -> Hyperparameters {
  return hyperparameters;
}
