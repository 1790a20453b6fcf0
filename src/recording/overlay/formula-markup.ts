import { FORMULA_FACES, type FormulaFace } from "./formula-faces.ts";

/** A formula as a browser lays it out: XHTML, and the styles that it needs with their faces in them. */
export interface FormulaMarkup {
  readonly content: string;
  readonly style: string;
}

/** No rule of a formula is longer than this, in ems. */
const MOST_EMS = 60;

/**
 * Typesets TeX in display style.
 * @throws Error of the typesetter with what it does not understand.
 */
export async function formulaMarkup(tex: string): Promise<FormulaMarkup> {
  const [{ default: katex }, { default: styles }] = await Promise.all([
    import("katex"),
    import("katex/dist/katex.min.css?raw"),
  ]);
  const html = katex.renderToString(tex, {
    ...{ output: "html", displayMode: true, maxSize: MOST_EMS, strict: "ignore" },
    // Links, pictures and styles of their own would be set as an error message in red.
    trust({ command }) {
      throw new Error(`${command} has no place in a film`);
    },
  });
  const page = new DOMParser().parseFromString(html, "text/html");
  const rules = styles.replaceAll(/@font-face\s*\{[^}]*\}/g, "");
  const faces = await Promise.all(facesOf(page, rules).map(declared));
  return {
    content: new XMLSerializer().serializeToString(page.querySelector(".katex") ?? page.body),
    style: `${faces.join("")}${rules}`,
  };
}

/** The faces that some element of the page is set in: those that a rule names which matches any. */
function facesOf(page: Document, rules: string): readonly FormulaFace[] {
  const [families, weights, slants] = [new Set<string>(), new Set<number>([400]), new Set(["normal"])];
  for (const [, selectors = "", body = ""] of rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const family = /KaTeX_\w+/.exec(body)?.[0];
    const weight = /font-weight:\s*(?:700|bold)/.test(body);
    const slant = /font-style:\s*italic/.test(body);
    if ((family === undefined && !weight && !slant) || !matchesAny(page, selectors)) continue;
    if (family !== undefined) families.add(family);
    if (weight) weights.add(700);
    if (slant) slants.add("italic");
  }
  return FORMULA_FACES.filter(
    (face) => families.has(face.family) && weights.has(face.weight) && slants.has(face.style),
  );
}

function matchesAny(page: Document, selectors: string): boolean {
  try {
    return page.querySelector(selectors) !== null;
  } catch {
    // A selector such as @media is none.
    return false;
  }
}

async function declared({ family, weight, style, load }: FormulaFace): Promise<string> {
  const { default: source } = await load();
  return `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(${source})}`;
}
