/** Light on night blue, or ink on paper. */
export type Theme = "night" | "paper";

/** What a theme gives to the drawing; colours are #rrggbb. */
export interface ThemeColors {
  /** Behind the relief; `glow` is what it lightens or darkens to behind the relief's middle. */
  readonly ground: string;
  readonly glow: string;
  /** The relief from the lowest to the highest drawn height. */
  readonly relief: readonly string[];
  readonly contour: string;
  readonly contourStrength: number;
  /** Factors of the relief's colour in the shade and in full light. */
  readonly shadow: number;
  readonly sunlight: number;
  /** Share of the relief that is left at its rim; the rest is ground. */
  readonly rim: number;
  /** Minima, saddles and maxima. */
  readonly marker: string;
  /** How much of the marker's colour a probe's line has, so that it stands out from the crowd of its own colour. */
  readonly probe: number;
  /** 1: trails are ink that covers the paper; 0: they are light. */
  readonly ink: number;
}

export const THEMES: Readonly<Record<Theme, ThemeColors>> = {
  night: {
    ground: "#070a12",
    glow: "#0b1120",
    relief: ["#091022", "#0e1a33", "#152849", "#203961", "#324674", "#474f80"],
    contour: "#a9c1ee",
    contourStrength: 0.24,
    shadow: 0.3,
    sunlight: 1.25,
    rim: 0.45,
    marker: "#f2f6ff",
    probe: 0.2,
    ink: 0,
  },
  paper: {
    ground: "#f8f6f2",
    glow: "#fdfcfa",
    relief: ["#a9bad6", "#b7c5dd", "#c6d1e3", "#d4dbe8", "#e0e3ea", "#e9e7e6"],
    contour: "#3f5273",
    contourStrength: 0.4,
    shadow: 0.62,
    sunlight: 1.06,
    rim: 0.7,
    marker: "#1b2233",
    probe: 0.15,
    ink: 1,
  },
};
