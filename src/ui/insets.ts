import type { Insets } from "../view/framing.ts";

const MARGIN = 8;

/** How much of the window the open panels cover on each side, in CSS pixels; the landscape lies in what is left. */
export function freeInsets(): Insets {
  const insets = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const panel of document.querySelectorAll<HTMLElement>("[data-covers]")) {
    const box = panel.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    // A drawer that lies over the scene for a moment leaves it where it is.
    switch (panel.dataset.covers) {
      case "top":
        insets.top = Math.max(insets.top, box.bottom);
        break;
      case "bottom":
        insets.bottom = Math.max(insets.bottom, innerHeight - box.top);
        break;
      case "left":
        if (isFloating(box)) insets.left = Math.max(insets.left, box.right);
        else insets.bottom = Math.max(insets.bottom, innerHeight - box.top);
        break;
      case "map":
        // Over the whole width it is the picture itself, unless it is folded to a line.
        if (isFloating(box)) insets.left = Math.max(insets.left, box.right);
        else if (box.height < innerHeight * 0.3) insets.top = Math.max(insets.top, box.bottom);
        break;
      case "right":
        if (isFloating(box)) insets.right = Math.max(insets.right, innerWidth - box.left);
        else insets.bottom = Math.max(insets.bottom, innerHeight - box.top);
        break;
    }
  }
  return {
    top: insets.top + MARGIN,
    right: insets.right + MARGIN,
    bottom: insets.bottom + MARGIN,
    left: insets.left + MARGIN,
  };
}

/** Beside the scene, not a sheet across its foot. */
function isFloating(box: DOMRect): boolean {
  return box.width < innerWidth * 0.6;
}
