import { expect, test } from "vitest";
import { runRavine } from "../cli/run-ravine.ts";

test("`bench --quick --json` measures the contenders, a map, a frame and the start of the built page", async () => {
  const asked = ["--optimizer", "momentum", "--surface", "rosenbrock", "--sizes", "1024"];
  const { code, stdout, stderr } = await runRavine(["bench", "--quick", "--json", ...asked]);
  expect(code, stderr).toBe(0);
  const positive = expect.toSatisfy((value) => Number.isFinite(value) && value > 0, "a positive number");
  expect(JSON.parse(stdout)).toMatchObject({
    browser: expect.stringMatching(/^Chromium \d/),
    adapter: expect.stringMatching(/./),
    results: [
      {
        optimizer: "momentum",
        surface: "rosenbrock",
        trajectories: 1024,
        engine: positive,
        minimalKernel: positive,
        javascriptLoop: positive,
        cpuReference: positive,
        tensorflowjs: positive,
      },
    ],
    map: { side: 128, steps: 2000, firstPictureMilliseconds: positive, milliseconds: positive },
    frame: { trajectories: 100_000, scriptMilliseconds: positive },
    load: { firstParticlesMilliseconds: positive, javascriptBytesBeforeFirstPaint: positive },
  });
});
