const LETTERS: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  vartheta: "ϑ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Sigma: "Σ",
  Phi: "Φ",
  Omega: "Ω",
  ell: "ℓ",
  infty: "∞",
};

const SUBSCRIPTS: Readonly<Record<string, string>> = {
  "0": "₀",
  "1": "₁",
  "2": "₂",
  "3": "₃",
  "4": "₄",
  "5": "₅",
  "6": "₆",
  "7": "₇",
  "8": "₈",
  "9": "₉",
  "+": "₊",
  "-": "₋",
};

/** A symbol, in parts that plain text can show: the letter, and what hangs below and above it. */
export interface SymbolText {
  readonly base: string;
  readonly below: string;
  readonly above: string;
}

/**
 * A short TeX symbol such as `\beta_1` or `\eta_{\max}` in plain letters. Enough for a row's label; whole formulas
 * are typeset.
 */
export function symbolText(tex: string): SymbolText {
  const script = (mark: string) => new RegExp(`\\${mark}(?:\\{([^{}]*)\\}|(\\\\[a-zA-Z]+|.))`);
  const unwrapped = tex.replace(/\\(?:mathrm|text|mathit|operatorname|mathbf)\s*\{([^{}]*)\}/g, "$1");
  const below = script("_").exec(unwrapped);
  const above = script("^").exec(unwrapped);
  const base = unwrapped.replace(below?.[0] ?? "", "").replace(above?.[0] ?? "", "");
  return {
    base: letters(base),
    below: letters(below?.[1] ?? below?.[2] ?? ""),
    above: letters(above?.[1] ?? above?.[2] ?? ""),
  };
}

/** The symbol on one line: digits hang below as far as Unicode has them. */
export function symbolLine(tex: string): string {
  const { base, below, above } = symbolText(tex);
  const hung = [...below].every((letter) => letter in SUBSCRIPTS)
    ? [...below].map((letter) => SUBSCRIPTS[letter] ?? letter).join("")
    : `_${below}`;
  return `${base}${below === "" ? "" : hung}${above}`;
}

function letters(tex: string): string {
  return tex
    .replace(/\\([a-zA-Z]+)/g, (_whole, name: string) => LETTERS[name] ?? name)
    .replaceAll(/[{}\\]/g, "")
    .trim();
}
