/** A part of a file that is written as it comes: text in UTF-8, or bytes. */
export type Piece = string | Uint8Array<ArrayBuffer>;
