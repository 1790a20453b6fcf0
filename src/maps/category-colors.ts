import { fromOklab, linearFromHex, toOklab } from "../math/oklab.ts";
import { hexOf } from "./hex-color.ts";
import type { MapCategory } from "./map.ts";

type Color = MapCategory["color"];

/**
 * Twelve colours for either ground that stay apart for colour-blind eyes: in OKLab no two are nearer than .11, and .078
 * as deutan and protan, .069 as tritan eyes see them (matrices of G. M. Machado et al. 2009).
 */
const MINIMA: readonly Color[] = [
  { night: "#586efb", paper: "#145cb0" },
  { night: "#aff03c", paper: "#2fc183" },
  { night: "#e287f7", paper: "#97497a" },
  { night: "#ac6f4f", paper: "#a98649" },
  { night: "#81d1b3", paper: "#341f97" },
  { night: "#f37984", paper: "#a8ad22" },
  { night: "#cec23a", paper: "#ca7ff5" },
  { night: "#937ccc", paper: "#30521d" },
  { night: "#f9c3f6", paper: "#586efb" },
  { night: "#d6358d", paper: "#682b68" },
  { night: "#46fbae", paper: "#8770bf" },
  { night: "#ae9733", paper: "#6a6e2b" },
];

/** What is no minimum has no hue, but for what diverged. */
export const SADDLE: Color = { night: "#f2f4f8", paper: "#05070c" };
export const UNLISTED: Color = { night: "#9fa8b8", paper: "#8b93a1" };
export const UNDER_WAY: Color = { night: "#444c5d", paper: "#d9d8d6" };
export const DIVERGED: Color = { night: "#640d22", paper: "#5c0d1e" };

/** The lightness that each further round of the twelve is moved by, in OKLab: away from white. */
const ROUNDS = { night: [0, -0.16, -0.3], paper: [0, 0.13, -0.15] } as const;

function lighter(hex: string, by: number): string {
  const [lightness, a, b] = toOklab(linearFromHex(hex));
  return hexOf(fromOklab([Math.min(0.97, Math.max(0.2, lightness + by)), a, b]));
}

/** The colour of a minimum by its index: beyond twelve, and again beyond 24, the same hues in another lightness. */
export function minimumColor(index: number): Color {
  const color = MINIMA[index % MINIMA.length] ?? UNLISTED;
  const round = Math.floor(index / MINIMA.length) % ROUNDS.night.length;
  if (round === 0) return color;
  return {
    night: lighter(color.night, ROUNDS.night[round] ?? 0),
    paper: lighter(color.paper, ROUNDS.paper[round] ?? 0),
  };
}
