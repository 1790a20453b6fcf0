/** A colour as linear sRGB components, 0 … 1 in gamut. */
export type LinearColor = readonly [number, number, number];

function decode(component: number): number {
  return component <= 0.04045 ? component / 12.92 : ((component + 0.055) / 1.055) ** 2.4;
}

/**
 * Reads `#rrggbb`.
 * @throws RangeError for anything else
 */
export function linearFromHex(hex: string): LinearColor {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (digits === null) throw new RangeError(`A colour is written #rrggbb, not ${JSON.stringify(hex)}.`);
  const component = (index: number): number => decode(Number.parseInt(digits[index] ?? "0", 16) / 255);
  return [component(1), component(2), component(3)];
}

/** Linear sRGB → OKLab (B. Ottosson, 2020): lightness, green–red, blue–yellow. */
export function toOklab([r, g, b]: LinearColor): LinearColor {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** OKLab → linear sRGB; components outside 0 … 1 are outside of the gamut. */
export function fromOklab([lightness, a, b]: LinearColor): LinearColor {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/**
 * A ramp through colours at equal distances, interpolated in OKLab.
 * @param count of the samples returned, from the first to the last colour
 */
export function oklabRamp(colors: readonly string[], count: number): LinearColor[] {
  const stops = colors.map((color) => toOklab(linearFromHex(color)));
  return Array.from({ length: count }, (_, i) => {
    const position = (i / (count - 1)) * (stops.length - 1);
    const index = Math.min(Math.floor(position), stops.length - 2);
    const share = position - index;
    const from = stops[index] ?? [0, 0, 0];
    const to = stops[index + 1] ?? from;
    const [r, g, b] = fromOklab([
      from[0] + share * (to[0] - from[0]),
      from[1] + share * (to[1] - from[1]),
      from[2] + share * (to[2] - from[2]),
    ]);
    return [Math.max(r, 0), Math.max(g, 0), Math.max(b, 0)];
  });
}
