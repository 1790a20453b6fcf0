import type { Look } from "../timeline/moment.ts";

/** Colours of what is written over a film, as the page has them. */
export interface Ink {
  /** Under everything: what covers the picture where a card or a map is. */
  readonly ground: string;
  /** Under letters that lie on the landscape. */
  readonly panel: string;
  readonly hairline: string;
  /** Letters: what is read first, second, third. */
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly grid: string;
  /** The rest of a meter. */
  readonly rest: string;
  /** Around letters that have no panel. */
  readonly halo: string;
  /** Of lines on the cells of a map, and of what sets them off. */
  readonly over: string;
  readonly around: string;
}

/** The page's tokens, in both themes. */
export const INKS: Readonly<Record<Look["theme"], Ink>> = {
  night: {
    ground: "#070a12",
    panel: "rgb(10 14 25 / 66%)",
    hairline: "rgb(148 170 214 / 16%)",
    first: "#e8edf7",
    second: "#a3b0c9",
    third: "#8693ae",
    grid: "rgb(148 170 214 / 14%)",
    rest: "rgb(148 170 214 / 18%)",
    halo: "rgb(7 10 18 / 85%)",
    over: "#ffffff",
    around: "rgb(7 10 18 / 60%)",
  },
  paper: {
    ground: "#f8f6f2",
    panel: "rgb(253 252 249 / 74%)",
    hairline: "rgb(38 58 102 / 16%)",
    first: "#161c29",
    second: "#465167",
    third: "#5d687d",
    grid: "rgb(38 58 102 / 14%)",
    rest: "rgb(38 58 102 / 17%)",
    halo: "rgb(248 246 242 / 85%)",
    over: "#10151f",
    around: "rgb(255 255 255 / 65%)",
  },
};
