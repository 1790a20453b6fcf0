/** The faces that the letters of a film come from, in the order in which they are asked. */
export const letterFamily = '"Film Letters", "Film Symbols", sans-serif';
/** Those of symbols. */
export const italicFamily = '"Film Italic", Georgia, serif';

/** The page's own face, with numbers that are equally wide, so that what counts does not dance. */
const FEATURES = '"tnum", "cv11", "ss03"';

interface Face {
  readonly family: string;
  /** What of Unicode it is asked for; all when absent. */
  readonly range?: string;
  /** Finds a letter of it; loaded always when absent. */
  readonly letter?: RegExp;
  readonly load: () => Promise<{ readonly default: string }>;
}

const LATIN =
  "U+0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+304, U+308, U+329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";

const FACES: readonly Face[] = [
  {
    family: "Film Letters",
    range: LATIN,
    load: () => import("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline"),
  },
  {
    family: "Film Letters",
    range: "U+370-37D, U+384-38A, U+38C, U+38E-3A1, U+3A3-3FF",
    load: () => import("@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?inline"),
  },
  {
    family: "Film Letters",
    range:
      "U+100-2BA, U+2BD-2C5, U+2C7-2CC, U+2CE-2D7, U+2DD-2FF, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF",
    letter: /[\u0100-\u02ff\u1d00-\u1dbf\u1e00-\u1e9f\u1ef2-\u1eff\u20a0-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]/,
    load: () => import("@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline"),
  },
  {
    family: "Film Letters",
    range: "U+1EA0-1EF1, U+300-303, U+309, U+323",
    letter: /[\u1ea0-\u1ef1]/,
    load: () => import("@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?inline"),
  },
  {
    family: "Film Letters",
    range: "U+400-45F, U+490-491, U+4B0-4B1, U+2116",
    letter: /[\u0400-\u04ff\u2116]/,
    load: () => import("@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?inline"),
  },
  // Arrows and relations, which the letters lack.
  { family: "Film Symbols", load: () => import("katex/dist/fonts/KaTeX_Main-Regular.woff2?inline") },
  { family: "Film Italic", load: () => import("katex/dist/fonts/KaTeX_Math-Italic.woff2?inline") },
];

const loaded = new Map<Face, Promise<void>>();

async function load({ family, range, load: read }: Face): Promise<void> {
  const { default: source } = await read();
  const own = family === "Film Letters" ? { weight: "100 900", featureSettings: FEATURES } : {};
  const face = new FontFace(family, `url(${source})`, {
    ...own,
    ...(range === undefined ? {} : { unicodeRange: range }),
  });
  document.fonts.add(await face.load());
}

/**
 * Loads the faces of a film's letters, the same in the page and in a page without styles. Faces of other scripts come only
 * where the text has a letter of theirs.
 */
export async function loadLetters(text: string): Promise<void> {
  const wanted = FACES.filter(({ letter }) => letter === undefined || letter.test(text));
  await Promise.all(
    wanted.map((face) => {
      const known = loaded.get(face) ?? load(face);
      loaded.set(face, known);
      // One that did not come is asked for again with the next film.
      known.catch(() => loaded.delete(face));
      return known;
    }),
  );
}

/** The letters of a film as a canvas takes them. @param size in pixels. */
export function letters(size: number, weight = 400): string {
  return `${weight} ${size.toFixed(2)}px ${letterFamily}`;
}

/** The letters of symbols such as β. @param size in pixels. */
export function italics(size: number): string {
  return `${size.toFixed(2)}px ${italicFamily}`;
}
