import { describe, expect, test } from "vitest";
import type { Contender } from "../../src/cli/bench/contender.ts";
import { engineContender } from "../../src/cli/bench/engine-contender.ts";
import { minimalContender } from "../../src/cli/bench/minimal-contender.ts";
import { distancesFromEngine, expectSameWork } from "../../src/cli/bench/same-work.ts";
import { OPTIMIZERS, SURFACES } from "../../src/cli/bench/workload.ts";
import { testDevice } from "./device.ts";

/** A whole number of workgroups and some more. */
const TRAJECTORIES = 200;

describe.each(OPTIMIZERS)("the benchmark's minimal kernel for %s", (optimizer) => {
  test.each(SURFACES)("on %s ends where the engine ends", async (surface) => {
    const device = await testDevice();
    const workload = { optimizer, surface, trajectories: TRAJECTORIES };
    const minimal = await minimalContender(device, workload);
    const contenders = new Map([
      ["engine", engineContender(device, workload)],
      ["minimalKernel", minimal],
    ]);
    const distance = (await distancesFromEngine(contenders, TRAJECTORIES)).get("minimalKernel");
    // Measured: 0, since more than half of the coordinates agree to the last bit; a driver that fuses may not.
    expect(distance).toBeLessThan(1e-6);
    minimal.destroy();
  });
});

test("the benchmark times a run of the engine and of the minimal kernel", async () => {
  const device = await testDevice();
  const workload = { optimizer: "adam", surface: "rastrigin", trajectories: TRAJECTORIES } as const;
  const minimal = await minimalContender(device, workload);
  for (const contender of [engineContender(device, workload), minimal]) {
    expect(await contender.run({ runs: 2, trajectories: TRAJECTORIES, steps: 16 })).toBeGreaterThan(0);
  }
  minimal.destroy();
});

test("the benchmark refuses to time a contender that does other work", async () => {
  const device = await testDevice();
  const engine = engineContender(device, { optimizer: "adam", surface: "rastrigin", trajectories: TRAJECTORIES });
  const idle: Pick<Contender, "positions"> = { positions: (count) => engine.positions(count, 63) };
  await expect(expectSameWork(new Map([["engine", engine] as const, ["idle", idle] as const]), 8)).rejects.toThrow(
    /After 64 steps idle is/,
  );
});
