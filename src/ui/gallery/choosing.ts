import type { SurfaceChoice } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import { defaultHyperparameters } from "../../optimizers/optimizer.ts";
import { defaultParameters } from "../../surfaces/surface.ts";
import { addEnsemble, startOver } from "../actions.ts";
import { startsFor } from "../starts-edit.ts";
import * as store from "../store.ts";
import { bannerMessage } from "../validation.ts";
import { type Card, listOf } from "./cards.ts";
import { fitTo } from "./fitting.ts";
import { type GalleryRequest, galleryRequest } from "./gallery-request.ts";
import { loadSample } from "./load-sample.ts";

/** What is wrong with what was chosen, if anything; what runs then goes on. */
export type Outcome = string | undefined;

/** Counts what was chosen. */
let latest = 0;

/** Does what a card stands for. A file of the person's own is left to whoever can ask for it. */
export function chooseCard({ subject }: Card, request: GalleryRequest): Outcome | Promise<Outcome> {
  const choice = store.surfaceChoice.peek();
  switch (subject.kind) {
    case "surface": {
      const { surface } = subject;
      latest += 1;
      if (store.surface.peek() === surface) return undefined;
      return runOn({ id: surface.id, parameters: defaultParameters(surface) });
    }
    case "formula":
      return "formula" in choice ? undefined : runOn(presentAsFormula(choice));
    case "sample": {
      const { file } = subject.sample;
      if ("grid" in choice && choice.grid.file === file) return undefined;
      latest += 1;
      const turn = latest;
      // It may arrive after something else was chosen, or the gallery was left.
      return loadSample(file).then(
        (sample) => (turn === latest && galleryRequest.peek() === request ? runOn(sample) : undefined),
        bannerMessage,
      );
    }
    case "file":
      return undefined;
    case "optimizer": {
      const { id } = subject.optimizer;
      if (request.kind === "surfaces" || request.replaces === undefined) return addEnsemble(id);
      return replaceOptimizer(request.replaces, id);
    }
  }
}

/** Starts over on another landscape, from starts that suit it, without what cannot run there; that is said. */
function runOn(choice: SurfaceChoice): Outcome {
  const experiment = store.shown.peek();
  const next = surfaceOf(choice);
  const { ensembles, noise, left } = fitTo(next, experiment);
  const starts = startsFor(experiment.starts, next.domain);
  const error = startOver({ ...experiment, surface: choice, starts, ensembles, noise });
  if (error !== undefined || left.length === 0) return error;
  store.openEnsemble.value = undefined;
  store.notice.value = { kind: "info", text: `Left out, as ${next.label} has no place for it: ${listOf(left)}.` };
  return undefined;
}

/** The present landscape as a formula to be changed; a loss of data, or of a file, is none to begin with. */
function presentAsFormula(choice: SurfaceChoice): SurfaceChoice {
  const { formula, domain } = store.surface.peek();
  if (formula === undefined) return { formula: "x^2 + y^2", domain, parameters: {} };
  return { formula, domain, parameters: choice.parameters };
}

/** Runs another optimizer in an ensemble's place, at its defaults; the name and colour that a person gave stay. */
function replaceOptimizer(index: number, id: string): Outcome {
  const experiment = store.shown.peek();
  const before = experiment.ensembles[index];
  const optimizer = findOptimizer(id);
  if (before === undefined || optimizer === undefined || before.optimizer === id) return undefined;
  const { label, color, schedule } = before;
  const keepsSchedule = schedule !== undefined && Object.hasOwn(optimizer.hyperparameters, "learningRate");
  const next = {
    optimizer: id,
    hyperparameters: defaultHyperparameters(optimizer),
    ...(label === undefined ? {} : { label }),
    ...(color === undefined ? {} : { color }),
    ...(keepsSchedule ? { schedule } : {}),
  };
  return startOver({ ...experiment, ensembles: experiment.ensembles.with(index, next) });
}
