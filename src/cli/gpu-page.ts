import { surfaceOf } from "../experiment/surface-of.ts";
import { requestDevice } from "../gpu/device.ts";
import { evaluateSurface } from "../simulation/evaluate-surface.ts";
import { runExperiment } from "../simulation/run-experiment.ts";
import { answer, type Engine } from "./task.ts";
import { readTask } from "./task-text.ts";

/** What `next` hands over: some of the answer's text, and how far it has come. A problem ends it. */
export interface Portion {
  readonly text: string;
  readonly done: number;
  readonly isLast: boolean;
  readonly problem?: string;
}

/** What the command line calls in the page. Texts of any length pass in portions, so that no message is huge. */
export interface GpuPage {
  /** Adds to the task's JSON. */
  load(piece: string): void;
  /** Starts on the loaded task. @throws Error without WebGPU. */
  start(): Promise<void>;
  /** The next portion of the answer, of about `size` characters. */
  next(size: number): Promise<Portion>;
}

function gpuEngine(device: GPUDevice): Engine {
  return {
    simulate: (experiment, options) => runExperiment(device, experiment, options),
    evaluate: ({ surface, points }) => evaluateSurface(device, surfaceOf(surface), surface.parameters, points),
  };
}

function createPage(): GpuPage {
  const loaded: string[] = [];
  let pieces: AsyncGenerator<string> | undefined;
  let done = 0;

  return {
    load(piece) {
      loaded.push(piece);
    },
    async start() {
      const task = readTask(loaded.splice(0).join(""));
      const engine = gpuEngine(await requestDevice());
      pieces = answer(task, engine, (count) => {
        done = count;
      });
    },
    async next(size) {
      let text = "";
      try {
        while (text.length < size) {
          const piece = await pieces?.next();
          if (piece === undefined || piece.done === true) return { text, done, isLast: true };
          text += piece.value;
        }
        return { text, done, isLast: false };
      } catch (error) {
        return { text, done, isLast: true, problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

Object.assign(globalThis, { ravine: createPage() });
