/**
 * How the learning rate goes on from step to step: what it is multiplied by. Every kind but `constant` and
 * `linear-warmup` may begin with a linear warm-up of `warmup` steps too; their own clock starts with the run.
 */
export type Schedule =
  | { readonly kind: "constant" }
  | { readonly kind: "linear-warmup"; readonly steps: number }
  | { readonly kind: "step"; readonly every: number; readonly factor: number; readonly warmup: number }
  | { readonly kind: "exponential"; readonly factor: number; readonly warmup: number }
  | { readonly kind: "cosine"; readonly steps?: number; readonly lowest: number; readonly warmup: number }
  | { readonly kind: "inverse-time"; readonly decay: number; readonly warmup: number };

export type ScheduleKind = Schedule["kind"];

/**
 * What the learning rate is multiplied by at step t = 1, 2, …, in f64. The first step has the full rate (after a
 * warm-up of W steps, step W has): with k = t − 1 steps done, PyTorch's StepLR, ExponentialLR, and CosineAnnealingLR up
 * to its end, where ours stays at the lowest. `total` is the length of the run, over which a cosine falls unless it
 * says otherwise.
 */
export function scheduleFactor(schedule: Schedule, t: number, total: number): number {
  const done = t - 1;
  switch (schedule.kind) {
    case "constant":
      return 1;
    case "linear-warmup":
      return warmup(schedule.steps, t);
    case "step":
      return warmup(schedule.warmup, t) * schedule.factor ** Math.floor(done / schedule.every);
    case "exponential":
      return warmup(schedule.warmup, t) * schedule.factor ** done;
    case "cosine": {
      const share = Math.min(1, done / Math.max(1, schedule.steps ?? total));
      // In this form nothing cancels, however large the lowest factor is.
      const fallen = (1 - Math.cos(Math.PI * share)) / 2;
      return warmup(schedule.warmup, t) * (1 - fallen + schedule.lowest * fallen);
    }
    case "inverse-time":
      return warmup(schedule.warmup, t) / (1 + schedule.decay * done);
  }
}

function warmup(steps: number, t: number): number {
  return steps === 0 ? 1 : Math.min(1, t / steps);
}
