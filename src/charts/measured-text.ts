/** A measured number in two significant digits, short and typographic: 3.1e−5 · 0.042 · 310 · 1.3e4 · ∞; a dash for NaN. */
export function formatMeasured(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (value === Number.POSITIVE_INFINITY) return "∞";
  if (value === Number.NEGATIVE_INFINITY) return "−∞";
  if (value === 0) return "0";
  // Rounded first: 0.0099999 is written as 0.010.
  const rounded = Number(value.toPrecision(2));
  const size = Math.abs(rounded);
  const text = size >= 1e-2 && size < 1e3 ? plain(rounded) : rounded.toExponential(1).replace("+", "");
  return text.replaceAll("-", "−");
}

function plain(value: number): string {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(digits);
}

/** A mean count of evaluations: whole while it is, else with one decimal. */
export function formatEvaluations(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(1);
  return text.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}

/** Thirty-two bits as eight hexadecimal digits. */
export function formatFingerprint(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
