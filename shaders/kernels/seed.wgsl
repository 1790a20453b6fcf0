// Puts every trajectory at its start: position by kind of starts, state by the optimizer.

// Kinds, numbered as START_KINDS in src/simulation/seed-uniforms.ts.
const POINTS = 0u;
const GRID = 1u;
const UNIFORM = 2u;
const GAUSSIAN = 3u;
const DISK = 4u;
const LINE = 5u;

// Start `index`; its random numbers are those of (seed, index) at step 0.
fn start_position(index: u32) -> vec2f {
  let bits = random_bits(run.seed, index, 0u, 0u);
  switch (starts.kind) {
    case GRID: {
      let cell = vec2f(f32(index % starts.columns), f32(index / starts.columns));
      let share = (cell + 0.5) / vec2f(f32(starts.columns), f32(starts.rows));
      return starts.first + share * (starts.second - starts.first);
    }
    case UNIFORM: {
      let share = vec2f(unit_interval(bits.x), unit_interval(bits.y));
      return starts.first + share * (starts.second - starts.first);
    }
    case GAUSSIAN: {
      return starts.first + starts.spread * standard_normals(bits.xy);
    }
    case DISK: {
      let angle = 6.2831855 * unit_interval(bits.y);
      return starts.first + starts.spread * sqrt(unit_interval(bits.x)) * vec2f(cosine(angle), sine(angle));
    }
    case LINE: {
      let share = f32(index) / f32(max(starts.count, 2u) - 1u);
      return starts.first + share * (starts.second - starts.first);
    }
    default: {
      return points[index];
    }
  }
}

@compute @workgroup_size(64)
fn seed(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= run.trajectories) {
    return;
  }
  var trajectory: Trajectory;
  trajectory.position = start_position(index / run.combinations);
  trajectory.displacement = starts.velocity;
  let values = at_step(hyperparameters_of(index), 1u);
  optimizer_initialize(&trajectory.state, trajectory.position, starts.velocity, values);
  trajectories[index] = trajectory;
}
