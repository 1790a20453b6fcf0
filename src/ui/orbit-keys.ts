import type { View } from "../view/view.ts";

/** One press turns the landscape by five degrees, or comes closer by an eighth. */
const TURN = Math.PI / 36;
const CLOSER = 7 / 8;

const NUDGES: Readonly<Record<string, readonly [right: number, up: number, closer: number]>> = {
  ArrowLeft: [-TURN, 0, 1],
  ArrowRight: [TURN, 0, 1],
  ArrowUp: [0, TURN, 1],
  ArrowDown: [0, -TURN, 1],
  "+": [0, 0, CLOSER],
  "=": [0, 0, CLOSER],
  "-": [0, 0, 1 / CLOSER],
};

/** While the landscape has the focus, its keys turn it, come closer, and go home. */
export function listenToOrbitKeys(canvas: HTMLCanvasElement, view: Pick<View, "nudge" | "returnHome">): void {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const nudge = NUDGES[event.key];
    if (nudge !== undefined) view.nudge(...nudge);
    else if (event.key === "Home") view.returnHome();
    else return;
    event.preventDefault();
  });
}
