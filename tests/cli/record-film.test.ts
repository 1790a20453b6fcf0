import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FilmHooks, type FilmJob, makeFilm } from "../../src/cli/record-film.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { FilmFormat } from "../../src/recording/encode/format.ts";
import { CHOICE, FakeRecordPage, frameOf, SIZE } from "./fake-record-page.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  ensembles: [{ optimizer: "momentum" }],
});

let folder: string;
let said: string[];
let kept: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-film-"));
  said = [];
  kept = [];
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function job(format: FilmFormat, changes: Partial<FilmJob> = {}): FilmJob {
  const out = `film.${format}`;
  const task = { experiment, supersampling: 1, ...(format === "webm" && { video: CHOICE }) };
  return { task, size: SIZE, format, target: join(folder, out), out, begin: "either", ...changes };
}

function make(page: FakeRecordPage, asked: FilmJob, signal = new AbortController().signal) {
  const hooks: FilmHooks = {
    signal,
    say: (line) => said.push(line),
    onFrame: () => undefined,
    onKept: (frames) => kept.push(frames),
  };
  return makeFilm(page, "code", asked, hooks);
}

const read = (asked: FilmJob): Promise<Buffer> => readFile(asked.target);

describe("A film that is made from another process", () => {
  it("is whole, says how large it is, and leaves nothing else behind", async () => {
    const asked = job("webm");
    const made = await make(new FakeRecordPage(), asked);
    expect(made).toMatchObject({ codec: "vp8", drawn: SIZE.frames, bytes: (await read(asked)).length });
    expect(kept).toEqual([0, 24, 48, 60]);
    expect(said).toEqual([]);
    expect(await readdir(folder)).toEqual(["film.webm"]);
  });

  it.each([1, 2, 3])(
    "has the same bytes where its browser crashes after segment %s and another goes on",
    async (parcels) => {
      const asked = job("webm");
      await make(new FakeRecordPage(), asked);
      const whole = await read(asked);
      await rm(asked.target);

      if (parcels < 3) {
        await expect(make(new FakeRecordPage({ parcels }), asked)).rejects.toThrow(/^the browser has crashed$/);
      } else {
        // All is encoded, and it ends while the file is written.
        const stop = new AbortController();
        const onParcel = (taken: number) => taken === 3 && stop.abort(new Error("stopped"));
        await expect(
          make(new FakeRecordPage({ onParcel: (taken) => void onParcel(taken) }), asked, stop.signal),
        ).rejects.toThrow("stopped");
      }
      expect(await readdir(folder)).toEqual(["film.webm.ravine-part"]);
      const next = new FakeRecordPage();
      await make(next, asked);
      expect(next.begun).toEqual(parcels < 3 ? [24 * parcels] : []);
      expect(said).toEqual([`going on with film.webm after ${Math.min(24 * parcels, 60)} of 60 frames`]);
      expect((await read(asked)).equals(whole)).toBe(true);
      expect(await readdir(folder)).toEqual(["film.webm"]);
    },
  );

  const others: readonly (readonly [name: string, changes: Partial<FilmJob>, machine: string])[] = [
    ["experiment", { task: { experiment: { ...experiment, seed: 8 }, supersampling: 1, video: CHOICE } }, "a machine"],
    ["option", { task: { experiment, supersampling: 2, video: CHOICE } }, "a machine"],
    ["browser", {}, "another machine"],
  ];
  it.each(others)("begins anew for another %s, and says so; --resume refuses", async (_name, changes, machine) => {
    await expect(make(new FakeRecordPage({ parcels: 1 }), job("webm"))).rejects.toThrow();
    const journal = await readFile(join(folder, "film.webm.ravine-part"));
    const refused = make(new FakeRecordPage({ machine }), job("webm", { ...changes, begin: "resume" }));
    await expect(refused).rejects.toThrow(
      /^--resume: what there is of film\.webm is of another film, other options or another browser\.$/,
    );
    expect((await readFile(join(folder, "film.webm.ravine-part"))).equals(journal)).toBe(true);

    const page = new FakeRecordPage({ machine });
    await make(page, job("webm", changes));
    expect(page.begun).toEqual([0]);
    expect(said).toEqual([
      "what there was of film.webm is of another film, other options or another browser: beginning anew",
    ]);
  });

  it("begins anew with --restart, goes on with --resume, which refuses where there is nothing", async () => {
    await expect(make(new FakeRecordPage(), job("webm", { begin: "resume" }))).rejects.toThrow(
      /^--resume: there is nothing of film\.webm to go on with\.$/,
    );
    expect(await readdir(folder)).toEqual([]);
    for (const [begin, from] of [
      ["restart", 0],
      ["resume", 24],
    ] as const) {
      await expect(make(new FakeRecordPage({ parcels: 1 }), job("webm"))).rejects.toThrow();
      const page = new FakeRecordPage();
      await make(page, job("webm", { begin }));
      expect(page.begun).toEqual([from]);
    }
    expect(said).toEqual(["going on with film.webm after 24 of 60 frames"]);
  });

  it("hands on what the page says is wrong, and leaves a file that was there before as it was", async () => {
    for (const format of ["webm", "gif", "zip", "png"] as const) {
      const asked = job(format);
      await writeFile(asked.target, "before");
      const problem = "This needs 3 GiB of graphics memory.";
      await expect(make(new FakeRecordPage({ problem }), asked)).rejects.toThrow(
        /^This needs 3 GiB of graphics memory\.$/,
      );
      expect((await read(asked)).toString()).toBe("before");
      expect(await readdir(folder)).toEqual([basename(asked.target)]);
      await rm(asked.target);
    }
  });

  it.runIf(process.platform === "linux")("says that the disk is full, and what is kept", async () => {
    for (const format of ["webm", "gif", "zip"] as const) {
      const asked = job(format);
      await writeFile(asked.target, "before");
      await symlink("/dev/full", `${asked.target}.ravine-new`);
      const line =
        /^cannot write film\.\w+: the disk is full; [0-9]+ of 60 frames are kept, and the same command goes on with them$/;
      await expect(make(new FakeRecordPage(), asked)).rejects.toThrow(line);
      expect((await read(asked)).toString()).toBe("before");
      expect(await readdir(folder)).toEqual([basename(asked.target), `${basename(asked.target)}.ravine-part`]);
      await make(new FakeRecordPage(), asked);
      expect((await read(asked)).length).toBeGreaterThan(1000);
      await rm(asked.target);
    }
    const asked = job("webm");
    await symlink("/dev/full", `${asked.target}.ravine-part`);
    await expect(make(new FakeRecordPage(), asked)).rejects.toThrow(/^cannot write film\.webm: the disk is full$/);
  });
});

describe("Frames that are drawn in another process", () => {
  it("become the same files whether or not it was interrupted, and are drawn once", async () => {
    for (const format of ["zip", "gif"] as const) {
      const asked = job(format);
      const once = new FakeRecordPage();
      await make(once, asked);
      expect(new Set(once.begun).size).toBe(SIZE.frames);
      expect(once.begun.length, "frames drawn").toBe(SIZE.frames);
      const whole = await read(asked);
      await rm(asked.target);

      await expect(make(new FakeRecordPage({ parcels: 20 }), asked)).rejects.toThrow(/crashed/);
      expect(await readdir(folder)).toEqual([`film.${format}.ravine-part`]);
      const next = new FakeRecordPage();
      await make(next, asked);
      expect(next.begun.length, "frames drawn").toBe(SIZE.frames - 20);
      // A zip takes every frame in turn: the page is at the next one while one is kept.
      if (format === "zip") expect(next.begun).toEqual([...next.begun].sort((a, b) => a - b));
      expect(said.pop()).toBe(`going on with film.${format}: 20 of 60 frames are there`);
      expect((await read(asked)).equals(whole), format).toBe(true);
      expect(await readdir(folder)).toEqual([`film.${format}`]);
      await rm(asked.target);
    }
  });

  it("are in the zip as they were drawn", async () => {
    const asked = job("zip");
    await make(new FakeRecordPage(), asked);
    const files = unzipSync(await read(asked));
    expect(Object.keys(files)).toHaveLength(SIZE.frames);
    for (const frame of [0, 1, 59]) {
      const { data, channels } = decode(files[`frame-${String(frame + 1).padStart(5, "0")}.png`] ?? new Uint8Array());
      expect(channels).toBe(3);
      const rgb = frameOf(frame).filter((_, index) => index % 4 < 3);
      expect(Buffer.from(data as Uint8Array).equals(rgb), `frame ${frame}`).toBe(true);
    }
  });

  it("become a still, transparent where that is asked for", async () => {
    for (const isTransparent of [false, true]) {
      const asked = job("png", { still: { frame: 17, isTransparent } });
      const page = new FakeRecordPage();
      await make(page, asked);
      expect(page.begun).toEqual([17]);
      const { channels, width, height, data } = decode(await read(asked));
      expect([width, height, channels]).toEqual([SIZE.width, SIZE.height, isTransparent ? 4 : 3]);
      expect(data[0]).toBe(isTransparent ? 0 : 200);
      expect(await readdir(folder)).toEqual(["film.png"]);
    }
  });
});
