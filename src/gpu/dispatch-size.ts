/** Invocations of a workgroup in every kernel here. */
export const WORKGROUP_SIZE = 64;

/**
 * Workgroups for `count` invocations: one row while it fits, else several rows. A kernel's index is then
 * `id.x + id.y * workgroups.x * WORKGROUP_SIZE`, with a bounds guard.
 */
export function dispatchSize(count: number, limits: GPUSupportedLimits): readonly [number, number] {
  const groups = Math.ceil(count / WORKGROUP_SIZE);
  const rows = Math.ceil(groups / limits.maxComputeWorkgroupsPerDimension);
  return [Math.ceil(groups / Math.max(rows, 1)), rows];
}
