import { ensembleColors, ensembleLabel } from "../../charts/ensemble-look.ts";
import type { FilmText, Layout } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import type { Moment } from "../timeline/moment.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import { type Box, bottomOf, rightOf, type Size } from "./box.ts";
import type { Brush } from "./brush.ts";
import { Chart } from "./chart.ts";
import type { FormulaPicture } from "./formula-picture.ts";
import { INKS } from "./ink.ts";
import { counted, paintLegend } from "./legend.ts";
import type { MapFrame } from "./map-frame.ts";
import { paintMapGround } from "./map-ground.ts";
import { mapPanelFrame, paintMapPanel, paintSettings } from "./map-panel.ts";
import { paintMinima } from "./minima-labels.ts";
import type { Insets, Overlay, OverlayScene } from "./overlay-scene.ts";
import { type Picture, pictureOf, show } from "./picture.ts";
import { paintReadOuts } from "./read-outs.ts";
import type { Regions } from "./regions.ts";
import { paintCounter } from "./step-counter.ts";
import { paintSurface } from "./surface-card.ts";
import { Texts } from "./texts.ts";
import { type NamedTrack, shownTracks } from "./tracked-numbers.ts";

/** All that a film's overlay is made of, typeset and measured. */
export interface FilmOverlayParts {
  readonly storyboard: Storyboard;
  readonly film: Size;
  /** Pixels of the film. */
  readonly unit: number;
  /** Where everything is, of every layout that the film has. */
  readonly regions: ReadonlyMap<Layout, Regions>;
  readonly tracks: readonly NamedTrack[];
  readonly formulas: ReadonlyMap<FilmText, FormulaPicture>;
  readonly surfaceFormula: FormulaPicture;
}

/** A floor this near to zero is a minimum at zero that was found by rounding arithmetic. */
const ZERO_FLOOR = 1e-9;

/** What is written over a film, frame by frame. */
export class FilmOverlay implements Overlay {
  readonly #parts: FilmOverlayParts;
  readonly #lastStep: number;
  readonly #chart = new Chart();
  readonly #texts: Texts;
  /** The map that was painted last: it often stands still while the landscape does not. */
  #map?: {
    readonly map: MapPicture;
    readonly theme: Moment["theme"];
    readonly layout: Layout;
    readonly frame: MapFrame;
    readonly picture: Picture;
  };

  constructor(parts: FilmOverlayParts) {
    this.#parts = parts;
    this.#lastStep = Math.max(1, parts.storyboard.moment(parts.storyboard.frames - 1).step);
    this.#texts = new Texts(parts.film, parts.formulas);
  }

  insets({ layout }: Moment): Insets {
    const { width, height } = this.#parts.film;
    const { stage } = this.#regionsOf(layout);
    if (stage === undefined) return { top: 0, right: 0, bottom: 0, left: 0 };
    return { top: stage.top, right: width - rightOf(stage), bottom: height - bottomOf(stage), left: stage.left };
  }

  paint(context: OffscreenCanvasRenderingContext2D, scene: OverlayScene): void {
    const { tracks, surfaceFormula, storyboard, unit } = this.#parts;
    const { moment } = scene;
    const { overlays } = storyboard.recording;
    const regions = this.#regionsOf(moment.layout);
    const brush: Brush = { context, ink: INKS[moment.theme], unit };
    context.save();
    context.textRendering = "geometricPrecision";
    if (regions.map !== undefined) this.#paintMap(brush, regions, scene);
    if (overlays.labels && regions.picture !== undefined) {
      const { legend, chart, readOuts, surface, steps, map } = regions;
      const cards = this.#texts.placed(brush, regions, moment).map(({ picture }) => picture);
      const taken = [legend, chart, readOuts, surface, steps, map, ...cards];
      paintMinima(
        brush,
        scene,
        regions.picture,
        taken.filter((box) => box !== undefined),
      );
    }
    if (regions.surface !== undefined) {
      const name = surfaceOf(scene.current.surface).label;
      paintSurface(brush, regions.surface, name, surfaceFormula[moment.theme]);
    }
    this.#paintCrowds(brush, regions, scene);
    if (regions.readOuts !== undefined) {
      const shown = shownTracks(tracks, scene.current.map, moment.layout);
      paintReadOuts(brush, regions.readOuts, shown, moment.numbers);
    }
    if (regions.steps !== undefined) {
      // A map that is alone counts its own.
      const steps = moment.layout === "map" ? (scene.map?.choice.steps ?? 0) : moment.step;
      paintCounter(brush, regions.steps, steps);
    }
    this.#texts.paint(brush, regions, moment);
    context.restore();
  }

  /** The map on its own ground: all of the frame, or as far as the landscape begins. */
  #paintMap(brush: Brush, regions: Regions, { map, moment, current, criticalPoints }: OverlayScene): void {
    const { map: box, picture } = regions;
    paintMapGround(brush, this.#parts.film, picture);
    if (map === undefined || box === undefined) return;
    const known = this.#map;
    const isKnown = known?.map === map && known.theme === moment.theme && known.layout === moment.layout;
    const { frame, picture: shown } = isKnown ? known : this.#paintedMap(brush, box, map, moment.theme, criticalPoints);
    this.#map = { map, theme: moment.theme, layout: moment.layout, frame, picture: shown };
    show(brush.context, shown, 1);
    // The run's own settings, where the run is seen: the one thing over the map that moves with every step.
    if (moment.layout === "both") paintSettings(brush, frame, map, current, moment.theme);
  }

  #paintedMap(
    brush: Brush,
    box: Box,
    map: MapPicture,
    theme: Moment["theme"],
    criticalPoints: OverlayScene["criticalPoints"],
  ) {
    const frame = mapPanelFrame(brush, box, map, criticalPoints);
    const picture = pictureOf(box, (context) =>
      paintMapPanel({ ...brush, context }, frame, map, theme, criticalPoints),
    );
    return { frame, picture };
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
      const steps = this.#lastStep;
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
    const found = this.#parts.regions.get(layout);
    if (found === undefined) throw new Error(`The film has no frame with the layout "${layout}".`);
    return found;
  }
}
