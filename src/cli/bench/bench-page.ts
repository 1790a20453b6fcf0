import { requestDevice } from "../../gpu/device.ts";
import { OutOfGraphicsMemoryError, SimulationTooLargeError } from "../../simulation/simulation.ts";
import { nanosecondsPerStep } from "./compute-time.ts";
import type { Contender } from "./contender.ts";
import { javascriptContender, referenceContender } from "./cpu-contenders.ts";
import { engineContender } from "./engine-contender.ts";
import { timeMap } from "./map-time.ts";
import { minimalContender } from "./minimal-contender.ts";
import type { Compute, ContenderName, MapTime, Result } from "./report.ts";
import { race, workFor } from "./rounds.ts";
import { expectSameWork } from "./same-work.ts";
import { startTensorflow, tensorflowContender } from "./tensorflow-contender.ts";
import type { Workload } from "./workload.ts";

/** How carefully to measure. */
export interface Care {
  readonly rounds: number;
  /** Of one round of one contender, about. */
  readonly seconds: number;
  /** Cells along each side of the map. */
  readonly mapSide: number;
}

/** What the benchmark runs on. */
export interface Machine {
  readonly adapter: string;
  /** Whether the device is a real GPU with timestamp queries. */
  readonly hasGpuClock: boolean;
  readonly tensorflowjsBackend: string | null;
}

/** What the command line calls in the page. */
export interface BenchPage {
  /** Asks for the device. @throws Error without WebGPU. */
  start(): Promise<Machine>;
  /** Times all contenders at a workload. */
  measure(workload: Workload, care: Care): Promise<Result>;
  /** Times a map of the convergence rate. */
  timeMap(care: Care): Promise<MapTime>;
  /** The GPU's own time of a step of the engine; nothing where the crowd does not fit. */
  timeOnGpu(workload: Workload, care: Care): Promise<Compute | undefined>;
}

class Bench implements BenchPage {
  #device: GPUDevice | undefined;
  #hasTensorflow = false;

  async start(): Promise<Machine> {
    const device = await requestDevice();
    this.#device = device;
    const { vendor, architecture, description } = device.adapterInfo;
    const tensorflowjsBackend = await startTensorflow().catch(() => null);
    this.#hasTensorflow = tensorflowjsBackend !== null;
    return {
      adapter: [vendor, architecture, description].filter((part) => part !== "").join(" "),
      hasGpuClock:
        device.features.has("timestamp-query") && !/swiftshader|llvmpipe/i.test(`${architecture} ${description}`),
      tensorflowjsBackend,
    };
  }

  async measure(workload: Workload, { rounds, seconds }: Care): Promise<Result> {
    const contenders = await this.#contenders(workload);
    try {
      await expectSameWork(contenders, workload.trajectories);
      const field = new Map<ContenderName, { contender: Contender; work: number }>();
      for (const [name, contender] of contenders) {
        const found = await possible(() => workFor(contender, seconds));
        // The minimal kernel does exactly what the engine does.
        const work = (name === "minimalKernel" ? field.get("engine")?.work : undefined) ?? found;
        if (work !== undefined) field.set(name, { contender, work });
      }
      const rates = await race(field, rounds);
      const rate = (name: ContenderName) => rates.get(name) ?? null;
      return {
        ...workload,
        engine: rate("engine"),
        minimalKernel: rate("minimalKernel"),
        javascriptLoop: rate("javascriptLoop"),
        cpuReference: rate("cpuReference"),
        tensorflowjs: rate("tensorflowjs"),
      };
    } finally {
      for (const contender of contenders.values()) contender.destroy();
    }
  }

  timeMap({ mapSide, rounds }: Care): Promise<MapTime> {
    return timeMap(this.#started, mapSide, rounds);
  }

  async timeOnGpu(workload: Workload, { rounds }: Care): Promise<Compute | undefined> {
    const nanoseconds = await possible(() => nanosecondsPerStep(this.#started, workload, rounds));
    return nanoseconds === undefined ? undefined : { ...workload, nanosecondsPerStep: nanoseconds };
  }

  get #started(): GPUDevice {
    if (this.#device === undefined) throw new Error("The page has not been started.");
    return this.#device;
  }

  async #contenders(workload: Workload): Promise<Map<ContenderName, Contender>> {
    const device = this.#started;
    const contenders = new Map<ContenderName, Contender>([
      ["engine", engineContender(device, workload)],
      ["minimalKernel", await minimalContender(device, workload)],
      ["javascriptLoop", javascriptContender(workload)],
      ["cpuReference", referenceContender(workload)],
    ]);
    if (this.#hasTensorflow) contenders.set("tensorflowjs", tensorflowContender(workload));
    return contenders;
  }
}

/** What a contender gives, or nothing where the device has no room for it. */
async function possible<Value>(run: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SimulationTooLargeError || error instanceof OutOfGraphicsMemoryError) return undefined;
    throw error;
  }
}

Object.assign(globalThis, { bench: new Bench() });
