import type { Piece } from "../../../src/recording/data/piece.ts";

/** The file that pieces make. */
export async function bytesOf(pieces: AsyncIterable<Piece> | Iterable<Piece>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece));
  return Buffer.concat(parts);
}
