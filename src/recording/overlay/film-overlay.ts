import { ensembleColors, ensembleLabel } from "../../charts/ensemble-look.ts";
import type { FilmText, Layout } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import type { Moment } from "../timeline/moment.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import { bottomOf, rightOf, type Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { Chart } from "./chart.ts";
import type { Contents } from "./contents.ts";
import type { FormulaPicture } from "./formula-pictures.ts";
import { INKS } from "./ink.ts";
import { counted, paintLegend } from "./legend.ts";
import { paintMinima } from "./minima-labels.ts";
import type { Insets, Overlay, OverlayScene } from "./overlay-scene.ts";
import { paintReadOuts } from "./read-outs.ts";
import { type Regions, regionsOf } from "./regions.ts";
import { paintCounter } from "./step-counter.ts";
import { paintSurface } from "./surface-card.ts";
import { Texts } from "./texts.ts";
import type { NamedTrack } from "./tracked-numbers.ts";
import { unitOf } from "./unit.ts";

/** All that a film's overlay is made of, typeset and measured. */
export interface FilmOverlayParts {
  readonly storyboard: Storyboard;
  readonly film: Size;
  readonly contents: Contents;
  readonly tracks: readonly NamedTrack[];
  readonly formulas: ReadonlyMap<FilmText, FormulaPicture>;
  readonly surfaceFormula: FormulaPicture;
  /** Of the film. */
  readonly lastStep: number;
}

/** A floor this near to zero is a minimum at zero that was found by rounding arithmetic. */
const ZERO_FLOOR = 1e-9;

/** What is written over a film, frame by frame. */
export class FilmOverlay implements Overlay {
  readonly #parts: FilmOverlayParts;
  readonly #regions = new Map<Layout, Regions>();
  readonly #chart = new Chart();
  readonly #texts: Texts;

  constructor(parts: FilmOverlayParts) {
    this.#parts = parts;
    this.#texts = new Texts(parts.film, parts.formulas);
  }

  insets({ layout }: Moment): Insets {
    const { width, height } = this.#parts.film;
    const { stage } = this.#regionsOf(layout);
    if (stage === undefined) return { top: 0, right: 0, bottom: 0, left: 0 };
    return { top: stage.top, right: width - rightOf(stage), bottom: height - bottomOf(stage), left: stage.left };
  }

  paint(context: OffscreenCanvasRenderingContext2D, scene: OverlayScene): void {
    const { film, tracks, surfaceFormula, storyboard } = this.#parts;
    const { moment } = scene;
    const { overlays } = storyboard.recording;
    const regions = this.#regionsOf(moment.layout);
    const brush: Brush = { context, ink: INKS[moment.theme], unit: unitOf(film) };
    context.save();
    context.textRendering = "geometricPrecision";
    if (overlays.labels && regions.stage !== undefined) {
      const taken = [regions.legend, regions.chart, regions.readOuts, regions.surface, regions.steps, regions.map];
      paintMinima(
        brush,
        scene,
        regions.stage,
        taken.filter((box) => box !== undefined),
      );
    }
    const formula = surfaceFormula[moment.theme];
    if (regions.surface !== undefined && formula !== undefined)
      paintSurface(brush, regions.surface, surfaceOf(scene.current.surface).label, formula);
    this.#paintCrowds(brush, regions, scene);
    if (regions.readOuts !== undefined) paintReadOuts(brush, regions.readOuts, tracks, moment.numbers);
    if (regions.steps !== undefined) paintCounter(brush, regions.steps, moment.step);
    this.#texts.paint(brush, regions, moment);
    context.restore();
  }

  /** Legend and chart: what the statistics say. */
  #paintCrowds(
    brush: Brush,
    { legend, chart }: Regions,
    { current, rows, criticalPoints, moment }: OverlayScene,
  ): void {
    const colors = ensembleColors(current.ensembles, moment.theme);
    const hasMinima = criticalPoints.some(({ kind }) => kind === "minimum");
    if (legend !== undefined) {
      const last = rows.at(-1);
      const lines = current.ensembles.map((ensemble, index) => {
        const statistics = last?.[index];
        return {
          label: ensembleLabel(ensemble),
          color: colors[index] ?? "",
          count: statistics === undefined ? 0 : counted(statistics, hasMinima),
          total: statistics?.total ?? 0,
        };
      });
      paintLegend(brush, legend, lines, hasMinima ? "Arrived at a minimum" : "At rest");
    }
    if (chart !== undefined) {
      const steps = Math.max(1, this.#parts.lastStep);
      const heading = this.#isAboveFloor(current, criticalPoints)
        ? "Loss above the lowest minimum"
        : "Loss, median and quartiles";
      this.#chart.paint(brush, chart, { rows, step: moment.step, steps, colors, heading });
    }
  }

  /** Whether losses are those above a lowest minimum that is not 0. */
  #isAboveFloor(current: OverlayScene["current"], criticalPoints: OverlayScene["criticalPoints"]): boolean {
    const evaluator = surfaceOf(current.surface).evaluator(current.surface.parameters, "f64");
    const losses = criticalPoints.filter(({ kind }) => kind === "minimum").map(({ x, y }) => evaluator.loss(x, y));
    return losses.length > 0 && Math.abs(Math.min(...losses)) > ZERO_FLOOR;
  }

  #regionsOf(layout: Layout): Regions {
    const { contents, film } = this.#parts;
    const known = this.#regions.get(layout) ?? regionsOf(contents, film, layout);
    this.#regions.set(layout, known);
    return known;
  }
}
