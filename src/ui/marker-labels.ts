import { formatNumber } from "../charts/number-text.ts";
import type { CriticalPoint } from "../surfaces/surface.ts";
import type { View } from "../view/view.ts";

/** With more minima than this, their names would hide the landscape. */
const MOST_LABELS = 4;

interface Label {
  readonly x: number;
  readonly y: number;
  readonly element: HTMLElement;
  /** In CSS pixels, with the space to its point. */
  readonly width: number;
}

/** Names the minima where they lie. The elements move with the camera, past Preact: sixty times a second. */
export class MarkerLabels {
  readonly #layer: HTMLElement;
  #labels: readonly Label[] = [];

  constructor(stage: HTMLElement) {
    this.#layer = document.createElement("div");
    this.#layer.className = "marker-labels";
    this.#layer.setAttribute("aria-hidden", "true");
    stage.append(this.#layer);
  }

  /** Takes the minima, if they are few. */
  show(criticalPoints: readonly CriticalPoint[]): void {
    const minima = criticalPoints.filter(({ kind }) => kind === "minimum");
    const named = (minima.length > MOST_LABELS ? [] : minima).map(({ x, y }) => {
      const element = document.createElement("span");
      element.className = "marker-label";
      element.textContent = `minimum (${short(x)}, ${short(y)})`;
      return { x, y, element };
    });
    this.#layer.replaceChildren(...named.map(({ element }) => element));
    this.#labels = named.map((label) => ({ ...label, width: label.element.offsetLeft + label.element.offsetWidth }));
  }

  /** Puts every label beside its point, as the camera sees it now. */
  place(view: View): void {
    const right = this.#labels.length === 0 ? 0 : this.#layer.clientWidth;
    for (const { x, y, element, width } of this.#labels) {
      const spot = view.project(x, y);
      const isVisible = spot?.visible === true;
      element.style.opacity = isVisible ? "1" : "0";
      if (!isVisible) continue;
      element.style.transform = `translate(${spot.left.toFixed(1)}px, ${spot.top.toFixed(1)}px)`;
      // At the edge of the window it stands on the other side of its point.
      element.classList.toggle("turned", spot.left + width > right);
    }
  }
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3))).replace("-", "−");
}
