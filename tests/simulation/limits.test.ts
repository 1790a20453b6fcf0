import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { DEFERRAL_BYTES } from "../../src/simulation/deferral.ts";
import { SAMPLE_BYTES } from "../../src/simulation/history-layout.ts";
import {
  checkpointCapacity,
  fittingSlots,
  OutOfGraphicsMemoryError,
  runBytes,
  SimulationTooLargeError,
  suitableSlots,
} from "../../src/simulation/limits.ts";
import { STATISTICS_BYTES } from "../../src/simulation/statistics-layout.ts";

/** What an ensemble of any size takes: statistics, and a density map. */
const FIXED = DEFERRAL_BYTES.ensemble + STATISTICS_BYTES.ensemble + 2 ** 23;

const crowd = (count: number, ensembles = 1, extra: object = {}) =>
  parseExperiment({
    version: 1,
    surface: { id: "booth" },
    starts: { kind: "uniform", count },
    ensembles: Array.from({ length: ensembles }, () => ({ optimizer: "momentum", ...extra })),
  });

/** An adapter whose buffers hold this many bytes; nothing else of it matters here. */
const adapter = (bytes: number) => ({ maxBufferSize: bytes, maxStorageBufferBindingSize: bytes }) as GPUSupportedLimits;
const LARGE = adapter(2 ** 31);

describe("The history", () => {
  it("is long for few trajectories, and of the usual length for many", () => {
    expect(suitableSlots(crowd(1))).toBe(512);
    expect(suitableSlots(crowd(256))).toBe(256);
    expect(suitableSlots(crowd(128, 2))).toBe(256);
    expect(suitableSlots(crowd(1024))).toBe(64);
    expect(suitableSlots(crowd(1_000_000))).toBe(64);
  });

  it("is as long as asked for where there is room", () => {
    expect(fittingSlots(crowd(1000), 64, 300, LARGE)).toBe(300);
    expect(fittingSlots(crowd(1000), 64, 0, LARGE)).toBe(0);
  });

  it("of all ensembles together stays within 512 MiB", () => {
    for (const ensembles of [1, 4]) {
      const slots = fittingSlots(crowd(500_000, ensembles), 64, 512, LARGE);
      const bytes = (kept: number) => 500_000 * ensembles * SAMPLE_BYTES * kept;
      expect(bytes(slots), `${ensembles} ensembles`).toBeLessThanOrEqual(2 ** 29);
      expect(bytes(slots + 1), `${ensembles} ensembles`).toBeGreaterThan(2 ** 29);
    }
  });

  it("keeps two samples of a crowd that is too large for more", () => {
    expect(fittingSlots(crowd(20_000_000), 64, 64, LARGE)).toBe(2);
  });

  it("of one ensemble fits into one buffer", () => {
    // 1000 trajectories of 64 bytes; 16 bytes a sample of 1024, as they come in groups of 64: 100 000 bytes hold six.
    expect(fittingSlots(crowd(1000), 64, 64, adapter(100_000))).toBe(6);
  });
});

describe("A crowd that does not fit", () => {
  const failure = (experiment: ReturnType<typeof crowd>, limits: GPUSupportedLimits): unknown => {
    try {
      return fittingSlots(experiment, 64, 64, limits);
    } catch (error) {
      return error;
    }
  };

  it("is refused with the largest that does", () => {
    // Samples come in groups of 64 trajectories: of 1024, three fit.
    expect(fittingSlots(crowd(1000), 64, 64, adapter(64_000))).toBe(3);
    expect(failure(crowd(1001), adapter(64_000))).toMatchObject({ requested: 1001, bytes: 64_064, largest: 1000 });
    expect(failure(crowd(1001), adapter(64_000))).toBeInstanceOf(SimulationTooLargeError);
  });

  it("on axes is told the largest that has every combination", () => {
    const axes = [{ hyperparameter: "beta", from: 0, to: 0.9, count: 7, scale: "linear" }];
    // 1000 would fit; 142 starts of seven values each are 994.
    expect(failure(crowd(143, 1, { axes }), adapter(64_000))).toMatchObject({ requested: 1001, largest: 994 });
  });
});

describe("All buffers together", () => {
  const failure = (experiment: ReturnType<typeof crowd>, limits: GPUSupportedLimits): unknown => {
    try {
      return fittingSlots(experiment, 64, 64, limits);
    } catch (error) {
      return error;
    }
  };

  it("are no more than two of the largest buffers, and a crowd beyond is told the largest that fits", () => {
    // 8 ensembles of 64 + 2 · 16 + 4 + 4 bytes a trajectory, and lists, statistics and a density map each, in 2 GiB.
    const error = failure(crowd(4_000_000, 8), adapter(2 ** 30));
    expect(error).toBeInstanceOf(SimulationTooLargeError);
    const { largest, bytes, extent } = error as SimulationTooLargeError;
    expect(extent).toBe("in all");
    expect(bytes).toBe(8 * (4_000_000 * 104 + FIXED));
    expect(fittingSlots(crowd(largest, 8), 64, 64, adapter(2 ** 30))).toBe(2);
    expect(failure(crowd(largest + 1, 8), adapter(2 ** 30))).toBeInstanceOf(SimulationTooLargeError);
  });

  it("are counted in full: trajectories, histories, lists, statistics and density maps", () => {
    expect(runBytes(crowd(1000, 3), 48, 10)).toBe(3 * (1000 * (48 + 160 + 4 + 4) + FIXED));
  });

  it("are named in MiB or GiB, with the count", () => {
    expect(new SimulationTooLargeError(2_000_000, 3 * 2 ** 29, 1_000_000, "in all").message).toBe(
      "2,000,000 trajectories an ensemble need 1.5 GiB in all; this graphics adapter takes at most 1,000,000 trajectories.",
    );
    expect(new OutOfGraphicsMemoryError(2_000_000, 700 * 2 ** 20).message).toBe(
      "2,000,000 trajectories an ensemble need 700 MiB in all, and the graphics adapter has not as much free.",
    );
  });
});

describe("Checkpoints", () => {
  it("of the opening scene take 16 MiB, which is as much as its histories", () => {
    expect(checkpointCapacity(crowd(4096, 4), 64, 64, LARGE)).toBe(16);
  });

  it("never take more than 64 MiB, nor more places than 64", () => {
    expect(checkpointCapacity(crowd(1_000_000), 64, 32, LARGE)).toBe(1);
    expect(checkpointCapacity(crowd(10), 64, 512, LARGE)).toBe(64);
  });

  it("are not kept where there is no history, or no room for one", () => {
    expect(checkpointCapacity(crowd(1000), 64, 0, LARGE)).toBe(0);
    expect(checkpointCapacity(crowd(2_000_000), 64, 32, LARGE)).toBe(0);
    expect(checkpointCapacity(crowd(1000), 64, 6, adapter(63_999))).toBe(0);
  });
});
