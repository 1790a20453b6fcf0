/** A point or a displacement in the plane of the two parameters. */
export interface Vector {
  x: number;
  y: number;
}

/** A symmetric 2×2 matrix, such as a Hessian. */
export interface SymmetricMatrix {
  xx: number;
  xy: number;
  yy: number;
}
