import { wgsl } from "wgsl-preprocessor/wgsl-preprocessor.js";
import criticalSearchKernel from "../../shaders/kernels/critical-search.wgsl?raw";
import deferral from "../../shaders/kernels/deferral.wgsl?raw";
import deferred from "../../shaders/kernels/deferred.wgsl?raw";
import exposeKernel from "../../shaders/kernels/density-expose.wgsl?raw";
import resolveKernel from "../../shaders/kernels/density-resolve.wgsl?raw";
import splatKernel from "../../shaders/kernels/density-splat.wgsl?raw";
import descendKernel from "../../shaders/kernels/descend.wgsl?raw";
import carefulKernel from "../../shaders/kernels/descend-carefully.wgsl?raw";
import evaluateKernel from "../../shaders/kernels/evaluate.wgsl?raw";
import evaluationsConstant from "../../shaders/kernels/evaluations-constant.wgsl?raw";
import evaluationsCounted from "../../shaders/kernels/evaluations-counted.wgsl?raw";
import historyLayout from "../../shaders/kernels/history-layout.wgsl?raw";
import historyNone from "../../shaders/kernels/history-none.wgsl?raw";
import historyRing from "../../shaders/kernels/history-ring.wgsl?raw";
import sharedHyperparameters from "../../shaders/kernels/hyperparameters-shared.wgsl?raw";
import linearSystem from "../../shaders/kernels/linear-system.wgsl?raw";
import measureNone from "../../shaders/kernels/measure-none.wgsl?raw";
import noiseGaussian from "../../shaders/kernels/noise-gaussian.wgsl?raw";
import noiseMinibatch from "../../shaders/kernels/noise-minibatch.wgsl?raw";
import noiseNone from "../../shaders/kernels/noise-none.wgsl?raw";
import reliefKernel from "../../shaders/kernels/relief.wgsl?raw";
import samplesApart from "../../shaders/kernels/samples-apart.wgsl?raw";
import samplesBetween from "../../shaders/kernels/samples-between.wgsl?raw";
import samplesEveryStep from "../../shaders/kernels/samples-every-step.wgsl?raw";
import scheduleNone from "../../shaders/kernels/schedule-none.wgsl?raw";
import scheduleTable from "../../shaders/kernels/schedule-table.wgsl?raw";
import seedKernel from "../../shaders/kernels/seed.wgsl?raw";
import statisticsKernel from "../../shaders/kernels/statistics.wgsl?raw";
import statisticsBindings from "../../shaders/kernels/statistics-bindings.wgsl?raw";
import statisticsFoldKernel from "../../shaders/kernels/statistics-fold.wgsl?raw";
import statisticsRowKernel from "../../shaders/kernels/statistics-row.wgsl?raw";
import statusRules from "../../shaders/kernels/status.wgsl?raw";
import steadyBindings from "../../shaders/kernels/steady-bindings.wgsl?raw";
import steadyCountKernel from "../../shaders/kernels/steady-count.wgsl?raw";
import steadyKeepKernel from "../../shaders/kernels/steady-keep.wgsl?raw";
import stepEnvironment from "../../shaders/kernels/step-environment.wgsl?raw";
import stepsDrawing from "../../shaders/kernels/steps-drawing.wgsl?raw";
import stepsInBlocks from "../../shaders/kernels/steps-in-blocks.wgsl?raw";
import stepsOneByOne from "../../shaders/kernels/steps-one-by-one.wgsl?raw";
import stepsPlain from "../../shaders/kernels/steps-plain.wgsl?raw";
import streamsOwn from "../../shaders/kernels/streams-own.wgsl?raw";
import angleAny from "../../shaders/lib/angle-any.wgsl?raw";
import angleModerate from "../../shaders/lib/angle-moderate.wgsl?raw";
import exponential from "../../shaders/lib/exponential.wgsl?raw";
import finite from "../../shaders/lib/finite.wgsl?raw";
import lineSearch from "../../shaders/lib/line-search.wgsl?raw";
import permutation from "../../shaders/lib/permutation.wgsl?raw";
import random from "../../shaders/lib/random.wgsl?raw";
import trigonometry from "../../shaders/lib/trigonometry.wgsl?raw";
import dataSet from "../../shaders/surfaces/data-set.wgsl?raw";
import grid from "../../shaders/surfaces/grid.wgsl?raw";
import type { Axis, Ensemble, Noise } from "../experiment/experiment.ts";
import { complementName, type Optimizer, termName } from "../optimizers/optimizer.ts";
import type { Surface, SurfaceChunk } from "../surfaces/surface.ts";
import {
  type CellCode,
  cellDeclarations,
  cellFinish,
  cellMeasure,
  cellSeed,
  hyperparametersOfCell,
} from "./cells/cell-code.ts";
import { hyperparametersLayout, RUN, STARTS, stateLayout, surfaceLayout, trajectoryLayout } from "./layouts.ts";
import { STATISTICS_WGSL } from "./statistics-layout.ts";
import { STEADY_WGSL } from "./steady-layout.ts";

/** The one place where WGSL modules are put together from `shaders/` and what declarations emit. */

const libraryCore = trigonometry + exponential + random + finite;
/** With the angles of any size; `descend` alone leaves large ones to its careful twin. */
const library = angleAny + libraryCore;

/** What completes the WGSL of surfaces that are more than a formula. */
const surfaceChunks: Readonly<Record<SurfaceChunk, string>> = { "data-set": permutation + dataSet, grid };

const updateRules: Readonly<Record<string, string>> = import.meta.glob("../../shaders/optimizers/*.wgsl", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** BLOCK of descend.wgsl: a power of two. */
export const STEPS_PER_BLOCK = 8;

/** What chooses the code of an ensemble's kernels; numbers are uniforms and choose nothing. */
export interface EnsembleCode {
  readonly surface: Surface;
  readonly optimizer: Optimizer;
  readonly ensemble: Ensemble;
  readonly noise: Noise;
  /** Steps from one sample of the history to the next; undefined where none is kept. */
  readonly stride: number | undefined;
  /** Whether the terms of hyperparameters at their neutral values are left out. */
  readonly isPlain: boolean;
  /** Where the trajectories are those of a map's cells. */
  readonly cells?: CellCode;
}

/** The kernel that runs steps of all trajectories but those that need a closer look: entry point `descend`. */
export function composeDescend(code: EnsembleCode): string {
  return wgsl`
${angleModerate}
${stepModule(code)}
${deferral}
#if ${code.stride === 1}
${samplesEveryStep}
#elif ${code.stride === undefined || code.stride % STEPS_PER_BLOCK === 0}
${samplesApart}
#else
${samplesBetween}
#endif
#if ${isShort(code)}
${stepsInBlocks}
#else
${stepsOneByOne}
#endif
${descendKernel}`;
}

/** A step of this many evaluations, of a surface without data, is short. */
const MOST_EVALUATIONS = 2;

/** Whether a step is short enough for a loop around it to matter. */
function isShort({ optimizer: { evaluationsPerStep }, surface }: EnsembleCode): boolean {
  if (evaluationsPerStep === undefined || surface.data !== undefined) return false;
  const { loss = 0, gradient = 0, hessian = 0 } = evaluationsPerStep;
  return loss + gradient + hessian <= MOST_EVALUATIONS;
}

/** The kernel that runs steps of the trajectories left over by `descend`: entry point `descend_carefully`. */
export function composeDescendCarefully(code: EnsembleCode): string {
  return `${angleAny}${stepModule(code)}${deferred}${carefulKernel}`;
}

/** What both kernels that run steps need. */
function stepModule(code: EnsembleCode): string {
  const rule = updateRule(code);
  return wgsl`
${ensembleModule(code)}
${libraryCore}
${surfaceModule(code.surface)}
${statusRules}
${evaluations(code.optimizer)}
${stepEnvironment}
${linearSystemOf(code)}
#if ${code.noise.kind === "gaussian"}
${noiseGaussian}
#elif ${code.noise.kind === "minibatch"}
${noiseMinibatch}
#elif ${/\b(?:normals|uniform_draw)\(/.test(rule)}
${noiseNone}
${stepsDrawing}
#else
${noiseNone}
${stepsPlain}
#endif
#if ${code.stride !== undefined}
${historyLayout}
${historyRing}
#else
${historyNone}
#endif
${measure(code)}
${rule}`;
}

/** What is measured along the way, and whose random numbers a trajectory draws. */
function measure({ cells }: EnsembleCode): string {
  return cells === undefined ? streamsOwn + measureNone : cellMeasure(cells);
}

/** How the evaluations of an optimizer's steps are counted: at once where every step makes the same. */
function evaluations({ evaluationsPerStep }: Optimizer): string {
  if (evaluationsPerStep === undefined) return evaluationsCounted;
  const { loss = 0, gradient = 0, hessian = 0 } = evaluationsPerStep;
  return `const EVALUATIONS_PER_STEP = vec3u(${loss}u, ${gradient}u, ${hessian}u);\n${evaluationsConstant}`;
}

/** The kernel that places the starts: entry point `seed`. It evaluates no loss. */
export function composeSeed(code: EnsembleCode): string {
  return wgsl`
${ensembleModule(code)}
@group(1) @binding(0) var<storage, read> points: array<vec2f>;
@group(1) @binding(1) var<uniform> starts: Starts;
${library}
${surfaceModule(code.surface)}
${evaluationsCounted}
${stepEnvironment}
${linearSystemOf(code)}
${noiseNone}
${updateRule(code)}
#if ${code.cells !== undefined}
${code.cells === undefined ? "" : cellSeed(code.cells)}
#else
${seedKernel}
#endif
`;
}

/** The kernel that makes the numbers of a map's cells of what was measured: entry point `finish_cells`. */
export function composeFinishCells(code: EnsembleCode & { readonly cells: CellCode }): string {
  return `${ensembleModule(code)}${library}${surfaceModule(code.surface)}${statusRules}${cellFinish(code.cells)}`;
}

/** The kernel that a read-out runs between steps: entry point `between_steps`. Undefined where it has none. */
export function composeBetweenSteps(code: EnsembleCode & { readonly cells: CellCode }): string | undefined {
  const { between } = code.cells.readout;
  if (between === undefined) return undefined;
  return `${ensembleModule(code)}${library}${surfaceModule(code.surface)}${statusRules}${between.code(stateLayout(code.optimizer))}`;
}

function linearSystemOf({ surface }: EnsembleCode): string {
  return surface.offers.includes("linear-system") ? linearSystem : "";
}

/** The kernels of the statistics, by entry point, in the order in which they run. */
export function composeStatistics(): Readonly<Record<"measure" | "fold" | "summarise", string>> {
  const shared = STATISTICS_WGSL + statisticsBindings;
  return {
    measure: shared + library + statisticsKernel,
    fold: shared + statisticsFoldKernel,
    summarise: shared + statisticsRowKernel,
  };
}

/** The kernels that look at a steady state: entry points `keep` and `count`. */
export function composeSteadyState(): { readonly keep: string; readonly count: string } {
  const shared = STEADY_WGSL + steadyBindings;
  return { keep: shared + steadyKeepKernel, count: shared + library + steadyCountKernel };
}

/** The kernels of the density map: entry points `splat`, `resolve` and `expose`, in the order in which they run. */
export function composeDensity(): { readonly splat: string; readonly resolve: string; readonly expose: string } {
  return { splat: historyLayout + splatKernel, resolve: resolveKernel, expose: exposeKernel };
}

/** The kernel that computes a surface's relief: entry point `relief_vertices`. */
export function composeRelief(surface: Surface): string {
  return `${surfaceLayout(surface).wgsl}${dataBinding(surface, 3)}${library}${surfaceModule(surface)}${reliefKernel}`;
}

/** The kernel that evaluates a surface at points: entry point `evaluate`. */
export function composeEvaluate(surface: Surface): string {
  return `${surfaceLayout(surface).wgsl}${dataBinding(surface, 3)}${library}${surfaceModule(surface)}${evaluateKernel}`;
}

/** The kernel that looks for critical points from a grid of starts: entry point `search_critical_points`. */
export function composeCriticalSearch(surface: Surface): string {
  return `${surfaceLayout(surface).wgsl}${dataBinding(surface, 3)}${library}${surfaceModule(surface)}${criticalSearchKernel}`;
}

/** The functions of a surface. */
function surfaceModule(surface: Surface): string {
  return surface.wgsl + (surface.chunk === undefined ? "" : surfaceChunks[surface.chunk]);
}

/** The declaration of a surface's data in bind group 0, where it has any. */
function dataBinding(surface: Surface, binding: number): string {
  if (surface.data === undefined) return "";
  return `@group(0) @binding(${binding}) var<storage, read> surfaceData: array<f32>;\n`;
}

function ensembleModule({ surface, optimizer, ensemble, cells }: EnsembleCode): string {
  const state = stateLayout(optimizer);
  return wgsl`
${RUN.wgsl}
${STARTS.wgsl}
${surfaceLayout(surface).wgsl}
${hyperparametersLayout(optimizer).wgsl}
${state.wgsl}
${trajectoryLayout(state).wgsl}
@group(0) @binding(0) var<uniform> run: Run;
@group(0) @binding(1) var<uniform> hyperparameters: Hyperparameters;
@group(0) @binding(2) var<uniform> surface: SurfaceParameters;
@group(0) @binding(3) var<storage, read_write> trajectories: array<Trajectory>;
@group(0) @binding(4) var<storage, read_write> history: array<vec4f>;
@group(0) @binding(5) var<storage, read> axisValues: array<vec2f>;
@group(0) @binding(6) var<storage, read> surfaceData: array<f32>;
@group(0) @binding(7) var<storage, read> schedule: array<f32>;
#if ${cells !== undefined}
${cells === undefined ? "" : cellDeclarations(cells) + hyperparametersOfCell(optimizer, cells)}
#elif ${(ensemble.axes ?? []).length > 0}
${hyperparametersByAxis(optimizer, ensemble.axes ?? [])}
#else
${sharedHyperparameters}
#endif
#if ${isScheduled(ensemble)}
${scheduleTable}
#else
${scheduleNone}
#endif
`;
}

/** Whether the learning rate differs from step to step. */
export function isScheduled({ schedule }: Ensemble): boolean {
  return schedule !== undefined && schedule.kind !== "constant";
}

/** The hyperparameters of a trajectory: the uniform's, with each axis's value and complement from the table put in. */
function hyperparametersByAxis(optimizer: Optimizer, axes: readonly Axis[]): string {
  let body = "";
  let tableStart = axes.reduce((total, axis) => total + axis.count, 0);
  let slower = 1;
  for (const axis of [...axes].reverse()) {
    tableStart -= axis.count;
    const declared = optimizer.hyperparameters[axis.hyperparameter];
    const entry = `axisValues[${tableStart}u + (combination / ${slower}u) % ${axis.count}u]`;
    body += `  values.${axis.hyperparameter} = ${entry}.x;\n`;
    if (declared?.kind === "number" && declared.complement) {
      body += `  values.${complementName(axis.hyperparameter)} = ${entry}.y;\n`;
    }
    slower *= axis.count;
  }
  return `fn hyperparameters_of(index: u32) -> Hyperparameters {
  var values = hyperparameters;
  let combination = index % run.combinations;
${body}  return values;
}
`;
}

/** The optimizer's hand-written step, preceded by its flags, choices and terms as constants, and by what it calls. */
function updateRule({ optimizer, ensemble, isPlain }: EnsembleCode): string {
  const source = updateRules[`../../shaders/optimizers/${optimizer.id}.wgsl`];
  if (source === undefined) throw new Error(`shaders/optimizers/${optimizer.id}.wgsl is missing.`);
  let constants = "";
  for (const [name, declared] of Object.entries(optimizer.hyperparameters)) {
    const value = ensemble.hyperparameters[name] ?? declared.default;
    if (declared.kind === "number" && declared.neutral !== undefined) {
      constants += `const ${termName(name)} = ${!isPlain};\n`;
    }
    if (declared.kind === "flag") constants += `const ${name} = ${value === true};\n`;
    // A choice is the index of its option; the options are named constants beside it.
    if (declared.kind === "choice") {
      for (const [index, option] of declared.options.entries()) {
        constants += `const ${name}_${option.replaceAll("-", "_")} = ${index}u;\n`;
      }
      constants += `const ${name} = ${declared.options.indexOf(String(value))}u;\n`;
    }
  }
  return constants + (/\bsearch_line\(/.test(source) ? lineSearch : "") + source;
}
