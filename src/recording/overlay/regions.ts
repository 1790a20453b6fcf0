import type { Layout } from "../../experiment/recording.ts";
import { type BesideLandscape, besideLandscape } from "./beside-landscape.ts";
import { besideMap } from "./beside-map.ts";
import { type Box, rightOf, type Size } from "./box.ts";
import type { Contents } from "./contents.ts";
import { unitOf } from "./unit.ts";

/** Where everything is; formula cards stand at the feet of `left` and `right`, captions at the foot of theirs. */
export interface Regions extends Partial<BesideLandscape> {
  readonly left: Box;
  readonly right: Box;
  readonly caption: Box;
  readonly steps?: Box;
  /** The map with its title, axes and colours. */
  readonly map?: Box;
}

/** In units. */
const MARGIN = 20;
const GAP = 10;
/** Two lines; a third one, which is rare, reaches over what is above it. */
const CAPTION = { kept: 58, height: 104 } as const;
/** In a film that is wider than this, a caption and the counter share a line. */
const WIDE = 1.25;

/** Lays out a film: a function of what there is to show and of the size alone, so that nothing moves while it plays. */
export function regionsOf(contents: Contents, film: Size, layout: Layout): Regions {
  const unit = unitOf(film);
  const [margin, gap] = [MARGIN * unit, GAP * unit];
  const { steps, captions } = contents;
  const isWide = film.width >= WIDE * film.height;
  const floor = film.height - margin;
  const counter: Box | undefined = steps && {
    ...steps,
    left: film.width - margin - steps.width,
    top: floor - steps.height,
  };
  const beside = isWide && steps !== undefined ? steps.width + gap : 0;
  const width = Math.min(film.width - 2 * (margin + beside), (isWide ? 0.72 : 1) * film.width);
  const foot = isWide || counter === undefined ? floor : counter.top - gap / 2;
  const height = CAPTION.height * unit;
  const caption: Box = { left: (film.width - width) / 2, top: foot - height, width, height };
  const lowest = Math.min(counter?.top ?? floor, captions ? foot - CAPTION.kept * unit : floor);
  const bottom = lowest === floor ? floor : lowest - gap;
  const free: Box = { left: margin, top: margin, width: film.width - 2 * margin, height: bottom - margin };
  const picture: Box = { left: 0, top: 0, width: film.width, height: lowest };
  const common = { caption, ...(counter === undefined ? {} : { steps: counter }) };
  if (layout === "map") return { ...common, ...besideMap(contents, free, isWide, unit) };
  if (layout === "landscape") return { ...common, ...besideLandscape(contents, picture, free, unit) };
  const { map, stage, room } = halves(picture, free, isWide || film.width > film.height, gap);
  return { ...common, ...besideLandscape(contents, stage, room, unit), map };
}

/** The map's half of a film, and the landscape's, as it is drawn and as it may be written over. */
function halves(picture: Box, free: Box, isAcross: boolean, gap: number) {
  if (isAcross) {
    const middle = picture.width / 2;
    return {
      map: { ...free, width: middle - gap - free.left },
      stage: { ...picture, left: middle, width: middle },
      room: { ...free, left: middle + gap, width: rightOf(free) - middle - gap },
    };
  }
  const middle = picture.height / 2;
  return {
    map: { ...free, height: middle - gap - free.top },
    stage: { ...picture, top: middle, height: middle },
    room: { ...free, top: middle + gap, height: free.top + free.height - middle - gap },
  };
}
