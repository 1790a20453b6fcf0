import type { Layout } from "../../experiment/recording.ts";
import { type BesideLandscape, besideLandscape } from "./beside-landscape.ts";
import { besideMap } from "./beside-map.ts";
import { type Box, boxBetween, rightOf, type Size } from "./box.ts";
import type { Contents } from "./contents.ts";

/** Where everything is; formula cards stand at the feet of `left` and `right`, captions at the foot of theirs. */
export interface Regions extends Partial<BesideLandscape> {
  readonly left: Box;
  readonly right: Box;
  readonly caption: Box;
  readonly steps?: Box | undefined;
  /** The map with its title, axes and colours. */
  readonly map?: Box;
}

/** In units. */
const MARGIN = 20;
const GAP = 10;
/** In a film that is wider than this, a caption and the counter share a line. */
const WIDE = 1.25;
/** Of a wide film, for a caption. */
const CAPTION = 0.72;

/** Lays out a film: a function of what there is to show and of the size alone, so that nothing moves while it plays. */
export function regionsOf(contents: Contents, film: Size, unit: number, layout: Layout): Regions {
  const [margin, gap] = [MARGIN * unit, GAP * unit];
  const { steps, captions } = contents;
  const isWide = film.width >= WIDE * film.height;
  const floor = film.height - margin;
  const counter = steps && { ...steps, left: film.width - margin - steps.width, top: floor - steps.height };
  const beside = isWide && steps !== undefined ? steps.width + gap : 0;
  const width = Math.min(film.width - 2 * (margin + beside), (isWide ? CAPTION : 1) * film.width);
  const foot = isWide || counter === undefined ? floor : counter.top - gap / 2;
  const height = captions(width);
  const caption: Box = { left: (film.width - width) / 2, top: foot - height, width, height };
  const lowest = Math.min(counter?.top ?? floor, caption.top);
  const bottom = lowest === floor ? floor : lowest - gap;
  const free = boxBetween(margin, margin, film.width - margin, bottom);
  const picture = boxBetween(0, 0, film.width, lowest === floor ? film.height : lowest);
  const common = { caption, steps: counter };
  if (layout === "map") return { ...common, ...besideMap(contents, free, isWide, unit) };
  if (layout === "landscape") return { ...common, ...besideLandscape(contents, picture, free, unit) };
  const { map, stage, room } = halves(picture, free, isWide, gap);
  return { ...common, ...besideLandscape(contents, stage, room, unit), map };
}

/** The map's half of a film, and the landscape's, as it is drawn and as it may be written over. */
function halves(picture: Box, free: Box, isAcross: boolean, gap: number) {
  const [right, bottom] = [rightOf(free), free.top + free.height];
  if (isAcross) {
    const middle = picture.width / 2;
    return {
      map: boxBetween(free.left, free.top, middle - gap, bottom),
      stage: boxBetween(middle, 0, picture.width, picture.height),
      room: boxBetween(middle + gap, free.top, right, bottom),
    };
  }
  const middle = picture.height / 2;
  return {
    map: boxBetween(free.left, free.top, right, middle - gap),
    stage: boxBetween(0, middle, picture.width, picture.height),
    room: boxBetween(free.left, middle + gap, right, bottom),
  };
}
