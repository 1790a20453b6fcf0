/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** |z|. */
export function modulus(z: Complex): number {
  return Math.hypot(z.re, z.im);
}

/**
 * The roots of σ² − trace·σ + determinant, the larger in modulus first (of a complex pair, the upper one first). Real
 * roots are found without cancellation: the larger from the sum, the smaller from the product.
 */
export function quadraticRoots(trace: number, determinant: number): readonly [Complex, Complex] {
  const discriminant = trace * trace - 4 * determinant;
  if (discriminant < 0) {
    const im = Math.sqrt(-discriminant) / 2;
    return [
      { re: trace / 2, im },
      { re: trace / 2, im: -im },
    ];
  }
  const larger = (trace + (trace < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return [
    { re: larger, im: 0 },
    { re: larger === 0 ? 0 : determinant / larger, im: 0 },
  ];
}

/** The largest modulus of the roots of σ² − trace·σ + determinant; √determinant exactly where they are complex. */
export function spectralRadius(trace: number, determinant: number): number {
  const discriminant = trace * trace - 4 * determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}
