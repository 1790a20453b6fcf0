// What is noted of where a trajectory ends: the listed minimum that it is within reach of, from FIRST_MINIMUM on.
const NO_MINIMUM = 2u;
const HAS_DIVERGED = 1u;
const FIRST_MINIMUM = 3u;

fn noted_minimum(index: u32) -> u32 {
  if (trajectories[index].status == DIVERGED) {
    return HAS_DIVERGED;
  }
  let nearest = nearest_listed(trajectories[index].position);
  let offset = trajectories[index].position - listed_minimum(nearest);
  let isThere = cells.header.minima > 0u && dot(offset, offset) <= cells.header.radius * cells.header.radius;
  return select(NO_MINIMUM, FIRST_MINIMUM + nearest, isThere);
}
