import { applyChanges } from "../experiment/changes.ts";
import type { Experiment, Point } from "../experiment/experiment.ts";
import { storageBuffer } from "../gpu/buffers.ts";
import { readBuffer } from "../gpu/readback.ts";
import { readField } from "../gpu/struct-layout.ts";
import { basinOf, type Targets, targetsOf } from "../reference/arrival.ts";
import { listedSteps, type SimulationResult, STATUSES, type TrajectoryResult } from "../reference/result.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import { Simulation } from "./simulation.ts";

export interface RunOptions {
  /** List every K-th step; 0 and the last are always listed. */
  readonly every: number;
  /** List these steps instead: ascending, and the last of the run among them. */
  readonly steps?: readonly number[];
  /** Whether the optimizer's state is listed too. */
  readonly state: boolean;
  /** Ends the run, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told how many of the listed steps were read back. */
  readonly onListed?: (done: number, listed: number) => void;
}

/** The log of listed steps is read back in parts of about this size. */
const LOG_BYTES = 2 ** 26;

/**
 * Runs a whole experiment on the GPU and reads back every listed step: for the command line and tests. The result has
 * the shape of the CPU reference's.
 * @throws SimulationTooLargeError, ShaderError
 */
export async function runExperiment(
  device: GPUDevice,
  experiment: Experiment,
  options: RunOptions,
): Promise<SimulationResult> {
  const simulation = await Simulation.create(device, experiment, { slots: 0, series: false });
  try {
    return await listRun(device, simulation, options);
  } finally {
    simulation.destroy();
  }
}

async function listRun(device: GPUDevice, simulation: Simulation, options: RunOptions): Promise<SimulationResult> {
  const { experiment } = simulation;
  const listed = options.steps ?? listedSteps(experiment.steps, options.every);
  const results = simulation.ensembles.map((run) => emptyResults(run, listed, options));
  const recordBytes = simulation.ensembles.reduce((total, run) => total + run.states.size, 0);
  const capacity = Math.max(1, Math.min(listed.length, Math.floor(LOG_BYTES / recordBytes)));
  const log = storageBuffer(device, "log", capacity * recordBytes);
  try {
    for (let first = 0; first < listed.length; first += capacity) {
      options.signal?.throwIfAborted();
      const part = listed.slice(first, first + capacity);
      logPart(device, simulation, part, log);
      const view = new DataView(await readBuffer(device, log, 0, part.length * recordBytes));
      let base = 0;
      for (const step of part) {
        for (const [index, run] of simulation.ensembles.entries()) {
          collect(view, base, run, results[index] ?? [], step === experiment.steps);
          base += run.states.size;
        }
      }
      options.onListed?.(first + part.length, listed.length);
    }
  } finally {
    log.destroy();
  }
  const targets = targetsOf(applyChanges(experiment, experiment.steps));
  const ensembles = simulation.ensembles.map((run, index) => ({
    optimizer: run.optimizer.id,
    trajectories: (results[index] ?? []).map((result) => finish(result, targets)),
  }));
  return { engine: "gpu", precision: "f32", ensembles };
}

/** Runs to each listed step in turn and copies every trajectory to the log there. */
function logPart(device: GPUDevice, simulation: Simulation, steps: readonly number[], log: GPUBuffer): void {
  let encoder = device.createCommandEncoder({ label: "log" });
  let offset = 0;
  for (const step of steps) {
    while (simulation.step < step) {
      if (!simulation.hasRoom()) {
        simulation.submit(encoder);
        encoder = device.createCommandEncoder({ label: "log" });
      }
      simulation.encodeAdvance(encoder, step);
    }
    for (const { states } of simulation.ensembles) {
      encoder.copyBufferToBuffer(states, 0, log, offset, states.size);
      offset += states.size;
    }
  }
  simulation.submit(encoder);
}

function emptyResults(run: EnsembleRun, steps: readonly number[], options: RunOptions): TrajectoryResult[] {
  return Array.from({ length: run.trajectories }, () => ({
    start: [0, 0] as Point,
    status: "running" as const,
    divergedAt: null,
    basin: null,
    evaluations: { loss: 0, gradient: 0, hessian: 0 },
    steps: [...steps],
    points: [],
    losses: [],
    ...(options.state ? { state: Object.fromEntries(Object.keys(run.optimizer.state).map((slot) => [slot, []])) } : {}),
  }));
}

/** Adds one listed step of every trajectory of an ensemble, whose records begin at `base`. */
function collect(view: DataView, base: number, run: EnsembleRun, results: TrajectoryResult[], isLast: boolean): void {
  const { trajectory, state } = run.layouts;
  const stateOffset = trajectory.fields.get("state")?.offset ?? 0;
  for (const [index, result] of results.entries()) {
    const record = base + index * trajectory.size;
    const number = (name: string): number => readField(view, record, trajectory, name)[0] ?? 0;
    const [x = 0, y = 0] = readField(view, record, trajectory, "position");
    result.points.push([x, y]);
    result.losses.push(number("loss"));
    for (const [slot, values] of Object.entries(result.state ?? {})) {
      values.push(readField(view, record + stateOffset, state, slot));
    }
    if (!isLast) continue;
    result.status = STATUSES[number("status")] ?? "running";
    if (result.status === "diverged") result.divergedAt = number("divergedAt");
    result.evaluations.loss = number("lossEvaluations");
    result.evaluations.gradient = number("gradientEvaluations");
    result.evaluations.hessian = number("hessianEvaluations");
  }
}

function finish(result: TrajectoryResult, targets: Targets): TrajectoryResult {
  const [x, y] = result.points.at(-1) ?? [Number.NaN, Number.NaN];
  return { ...result, start: result.points[0] ?? [x, y], basin: basinOf({ x, y }, targets) };
}
