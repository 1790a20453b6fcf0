import { surfaceOf } from "../experiment/surface-of.ts";
import { requestDevice } from "../gpu/device.ts";
import type { Piece } from "../recording/data/piece.ts";
import { evaluateSurface } from "../simulation/evaluate-surface.ts";
import { runExperiment } from "../simulation/run-experiment.ts";
import { runStatistics } from "../simulation/run-statistics.ts";
import { toBase64 } from "./base64.ts";
import { answer, type Engine } from "./task.ts";
import { readTask } from "./task-text.ts";

/** What `next` hands over: some of the answer, and how far it has come. A problem ends it. */
export interface Portion {
  readonly text: string;
  /** Bytes of an answer that is no text, in base64. */
  readonly bytes: string;
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
    async statistics(experiment) {
      return { engine: "gpu", precision: "f32", rows: await runStatistics(device, experiment) };
    },
    evaluate: ({ surface, points }) => evaluateSurface(device, surfaceOf(surface), surface.parameters, points),
  };
}

function createPage(): GpuPage {
  const loaded: string[] = [];
  let pieces: AsyncGenerator<Piece> | undefined;
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
      const parts: Uint8Array[] = [];
      let length = 0;
      const portion = (isLast: boolean) => ({ text, bytes: toBase64(parts), done, isLast });
      try {
        while (text.length + length < size) {
          const piece = await pieces?.next();
          if (piece === undefined || piece.done === true) return portion(true);
          if (typeof piece.value === "string") {
            text += piece.value;
          } else {
            parts.push(piece.value);
            length += piece.value.length;
          }
        }
        return portion(false);
      } catch (error) {
        return { ...portion(true), problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

Object.assign(globalThis, { ravine: createPage() });
