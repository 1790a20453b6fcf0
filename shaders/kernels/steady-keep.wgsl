// Keeps where every trajectory is and how it came there. Needs steady-bindings.wgsl.

@compute @workgroup_size(64)
fn keep(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let index = id.x + id.y * groups.x * 64u;
  if (index >= steady.trajectories) {
    return;
  }
  kept[2u * index + 1u] = kept[2u * index];
  kept[2u * index] = state_now(index);
}
