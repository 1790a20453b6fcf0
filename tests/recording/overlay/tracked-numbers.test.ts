import { expect, test } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import type { ParameterTrack } from "../../../src/experiment/recording.ts";
import { namedTracks, shownTracks } from "../../../src/recording/overlay/tracked-numbers.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  noise: { kind: "gaussian", sigma: 0.1 },
  ensembles: [{ optimizer: "momentum", label: "Ball" }, { optimizer: "adam" }],
  map: { kind: "rate", ensemble: 0 },
});

function track(path: string, values: readonly number[], scale: "linear" | "log" = "linear"): ParameterTrack {
  return { path, scale, keys: values.map((value, at) => ({ at, value, easing: "linear" })) };
}

const named = (...tracks: readonly ParameterTrack[]) => namedTracks(experiment, tracks);

test("a number that goes evenly has as many decimals at every moment", () => {
  const [beta] = named(track("/ensembles/0/hyperparameters/beta", [0, 0.99]));
  expect([0, 0.1, 0.123456, 0.99].map((value) => beta?.text(value))).toEqual(["0.00", "0.10", "0.12", "0.99"]);
});

test("a number that goes in ratios has three digits at every moment", () => {
  const [rate] = named(track("/ensembles/0/hyperparameters/learningRate", [0.001, 1], "log"));
  expect([0.001, 0.0123456, 0.5, 1].map((value) => rate?.text(value))).toEqual(["0.00100", "0.0123", "0.500", "1.00"]);
  const [b] = named(track("/surface/parameters/b", [1, 5000], "log"));
  expect([1, 12.345, 999.4, 999.6, 1234, 5000].map((value) => b?.text(value))).toEqual([
    "1.00",
    "12.3",
    "999",
    "1000",
    "1230",
    "5000",
  ]);
});

test("what counts is whole, and what is negative has a minus sign", () => {
  const [steps, a] = named(track("/map/steps", [1, 3000]), track("/surface/parameters/a", [-1, 1]));
  expect(steps?.text(1234.4)).toBe("1,234");
  expect(a?.text(-0.5)).toBe("−0.50");
});

test("the widest text is that of a key, so that the panel does not grow", () => {
  const [a] = named(track("/surface/parameters/a", [-10, 2]));
  expect(a?.widest).toBe(a?.text(-10));
  for (let value = -10; value <= 2; value += 0.37)
    expect((a?.text(value) ?? "").length).toBeLessThanOrEqual((a?.widest ?? "").length);
});

test("a number has its symbol and name; with more than one owner, its owner's name", () => {
  const [beta] = named(track("/ensembles/0/hyperparameters/beta", [0, 0.9]));
  expect([beta?.symbol, beta?.label]).toEqual(["\\beta", "momentum"]);
  const [ball, adam] = named(
    track("/ensembles/0/hyperparameters/beta", [0, 0.9]),
    track("/ensembles/1/hyperparameters/learningRate", [0, 0.9]),
  );
  expect([ball?.label, adam?.label]).toEqual(["Ball", "Adam"]);
  const [sigma, b, edge] = named(
    track("/noise/sigma", [0, 1]),
    track("/surface/parameters/b", [1, 100]),
    track("/map/x/to", [0.1, 1]),
  );
  expect([sigma?.symbol, b?.symbol, edge?.symbol]).toEqual(["\\sigma", "b", "\\alpha"]);
  expect(edge?.label).toBe("learning rate to");
});

test("a map that is alone tells no number that is on one of its axes", () => {
  const [rate, beta] = ["learningRate", "beta"].map((name) => `/ensembles/0/hyperparameters/${name}`);
  expect([experiment.map?.x.path, experiment.map?.y.path]).toEqual([rate, beta]);
  const tracks = named(
    track(beta ?? "", [0, 0.9]),
    track("/map/steps", [1, 400]),
    track("/surface/parameters/b", [1, 9]),
  );
  const paths = (layout: "landscape" | "map" | "both") =>
    shownTracks(tracks, experiment.map, layout).map(({ path }) => path);
  expect(paths("map")).toEqual(["/map/steps", "/surface/parameters/b"]);
  expect([paths("both").length, paths("landscape").length]).toEqual([3, 3]);
});
