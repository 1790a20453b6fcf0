import { cellCentres, type MapKind } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { CELL_NUMBERS, type MapPicture } from "../../src/maps/map-picture.ts";

/**
 * A picture whose cells hold what a function makes of them.
 * @param cellOf the first numbers of the cell in a column and row; the rest are 0.
 */
export function pictureOf(
  kind: MapKind,
  size: { readonly width: number; readonly height: number; readonly stride?: number },
  cellOf: (column: number, row: number) => readonly number[],
  surface = "himmelblau",
): MapPicture {
  const { width, height, stride = 1 } = size;
  const experiment = parseExperiment({
    version: 1,
    surface: { id: surface },
    noise: { kind: "gaussian", sigma: 1 },
    ensembles: [{ optimizer: "momentum" }],
    map: { kind, width, height },
  });
  const choice = experiment.map;
  if (choice === undefined) throw new Error("The experiment has a map.");
  const cells = new Float32Array(width * height * CELL_NUMBERS);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const isKnown = row % stride === 0 && column % stride === 0;
      const at = (row * width + column) * CELL_NUMBERS;
      if (isKnown) cells.set(cellOf(column, row), at);
      else cells.fill(Number.NaN, at, at + CELL_NUMBERS);
    }
  }
  const [x, y] = [cellCentres(choice.x, width), cellCentres(choice.y, height)];
  return { experiment, choice, x, y, cells, stride, progress: stride === 1 ? 1 : 0.5 };
}
