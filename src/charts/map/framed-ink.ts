/** Of the letters of a framed map, in its units. */
export const LETTERS = 13;

/** Colours and letters as the page has them. */
export interface FrameInk {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  /** Of what lies on the cells, and of the halo that sets it off. */
  readonly over: string;
  readonly halo: string;
  readonly family: string;
  /** Of symbols. */
  readonly mathFamily: string;
}
