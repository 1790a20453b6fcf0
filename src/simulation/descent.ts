import type { Ensemble } from "../experiment/experiment.ts";
import { type ComputeProgram, computePipeline, computePipelineAtOnce } from "../gpu/pipelines.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { composeDescend, composeDescendCarefully, type EnsembleCode } from "./compose.ts";

/** The two kernels that run an ensemble's steps: of all trajectories, and of those that need a closer look. */
export interface Descent {
  readonly descend: GPUComputePipeline;
  readonly descendCarefully: GPUComputePipeline;
}

/** The layouts of their pipelines, which differ in how they bind the list of deferred trajectories. */
export interface DescentLayouts {
  readonly descend: GPUPipelineLayout;
  readonly descendCarefully: GPUPipelineLayout;
}

/**
 * Whether all terms that have a neutral value have it, for every trajectory: then a kernel without them does the same.
 * @param varied hyperparameters that differ from trajectory to trajectory, beside those on the ensemble's axes.
 */
export function isPlain(optimizer: Optimizer, ensemble: Ensemble, varied: readonly string[] = []): boolean {
  return Object.entries(optimizer.hyperparameters).every(
    ([name, declared]) =>
      declared.kind !== "number" ||
      declared.neutral === undefined ||
      ((ensemble.hyperparameters[name] ?? declared.default) === declared.neutral &&
        !varied.includes(name) &&
        !ensemble.axes?.some((axis) => axis.hyperparameter === name)),
  );
}

/** The kernels of an ensemble with all its terms, and without the neutral ones; each compiled when it is wanted. */
export class Descents {
  readonly #made = new Map<boolean, Descent>();

  constructor(
    private readonly device: GPUDevice,
    private readonly code: Omit<EnsembleCode, "isPlain">,
    private readonly layouts: DescentLayouts,
  ) {}

  /**
   * Compiles the kernels with or without neutral terms, without blocking.
   * @throws ShaderError
   */
  async prepare(isPlain: boolean): Promise<void> {
    if (this.#made.has(isPlain)) return;
    const programs = this.#programs(isPlain);
    const [descend, descendCarefully] = await Promise.all([
      computePipeline(this.device, programs.descend),
      computePipeline(this.device, programs.descendCarefully),
    ]);
    this.#made.set(isPlain, { descend, descendCarefully });
  }

  /** Compiles all kernels, so that no change of a number has to wait for them. */
  async prepareAll(): Promise<void> {
    await this.prepare(true);
    if (hasNeutral(this.code.optimizer)) await this.prepare(false);
  }

  /** The kernels for an ensemble's present values; compiled at once where they were not prepared. */
  for(ensemble: Ensemble): Descent {
    const plain = isPlain(this.code.optimizer, ensemble, this.code.cells?.varied);
    const known = this.#made.get(plain);
    if (known !== undefined) return known;
    const programs = this.#programs(plain);
    const made = {
      descend: computePipelineAtOnce(this.device, programs.descend),
      descendCarefully: computePipelineAtOnce(this.device, programs.descendCarefully),
    };
    this.#made.set(plain, made);
    return made;
  }

  #programs(isPlain: boolean): { readonly descend: ComputeProgram; readonly descendCarefully: ComputeProgram } {
    const code = { ...this.code, isPlain };
    const label = `${code.optimizer.id}.${code.surface.id}${isPlain ? ".plain" : ""}`;
    return {
      descend: {
        label: `descend.${label}`,
        code: composeDescend(code),
        entryPoint: "descend",
        layout: this.layouts.descend,
      },
      descendCarefully: {
        label: `descend-carefully.${label}`,
        code: composeDescendCarefully(code),
        entryPoint: "descend_carefully",
        layout: this.layouts.descendCarefully,
      },
    };
  }
}

function hasNeutral({ hyperparameters }: Optimizer): boolean {
  return Object.values(hyperparameters).some(
    (declared) => declared.kind === "number" && declared.neutral !== undefined,
  );
}
