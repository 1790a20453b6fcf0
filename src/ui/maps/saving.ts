import { axisName } from "../../charts/map/axis-name.ts";
import { drawFramed } from "../../charts/map/framed-picture.ts";
import { settingsPlace } from "../../charts/map/settings-place.ts";
import { theoryLines } from "../../charts/map/theory-lines.ts";
import type { MapChoice } from "../../experiment/map.ts";
import { encodeNpy } from "../../maps/npy.ts";
import { saveBlob } from "../files.ts";
import * as store from "../store.ts";
import { hint, overlays } from "./map-store.ts";
import { mapLegend, painter } from "./painters.ts";
import { definition, mapTitle, shownPicture, theory } from "./shown-map.ts";

/** The field of a saved picture is at least this wide, in its units. */
const LEAST_WIDTH = 480;

/**
 * Hands the map over as a PNG: with its title, axes, theory, the place of the sliders and legend as it shows, or the bare cells as the command line
 * writes them.
 */
export async function savePicture(how: "framed" | "bare"): Promise<void> {
  const [picture, paint] = [shownPicture.peek(), painter.peek()];
  if (picture === undefined || paint === undefined) return;
  const { width, height } = picture.choice;
  try {
    if (how === "bare") {
      // Its encoder comes with the first picture that is saved.
      const { encodePng } = await import("../../maps/png.ts");
      save(
        new Blob([new Uint8Array(encodePng(paint(picture, 0, height), width, height))], { type: "image/png" }),
        "png",
      );
      return;
    }
    const cells = new OffscreenCanvas(width, height);
    cells.getContext("2d")?.putImageData(new ImageData(paint(picture, 0, height), width, height), 0, 0);
    const canvas = new OffscreenCanvas(1, 1);
    drawFramed(canvas, framedMap(cells, picture.choice), inkOfPage());
    save(await canvas.convertToBlob({ type: "image/png" }), "png");
  } catch (error) {
    hint.value = `The picture cannot be saved: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Hands the values of all cells over as a NumPy file, as the command line writes them. */
export function saveValues(): void {
  const picture = shownPicture.peek();
  if (picture === undefined) return;
  const { width, height } = picture.choice;
  const { channels, values } = definition.peek();
  const shape = channels === 1 ? [height, width] : [height, width, channels];
  save(new Blob([encodeNpy(values(picture), shape)], { type: "application/octet-stream" }), "npy");
}

function save(content: Blob, ending: string): void {
  const { surface } = store.shown.peek();
  const place = "id" in surface ? surface.id : "grid" in surface ? "landscape" : "formula";
  saveBlob(content, `ravine-${place}-${definition.peek().kind}.${ending}`);
}

function framedMap(cells: OffscreenCanvas, window: MapChoice) {
  const experiment = store.shown.peek();
  const field = document.querySelector(".map-field")?.getBoundingClientRect();
  const said = theory.peek();
  const place = settingsPlace(experiment, window);
  const { theory: hasCurves, contours: hasContours } = overlays.peek();
  const factor = Math.max(1, LEAST_WIDTH / (field?.width ?? LEAST_WIDTH));
  return {
    title: mapTitle.peek(),
    window,
    x: axisName(experiment, window.x.path),
    y: axisName(experiment, window.y.path),
    cells,
    lines: said === undefined ? [] : theoryLines(said, { hasCurves, hasContours }),
    marks: optimum(),
    settings: place && { place, color: store.colors.peek()[window.ensemble] ?? "" },
    legend: mapLegend.peek() ?? { swatches: [] },
    field: {
      width: Math.round((field?.width ?? LEAST_WIDTH) * factor),
      height: Math.round((field?.height ?? LEAST_WIDTH) * factor),
    },
  };
}

function optimum() {
  const at = overlays.peek().theory ? theory.peek()?.optimum?.at : undefined;
  return at === undefined ? [] : [at];
}

function inkOfPage() {
  const stage = document.querySelector(".map-surface") ?? document.documentElement;
  const style = getComputedStyle(stage);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: color("--ground"),
    ink: color("--ink"),
    faint: color("--ink-3"),
    over: color("--map-ink"),
    halo: color("--map-halo"),
    family: style.fontFamily,
    mathFamily: "KaTeX_Math, Georgia, serif",
  };
}
