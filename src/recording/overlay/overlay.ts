import { ensembleLabel } from "../../charts/ensemble-look.ts";
import type { FilmText } from "../../experiment/recording.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { trajectoryCount } from "../../experiment/trajectory-count.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import { boxBetween, type Size } from "./box.ts";
import { COVER_FORMULA, coverRoom } from "./cover-card.ts";
import { FilmOverlay } from "./film-overlay.ts";
import { CARD_FORMULA, cardSize, formulaRoom } from "./formula-card.ts";
import { formulaPicture, textFormulas } from "./formula-pictures.ts";
import { INKS } from "./ink.ts";
import { legendSize } from "./legend.ts";
import { loadLetters } from "./letters.ts";
import type { Overlay } from "./overlay-scene.ts";
import { contextOf } from "./picture.ts";
import { readOutsSize } from "./read-outs.ts";
import { regionsOf } from "./regions.ts";
import { counterSize } from "./step-counter.ts";
import { SURFACE_FORMULA, surfaceSize } from "./surface-card.ts";
import { namedTracks } from "./tracked-numbers.ts";
import { unitOf } from "./unit.ts";

export type { Insets, Overlay, OverlayScene, Project } from "./overlay-scene.ts";

/** A surface's formula is no wider than this in units, nor higher. */
const SURFACE_ROOM: Size = { width: 250, height: 40 };

/**
 * Loads letters, typesets formulas.
 * @param width and height of the film in pixels
 * @throws ExperimentError, one line, where a formula cannot be typeset: it names the text's place in the recording.
 */
export async function createOverlay(storyboard: Storyboard, width: number, height: number): Promise<Overlay> {
  const { recording, experiment } = storyboard;
  const { overlays, texts } = recording;
  const film: Size = { width, height };
  const unit = unitOf(film);
  const surface = surfaceOf(experiment.surface);
  const tracks = overlays.parameters ? namedTracks(experiment, recording.parameters) : [];
  const themes = new Set([recording.theme, ...recording.switches.flatMap(({ theme }) => theme ?? [])]);
  const layouts = new Set([recording.layout, ...recording.switches.flatMap(({ layout }) => layout ?? [])]);
  const lastStep = storyboard.moment(storyboard.frames - 1).step;
  await loadLetters(
    JSON.stringify([texts, experiment.ensembles.map(ensembleLabel), surface.label, tracks.map(({ label }) => label)]),
  );
  const context = contextOf(1, 1);
  const most = { width: SURFACE_ROOM.width * unit, height: SURFACE_ROOM.height * unit };
  const surfaceFormula = overlays.surface
    ? await formulaPicture(`f(x, y) = ${surface.tex}`, themes, SURFACE_FORMULA * unit, most)
    : {};
  const written = Object.values(surfaceFormula)[0];
  const crowds = experiment.ensembles.map((_, index) => trajectoryCount(experiment, index));
  const withoutCards = {
    chart: overlays.chart,
    captions: texts.some(({ kind }) => kind === "caption"),
    ...(written === undefined ? {} : { surface: surfaceSize(context, surface.label, written, unit) }),
    ...(overlays.legend ? { legend: legendSize(context, experiment, Math.max(...crowds), unit) } : {}),
    ...(overlays.steps ? { steps: counterSize(context, lastStep, unit) } : {}),
    ...(tracks.length > 0 ? { readOuts: readOutsSize(context, tracks, unit) } : {}),
  };
  // A card's formula fits its place in every layout that the film has.
  const places = [...layouts].map((layout) => regionsOf(withoutCards, film, layout));
  const leastBox = (side: FilmText["place"]) => {
    const boxes = places.map((regions) => regions[side]);
    return boxBetween(0, 0, Math.min(...boxes.map((box) => box.width)), Math.min(...boxes.map((box) => box.height)));
  };
  const formulas = await textFormulas(texts, themes, ({ kind, place }) =>
    kind === "formula"
      ? { size: CARD_FORMULA * unit, most: formulaRoom(leastBox(place), unit) }
      : { size: COVER_FORMULA * unit, most: coverRoom(film) },
  );
  const largestCard = (side: FilmText["place"]): Size | undefined => {
    const brush = { context, unit, ink: INKS[recording.theme] };
    const sizes = texts
      .filter(({ kind, place }) => kind === "formula" && place === side)
      .map((text) => cardSize(brush, leastBox(side).width, text, Object.values(formulas.get(text) ?? {})[0]));
    if (sizes.length === 0) return undefined;
    return {
      width: Math.max(...sizes.map((size) => size.width)),
      height: Math.max(...sizes.map((size) => size.height)),
    };
  };
  const [left, right] = [largestCard("left"), largestCard("right")];
  const contents = {
    ...withoutCards,
    ...(left === undefined ? {} : { left }),
    ...(right === undefined ? {} : { right }),
  };
  return new FilmOverlay({ storyboard, film, contents, tracks, formulas, surfaceFormula, lastStep });
}
