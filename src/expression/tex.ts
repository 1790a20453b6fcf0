import type { Condition, Syntax } from "./syntax.ts";

/** How tightly a piece of TeX holds together; a looser piece inside a tighter place gets parentheses. */
const SUM = 1;
const NEGATION = 2;
const PRODUCT = 3;
const POWER = 4;
const ATOM = 5;

interface Piece {
  readonly tex: string;
  readonly tightness: number;
}

const GREEK: ReadonlySet<string> = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

const NAMED_FUNCTIONS: Readonly<Record<string, string>> = {
  log: "\\log",
  sin: "\\sin",
  cos: "\\cos",
  tan: "\\tan",
  tanh: "\\tanh",
  sinh: "\\sinh",
  cosh: "\\cosh",
  atan: "\\arctan",
  sign: "\\operatorname{sign}",
  min: "\\min",
  max: "\\max",
};

const COMPARISONS: Readonly<Record<string, string>> = {
  "<": "<",
  "<=": "\\le",
  ">": ">",
  ">=": "\\ge",
  "==": "=",
  "!=": "\\ne",
};

/** A formula as TeX, as a person would set it: fractions, roots, powers, juxtaposed factors. */
export function writeTex(syntax: Syntax): string {
  return piece(syntax).tex;
}

/** A name as TeX: Greek letters by name, trailing digits and what follows an underscore as an index. */
export function nameTex(name: string): string {
  const match = /^([A-Za-z]+?)_?(\d+)$/.exec(name) ?? /^([A-Za-z]+)_(\w+)$/.exec(name);
  const [stem, index] = match === null ? [name, undefined] : [match[1] ?? name, match[2]];
  const plain = stem.replaceAll("_", "\\_");
  const letter = GREEK.has(stem) ? `\\${stem}` : stem.length === 1 ? stem : `\\mathrm{${plain}}`;
  if (index === undefined) return letter;
  const label = /^(\d+|[A-Za-z])$/.test(index) ? index : `\\mathrm{${index.replaceAll("_", "\\_")}}`;
  return `${letter}_{${label}}`;
}

function piece(syntax: Syntax): Piece {
  switch (syntax.kind) {
    case "number":
      return number(syntax.value);
    case "constant":
      return { tex: syntax.name === "pi" ? "\\pi" : "e", tightness: ATOM };
    case "variable":
      return { tex: syntax.name, tightness: ATOM };
    case "parameter":
      return { tex: nameTex(syntax.name), tightness: ATOM };
    case "negate":
      return { tex: `-${within(piece(syntax.operand), PRODUCT)}`, tightness: NEGATION };
    case "call":
      return call(syntax.name, syntax.operands);
    case "if":
      return cases(syntax);
    case "arithmetic":
      return arithmetic(syntax);
  }
}

function arithmetic(syntax: Syntax & { readonly kind: "arithmetic" }): Piece {
  if (syntax.operator === "^") return power(syntax.left, syntax.right);
  const left = piece(syntax.left);
  const right = piece(syntax.right);
  switch (syntax.operator) {
    case "+":
      return { tex: `${left.tex} + ${withinSum(right)}`, tightness: SUM };
    case "-":
      return { tex: `${left.tex} - ${within(right, PRODUCT)}`, tightness: SUM };
    case "*":
      return product(left, right);
    case "/":
      return { tex: `\\frac{${left.tex}}{${right.tex}}`, tightness: POWER };
  }
}

function withinSum(right: Piece): string {
  return right.tex.startsWith("-") ? parenthesized(right.tex) : right.tex;
}

function product(left: Piece, right: Piece): Piece {
  // A leading sign needs no parentheses: −20 e^… reads the same either way.
  const first = within(left, NEGATION);
  const second = within(right, PRODUCT);
  // Two numbers side by side would read as one.
  const separator = /^[\d.]/.test(second) ? " \\cdot " : /[A-Za-z]$/.test(first) || /^\\/.test(second) ? " " : "";
  return { tex: `${first}${separator}${second}`, tightness: left.tightness === NEGATION ? NEGATION : PRODUCT };
}

function power(base: Syntax, exponent: Syntax): Piece {
  const raised = piece(exponent).tex;
  const name = base.kind === "call" ? NAMED_FUNCTIONS[base.name] : undefined;
  // sin² x rather than (sin x)²; a negative exponent there would read as the inverse function.
  if (base.kind === "call" && name !== undefined && exponent.kind === "number" && base.operands.length === 1) {
    return { tex: `${name}^{${raised}}${listed(base.operands)}`, tightness: POWER };
  }
  return { tex: `${within(piece(base), ATOM)}^{${raised}}`, tightness: POWER };
}

function call(name: string, operands: readonly Syntax[]): Piece {
  const [first, second] = operands;
  if (first === undefined) return { tex: "", tightness: ATOM };
  if (name === "pow" && second !== undefined) return power(first, second);
  if (name === "sqrt") return { tex: `\\sqrt{${piece(first).tex}}`, tightness: ATOM };
  if (name === "abs") return { tex: `\\left|${piece(first).tex}\\right|`, tightness: ATOM };
  if (name === "exp") return { tex: `e^{${piece(first).tex}}`, tightness: POWER };
  return { tex: `${NAMED_FUNCTIONS[name] ?? name}${listed(operands)}`, tightness: POWER };
}

function listed(operands: readonly Syntax[]): string {
  return parenthesized(operands.map((operand) => piece(operand).tex).join(", "));
}

function cases(syntax: Syntax & { readonly kind: "if" }): Piece {
  const rows: string[] = [];
  let rest: Syntax = syntax;
  while (rest.kind === "if") {
    rows.push(`${piece(rest.whenTrue).tex} & \\text{if } ${condition(rest.condition, false)}`);
    rest = rest.whenFalse;
  }
  rows.push(`${piece(rest).tex} & \\text{otherwise}`);
  return { tex: `\\begin{cases}${rows.join(" \\\\ ")}\\end{cases}`, tightness: SUM };
}

function condition(asked: Condition, isInner: boolean): string {
  if (asked.kind === "comparison") {
    return `${piece(asked.left).tex} ${COMPARISONS[asked.operator]} ${piece(asked.right).tex}`;
  }
  if (asked.kind === "not") return `\\lnot ${parenthesized(condition(asked.operand, false))}`;
  const joined = `${condition(asked.left, true)} ${asked.kind === "and" ? "\\land" : "\\lor"} ${condition(asked.right, true)}`;
  return isInner ? parenthesized(joined) : joined;
}

function number(value: number): Piece {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return { tex: digits, tightness: ATOM };
  const ten = `10^{${Number(exponent)}}`;
  return digits === "1" ? { tex: ten, tightness: POWER } : { tex: `${digits} \\cdot ${ten}`, tightness: PRODUCT };
}

function within(inner: Piece, tightness: number): string {
  return inner.tightness < tightness ? parenthesized(inner.tex) : inner.tex;
}

function parenthesized(tex: string): string {
  return `\\left(${tex}\\right)`;
}
