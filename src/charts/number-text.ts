/** A number as people write it: 16,384 · 0.001 · 1e-8. At most five significant digits where it is no integer. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return formatInteger(value);
  if (size < 1e-4 || size >= 1e6) return shortest(value.toExponential(4));
  return shortest(value.toPrecision(5));
}

/** An integer with its thousands set off. */
export function formatInteger(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A share, 0 … 1, in per cent: 100 and 0 only where all or none are meant. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "0 %";
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 1) return "< 1 %";
  if (part < whole && percent > 99) return "> 99 %";
  return `${Math.round(percent)} %`;
}

/**
 * The number that a text names, or undefined. Thousands may be set off by commas, spaces or underscores; the minus
 * may be typeset.
 */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replaceAll("−", "-")
    .replaceAll(/(?<=\d)[,\s_](?=\d{3}(?!\d))/g, "");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function shortest(text: string): string {
  const [mantissa = "", exponent] = text.split("e");
  const trimmed = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return exponent === undefined ? trimmed : `${trimmed}e${exponent.replace("+", "")}`;
}
