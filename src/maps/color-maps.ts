import { interpolateMagma, interpolateViridis } from "d3-scale-chromatic";
import { fromOklab, type LinearColor, oklabRamp } from "../math/oklab.ts";
import { hexOf } from "./hex-color.ts";
import type { Ground, ValueScale } from "./map.ts";

/** Colours of a table: more than an eye tells apart, so that no scale shows steps. */
export const TABLE_SIZE = 1024;

/** What shows where nothing is known: the page's own ground. */
export const GROUND: Readonly<Record<Ground, string>> = { night: "#070a12", paper: "#f8f6f2" };

/** Library ramps begin or end in black, which on night's ground says "nothing known"; this much of them is left out. */
const MAGMA_DARKEST = 0.13;
const RAMP_STOPS = 65;

/** A ramp from its darkest to its lightest colour. */
function ramp(interpolate: (share: number) => string, darkest: number): readonly LinearColor[] {
  const stops = Array.from({ length: RAMP_STOPS }, (_, index) =>
    interpolate(darkest + (1 - darkest) * (index / (RAMP_STOPS - 1))),
  );
  return oklabRamp(stops.map(hexText), TABLE_SIZE);
}

/** #rrggbb of what the library writes, which is that or rgb(r, g, b). */
function hexText(color: string): string {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  if (parts === null) return color;
  return `#${parts
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, "0"))
    .join("")}`;
}

/** Hues of the two directions of a diverging scale in OKLab, in radians: blue below, orange above. */
const BELOW = (250 * Math.PI) / 180;
const ABOVE = (58 * Math.PI) / 180;
const LARGEST_CHROMA = 0.17;
/** Lightness at the centre and at both ends. */
const DIVERGING: Readonly<Record<Ground, readonly [centre: number, ends: number]>> = {
  night: [0.26, 0.84],
  paper: [0.9, 0.38],
};

const polar = (lightness: number, chroma: number, hue: number): LinearColor =>
  fromOklab([lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)]);

const isInGamut = (color: LinearColor): boolean => color.every((part) => part >= -1e-4 && part <= 1 + 1e-4);

/** The most chroma, of what is wanted, that both hues have at a lightness: so that neither side looks stronger. */
function commonChroma(lightness: number, wanted: number): number {
  let [least, most] = [0, wanted];
  for (let round = 0; round < 16; round++) {
    const middle = (least + most) / 2;
    const fits = isInGamut(polar(lightness, middle, BELOW)) && isInGamut(polar(lightness, middle, ABOVE));
    if (fits) least = middle;
    else most = middle;
  }
  return least;
}

/** Two hues of equal lightness and chroma on both sides of a neutral centre: dark at night, light on paper. */
function diverging(ground: Ground): readonly LinearColor[] {
  const [centre, ends] = DIVERGING[ground];
  return Array.from({ length: TABLE_SIZE }, (_, index) => {
    const place = (2 * index) / (TABLE_SIZE - 1) - 1;
    const distance = Math.abs(place);
    const lightness = centre + (ends - centre) * distance;
    // Colour sets in sooner than lightness, so that the sign is seen before the size.
    const chroma = commonChroma(lightness, LARGEST_CHROMA * Math.min(1, 2.5 * distance));
    return polar(lightness, chroma, place < 0 ? BELOW : ABOVE);
  });
}

function makeTable(scale: ValueScale, ground: Ground): readonly string[] {
  if (scale.kind === "diverging") return diverging(ground).map(hexOf);
  // Above zero is what converges there: that is blue, and what blows up is warm, here as everywhere.
  if (scale.kind === "ranked") return diverging(ground).map(hexOf).toReversed();
  // How well something goes is viridis, how much there is of something is magma.
  const isGoodness = scale.kind === "sequential" && scale.isReversed;
  const colors = isGoodness ? ramp(interpolateViridis, 0) : ramp(interpolateMagma, MAGMA_DARKEST);
  const isLightForMuch = !isGoodness === (ground === "night");
  return (isLightForMuch ? colors : colors.toReversed()).map(hexOf);
}

const made = new Map<string, readonly string[]>();

/**
 * The colours of a scale from its lowest to its highest value, #rrggbb, {@link TABLE_SIZE} of them. On paper, ink is
 * what light is at night: the ramps run the other way.
 */
export function colorTable(scale: ValueScale, ground: Ground): readonly string[] {
  const key = JSON.stringify([scale, ground]);
  const table = made.get(key) ?? makeTable(scale, ground);
  made.set(key, table);
  return table;
}

/** Shades of a category's colour: from itself towards the ground, {@link SHADES} of them. */
export const SHADES = 64;
/** How much of the ground the last shade holds: its hue must still be told from the others. */
const MOST_SHADE = 0.62;
const shaded = new Map<string, readonly string[]>();

/** The shades of a colour, from itself to the one nearest the ground, #rrggbb. */
export function shadesOf(hex: string, ground: Ground): readonly string[] {
  const key = `${hex} ${ground}`;
  const known = shaded.get(key);
  if (known !== undefined) return known;
  const all = oklabRamp([hex, GROUND[ground]], 1 + Math.round((SHADES - 1) / MOST_SHADE));
  const shades = all.slice(0, SHADES).map(hexOf);
  shaded.set(key, shades);
  return shades;
}
