// Puts the trajectories of a batch of a map's cells at their starts.

@compute @workgroup_size(64)
fn seed(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= run.trajectories) {
    return;
  }
  let lanes = cells.header.lanes;
  let cell = cellOrder[cells.header.starts + cells.header.firstCell + index / lanes];
  // Fewer lanes than starts: each cell has a start of its own, which draws what it draws anywhere.
  let hasOwnStart = lanes < cells.header.starts * TWINS;
  let start = select((index % lanes) / TWINS, cell, hasOwnStart);
  if (cells.header.round == 0u) {
    readouts[index] = Readout();
  }
  readouts[index].cell = cell;
  readouts[index].stream = select(cellOrder[start], cell, STREAM_IS_CELL && !hasOwnStart);
  var trajectory: Trajectory;
  trajectory.position = points[start];
  trajectory.displacement = starts.velocity;
  place_in_cell(cell, &trajectory);
  readouts[index].start = trajectory.position;
  let values = at_step(hyperparameters_of(index), 1u);
  optimizer_initialize(&trajectory.state, trajectory.position, trajectory.displacement, values);
  trajectories[index] = trajectory;
}
