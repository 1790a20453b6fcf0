/** Where a card lies, in any unit. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** Cards whose tops differ by less than this share a row. */
const SAME_ROW = 4;

/**
 * The card that an arrow key leads to from the one at `index`: left and right go through all cards in order, up and
 * down to the next row's card whose middle is nearest; Home and End to the first and the last. The same card where
 * there is none; undefined for other keys. Cards are in reading order.
 */
export function cardByKey(key: string, index: number, boxes: readonly Box[]): number | undefined {
  const last = boxes.length - 1;
  switch (key) {
    case "ArrowLeft":
      return Math.max(index - 1, 0);
    case "ArrowRight":
      return Math.min(index + 1, last);
    case "ArrowUp":
      return inRowBeside(index, boxes, -1);
    case "ArrowDown":
      return inRowBeside(index, boxes, 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

function inRowBeside(index: number, boxes: readonly Box[], direction: 1 | -1): number {
  const from = boxes[index];
  if (from === undefined) return index;
  const middle = from.left + from.width / 2;
  let row: number | undefined;
  let nearest = index;
  let least = Number.POSITIVE_INFINITY;
  for (let at = index + direction; at >= 0 && at < boxes.length; at += direction) {
    const box = boxes[at];
    if (box === undefined || Math.abs(box.top - from.top) < SAME_ROW) continue;
    row ??= box.top;
    if (Math.abs(box.top - row) >= SAME_ROW) break;
    const distance = Math.abs(box.left + box.width / 2 - middle);
    if (distance < least) {
      least = distance;
      nearest = at;
    }
  }
  return nearest;
}
