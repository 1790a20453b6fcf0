import { parseExperiment } from "../../experiment/parse-experiment.ts";
import { runMap } from "../../maps/run-map.ts";
import type { MapTime } from "./report.ts";
import { median } from "./rounds.ts";

const STEPS = 2000;

/** The rate of heavy ball on a quadratic with κ = 10, over its whole plane of α and β. */
function plane(side: number) {
  const axis = (name: string, to: number) => ({
    path: `/ensembles/0/hyperparameters/${name}`,
    from: 0,
    to,
    scale: "linear",
  });
  return parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer: "momentum" }],
    map: { kind: "rate", x: axis("learningRate", 0.4), y: axis("beta", 1), width: side, height: side, steps: STEPS },
  });
}

/** Times a map of side × side cells from its order to its first picture and to its last, warm; the middle of several rounds. */
export async function timeMap(device: GPUDevice, side: number, rounds: number): Promise<MapTime> {
  await runMap(device, plane(16));
  const firsts: number[] = [];
  const wholes: number[] = [];
  while (wholes.length < rounds) {
    const begun = performance.now();
    let first: number | undefined;
    await runMap(device, plane(side), {
      onPicture: () => {
        first ??= performance.now() - begun;
      },
    });
    wholes.push(performance.now() - begun);
    firsts.push(first ?? Number.NaN);
  }
  return { side, steps: STEPS, firstPictureMilliseconds: median(firsts), milliseconds: median(wholes) };
}
