import { bottomOf, fitted, type Size } from "./box.ts";
import type { Contents } from "./contents.ts";
import type { Regions } from "./regions.ts";

/** A legend may be pressed together this far, down and across; … */
const [LEGEND, ACROSS] = [0.72, 0.85];
/** … and the numbers that change, in all. */
const PRESSED = 0.6;
/** The narrowest chart, in units. */
const CHART = 190;
/** Of the film's shorter side: a map with less than that is not seen, nor is a landscape. */
const [MAP, STAGE] = [0.38, 0.22];

/** Whether everything has the room that it needs. */
export function fits(contents: Contents, regions: Regions, film: Size, unit: number): boolean {
  const { legend, left, right } = contents;
  const least = Math.min(film.width, film.height);
  const card = (size: Size | undefined, box: Size) =>
    size === undefined || (box.width > 0 && fitted(size, box.width).height <= box.height + 0.5);
  const columns = regions.legend?.columns ?? 1;
  const wanted = legend === undefined ? 0 : legend.heading + Math.ceil(legend.rows / columns) * legend.row;
  const { map, stage, readOuts, chart } = regions;
  return (
    card(left, regions.left) &&
    card(right, regions.right) &&
    (readOuts === undefined || bottomOf(readOuts) <= bottomOf(regions.right) + 0.5) &&
    (readOuts === undefined || readOuts.height >= PRESSED * (contents.readOuts?.height ?? 0)) &&
    (regions.legend === undefined || regions.legend.height >= LEGEND * wanted) &&
    (regions.legend === undefined || regions.legend.width >= ACROSS * columns * (legend?.width ?? 0)) &&
    (chart === undefined || chart.width >= CHART * unit) &&
    (map === undefined || Math.min(map.width, map.height) >= MAP * least) &&
    (stage === undefined || Math.min(stage.width, stage.height) >= STAGE * least)
  );
}
