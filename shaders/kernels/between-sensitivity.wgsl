// Takes the logarithm of how much farther apart each trajectory and its twin are than they were, and puts the twin as
// far away as at first, in the direction it has gone (Benettin, Galgani, Giorgilli and Strelcyn 1980). Needs
// twin-distance.wgsl, and `state_apart(one, other, scale)`, which src/simulation/cells/twins.ts emits.

@compute @workgroup_size(64)
fn between_steps(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let first = 2u * (id.x + id.y * groups.x * 64u);
  let second = first + 1u;
  if (second >= run.trajectories) {
    return;
  }
  // Where one of them has gone, there is no distance any more.
  if (trajectories[first].status == DIVERGED || trajectories[second].status == DIVERGED) {
    return;
  }
  let position = trajectories[first].position;
  let displacement = trajectories[first].displacement;
  let aside = trajectories[second].position - position;
  let astray = trajectories[second].displacement - displacement;
  let distance = length(vec4f(aside, astray));
  let before = select(readouts[first].planted, first_distance(readouts[first].start), readouts[first].steps == 0u);
  // Where rounding has made them one, they are closer than the spacing of the numbers there.
  let told = select(distance, max(0x1p-24f * max_norm(position), 1e-36f), distance == 0.0f);
  let growth = readouts[first].growth + logarithm(told / before);
  readouts[first].growth = growth;
  readouts[first].steps = run.firstStep;
  if (2u * run.firstStep <= cells.header.steps) {
    readouts[first].earlyGrowth = growth;
    readouts[first].earlySteps = run.firstStep;
  }

  var planted = twin_start(position);
  var plantedStep = displacement;
  if (distance > 0.0f) {
    let scale = distance_apart(position) / distance;
    planted = position + scale * aside;
    plantedStep = displacement + scale * astray;
    trajectories[second].state = state_apart(trajectories[first].state, trajectories[second].state, scale);
  }
  trajectories[second].position = planted;
  trajectories[second].displacement = plantedStep;
  // As it is after rounding.
  readouts[first].planted = length(vec4f(planted - position, plantedStep - displacement));
}
