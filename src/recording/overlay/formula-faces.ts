/** A face of the mathematical letters. */
export interface FormulaFace {
  readonly family: string;
  readonly weight: 400 | 700;
  readonly style: "normal" | "italic";
  /** Gives the face as a data URI. */
  readonly load: () => Promise<{ readonly default: string }>;
}

/** Every face that formulas are set in; each is read when a formula needs it. */
export const FORMULA_FACES: readonly FormulaFace[] = [
  {
    family: "KaTeX_AMS",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_AMS-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Caligraphic",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Caligraphic",
    weight: 700,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Caligraphic-Bold.woff2?inline"),
  },
  {
    family: "KaTeX_Fraktur",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Fraktur-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Fraktur",
    weight: 700,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Fraktur-Bold.woff2?inline"),
  },
  {
    family: "KaTeX_Main",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Main-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Main",
    weight: 700,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Main-Bold.woff2?inline"),
  },
  {
    family: "KaTeX_Main",
    weight: 400,
    style: "italic",
    load: () => import("katex/dist/fonts/KaTeX_Main-Italic.woff2?inline"),
  },
  {
    family: "KaTeX_Main",
    weight: 700,
    style: "italic",
    load: () => import("katex/dist/fonts/KaTeX_Main-BoldItalic.woff2?inline"),
  },
  {
    family: "KaTeX_Math",
    weight: 400,
    style: "italic",
    load: () => import("katex/dist/fonts/KaTeX_Math-Italic.woff2?inline"),
  },
  {
    family: "KaTeX_Math",
    weight: 700,
    style: "italic",
    load: () => import("katex/dist/fonts/KaTeX_Math-BoldItalic.woff2?inline"),
  },
  {
    family: "KaTeX_SansSerif",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_SansSerif-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_SansSerif",
    weight: 700,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_SansSerif-Bold.woff2?inline"),
  },
  {
    family: "KaTeX_SansSerif",
    weight: 400,
    style: "italic",
    load: () => import("katex/dist/fonts/KaTeX_SansSerif-Italic.woff2?inline"),
  },
  {
    family: "KaTeX_Script",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Script-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Size1",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Size1-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Size2",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Size2-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Size3",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Size3-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Size4",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Size4-Regular.woff2?inline"),
  },
  {
    family: "KaTeX_Typewriter",
    weight: 400,
    style: "normal",
    load: () => import("katex/dist/fonts/KaTeX_Typewriter-Regular.woff2?inline"),
  },
];
