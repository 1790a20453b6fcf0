import type { Experiment } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { computePipeline } from "../../gpu/pipelines.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { composeBetweenSteps, composeFinishCells } from "../compose.ts";
import { ensembleGroupLayout } from "../ensemble-run.ts";
import type { CellBindings } from "./cell-bindings.ts";

/** The kernels that read what was measured of the cells. */
export interface CellKernels {
  readonly finish: GPUComputePipeline;
  /** Run after every so many steps, where the read-out asks for it. */
  readonly between: GPUComputePipeline | undefined;
  /** The layout of bind group 1: the results. */
  readonly resultsLayout: GPUBindGroupLayout;
}

/**
 * Compiles them without blocking.
 * @param experiment with the one ensemble of the cells
 * @throws ShaderError
 */
export async function compileCellKernels(
  device: GPUDevice,
  experiment: Experiment,
  bindings: CellBindings,
): Promise<CellKernels> {
  const [ensemble] = experiment.ensembles;
  const optimizer = findOptimizer(ensemble?.optimizer ?? "");
  if (ensemble === undefined || optimizer === undefined) throw new Error("A sweep has one ensemble.");
  const surface = surfaceOf(experiment.surface);
  const { noise } = experiment;
  const code = { surface, optimizer, ensemble, noise, stride: undefined, isPlain: false, cells: bindings.code };
  const resultsLayout = device.createBindGroupLayout({
    label: "cells.results",
    entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "storage" } }],
  });
  const layout = device.createPipelineLayout({
    label: "cells.finish",
    bindGroupLayouts: [ensembleGroupLayout(device), resultsLayout, bindings.layouts.measuring],
  });
  const label = `${optimizer.id}.${surface.id}.${bindings.code.readout.id}`;
  const compile = (name: string, text: string, entryPoint: string) =>
    computePipeline(device, { label: `${name}.${label}`, code: text, entryPoint, layout });
  const between = composeBetweenSteps(code);
  const [finish, betweenSteps] = await Promise.all([
    compile("finish-cells", composeFinishCells(code), "finish_cells"),
    between === undefined ? undefined : compile("between-steps", between, "between_steps"),
  ]);
  return { finish, between: betweenSteps, resultsLayout };
}
