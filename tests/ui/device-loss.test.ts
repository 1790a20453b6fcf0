import { beforeEach, describe, expect, it } from "vitest";
import { DeviceLoss, type Surroundings } from "../../src/ui/device-loss.ts";
import * as store from "../../src/ui/store.ts";

interface FakeDevice {
  readonly device: GPUDevice;
  readonly lose: (reason?: GPUDeviceLostReason) => void;
}

function fakeDevice(): FakeDevice {
  let lose: FakeDevice["lose"] = () => undefined;
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    lose = (reason = "unknown") => resolve({ reason, message: "" } as GPUDeviceLostInfo);
  });
  return { device: { lost } as GPUDevice, lose: (reason) => lose(reason) };
}

/** A browser that gives devices, or refuses them, and a clock that only its waits move. */
class FakeBrowser implements Surroundings {
  readonly devices: FakeDevice[] = [];
  refusals = 0;
  time = 0;

  readonly request = async (): Promise<GPUDevice> => {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error("WebGPU found no graphics adapter.");
    }
    const next = fakeDevice();
    this.devices.push(next);
    return next.device;
  };
  readonly wait = async (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
  };
  readonly now = (): number => this.time;

  lose(reason?: GPUDeviceLostReason): void {
    this.devices.at(-1)?.lose(reason);
  }
}

/** A stage that says what happens to it; `raising` stands for the work of setting it. */
class FakeStage {
  readonly log: string[] = [];
  raising: (device: GPUDevice) => Promise<number> = async () => 7;

  async raise(device: GPUDevice): Promise<number> {
    this.log.push("raise");
    return this.raising(device);
  }

  lower(): void {
    this.log.push("lower");
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

let browser: FakeBrowser;
let stage: FakeStage;
let loss: DeviceLoss;
beforeEach(() => {
  browser = new FakeBrowser();
  stage = new FakeStage();
  loss = new DeviceLoss(stage, browser);
  store.obstacle.value = undefined;
  store.notice.value = undefined;
});

describe("A lost device", () => {
  it("is replaced, and the page says at which step the run is again", async () => {
    await loss.begin();
    for (let time = 0; time < 3; time += 1) {
      browser.lose();
      await settle();
    }
    expect(stage.log).toEqual(["raise", "lower", "raise", "lower", "raise", "lower", "raise"]);
    expect(store.notice.value?.text).toBe("The graphics were lost. The run was replayed to step 7.");
    expect(store.obstacle.value).toBeUndefined();
  });

  it("that was given back on purpose is not", async () => {
    await loss.begin();
    browser.lose("destroyed");
    await settle();
    expect(stage.log).toEqual(["raise"]);
  });

  it("is replaced also where it goes while the stage is being set, whose work then never ends", async () => {
    stage.raising = (device) =>
      device === browser.devices[2]?.device ? Promise.resolve(3) : new Promise<number>(() => undefined);
    const begun = loss.begin();
    await settle();
    browser.lose();
    await settle();
    browser.lose();
    await begun;
    expect(stage.log).toEqual(["raise", "lower", "raise", "lower", "raise"]);
  });

  it("is replaced where the work fails before the news of the loss is there", async () => {
    stage.raising = async (device) => {
      if (device !== browser.devices[0]?.device) return 3;
      setTimeout(() => browser.devices[0]?.lose(), 20);
      throw new DOMException("A valid external Instance reference no longer exists.", "OperationError");
    };
    await loss.begin();
    expect(stage.log).toEqual(["raise", "lower", "raise"]);
  });

  it("is waited for while the browser has none, for some seconds", async () => {
    await loss.begin();
    browser.refusals = 5;
    browser.lose();
    await settle();
    expect(stage.log).toEqual(["raise", "lower", "raise"]);
    expect(browser.time).toBeGreaterThan(2000);
  });

  it("that no other follows is an obstacle, told with what to do", async () => {
    await loss.begin();
    browser.refusals = 1000;
    browser.lose();
    await settle();
    expect(store.obstacle.value?.message).toBe("The graphics were lost, and the browser gives none back.");
    expect(store.state.value).toBe("unsupported");
  });

  it("is not replaced without end: more than six within a minute are an obstacle", async () => {
    await loss.begin();
    for (let time = 0; time < 7; time += 1) {
      browser.lose();
      await settle();
    }
    expect(stage.log.filter((entry) => entry === "raise")).toHaveLength(7);
    expect(store.obstacle.value?.message).toBe("The graphics card stopped working several times.");
  });

  it("is replaced for ever where the losses are rare", async () => {
    await loss.begin();
    for (let time = 0; time < 30; time += 1) {
      browser.time += 20_000;
      browser.lose();
      await settle();
    }
    expect(stage.log.filter((entry) => entry === "raise")).toHaveLength(31);
    expect(store.obstacle.value).toBeUndefined();
  });
});

it("A first device on which the stage cannot be set is an error to whoever asked", async () => {
  stage.raising = async () => {
    throw new Error("three fell back to WebGL.");
  };
  await expect(loss.begin()).rejects.toThrow("three fell back to WebGL.");
});
