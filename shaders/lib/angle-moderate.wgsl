// The reduction of angles up to LARGEST_CODY_WAITE in magnitude, which remembers whether one was beyond: a software
// adapter runs both sides of a branch, and the side for large angles costs several times all the rest.

var<private> hadLargeAngle: bool;

fn reduce_angle(x: f32) -> ReducedAngle {
  hadLargeAngle = hadLargeAngle | (abs(x) > LARGEST_CODY_WAITE);
  return reduce_moderate_angle(x);
}
