import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Command } from "commander";
import { describe, expect, it, test } from "vitest";
import { record, stillFrame } from "../../src/cli/record-command.ts";
import {
  formatOf,
  parseBitrate,
  parseKeyframes,
  parseSeconds,
  parseSide,
  parseSupersampling,
  parseTime,
  type RecordOptions,
  recordingWith,
} from "../../src/cli/record-options.ts";
import { describeRecord } from "../../src/cli/record-program.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

const experiment = {
  version: 1,
  surface: { id: "booth" },
  ensembles: [{ optimizer: "gradient-descent" }],
  steps: 20,
};

describe("The options of `record`", () => {
  it("are numbers in their units", () => {
    expect([parseSide("240"), parseSide("3840")]).toEqual([240, 3840]);
    expect([parseSeconds("12.5"), parseSeconds(".5"), parseSeconds("600"), parseTime("0")]).toEqual([
      12.5, 0.5, 600, 0,
    ]);
    expect([parseBitrate("2500000"), parseBitrate("800k"), parseBitrate("2.5M")]).toEqual([2.5e6, 8e5, 2.5e6]);
    expect([parseKeyframes("0.1"), parseKeyframes("30")]).toEqual([0.1, 30]);
    expect([parseSupersampling("1"), parseSupersampling("4")]).toEqual([1, 4]);
  });

  it.each([
    [parseSide, ["", "0x140", "241", "238", "3842", "-240", "1e3", "Infinity"], /even integer from 240 to 3840/],
    [parseSeconds, ["", "0", "-1", "600.5", "1e2", "NaN", "."], /above 0 and at most 600/],
    [parseKeyframes, ["", "0", "31", "0.05"], /a number of seconds from 0\.1 to 30/],
    [parseTime, ["", "-1", "1e2", "x"], /a number of seconds from 0/],
    [parseBitrate, ["", "8MB", "8m", "9k", "1001M", "-8M", "1.2.3M", "M"], /from 10k to 1000M, such as 800k or 8M/],
    [parseSupersampling, ["", "0", "5", "1.5", "04"], /an integer from 1 to 4/],
  ])("refuse what is none: %o", (parse, texts, message) => {
    for (const text of texts) expect(() => parse(text), text).toThrow(message);
  });

  const refused: readonly (readonly [options: RecordOptions, message: RegExp])[] = [
    [{}, /^say where the film goes, --out demo\.mp4: the ending is one of \.mp4, \.webm, \.gif, \.zip, \.png\.$/],
    [{ out: "demo.avi" }, /^--out demo\.avi: the ending says what is made, and must be one of \.mp4, \.webm, /],
    [{ out: "mp4" }, /the ending says what is made/],
    [{ out: "a.gif", quality: "best" }, /^--quality goes with \.mp4 and \.webm; --out is a\.gif\.$/],
    [{ out: "a.gif", keyframes: 1 }, /^--keyframes goes with \.mp4 and \.webm/],
    [{ out: "a.zip", bitrate: 8e6 }, /^--bitrate goes with \.mp4 and \.webm/],
    [{ out: "a.png", codec: "avc" }, /^--codec goes with \.mp4 and \.webm/],
    [{ out: "a.mp4", at: 0 }, /^--at goes with stills, \.png; --out is a\.mp4\.$/],
    [{ out: "a.zip", transparent: true }, /^--transparent goes with stills/],
    [{ out: "a.png", resume: true }, /^--resume goes with films, not with a still; --out is a\.png\.$/],
    [{ out: "a.webm", codec: "avc" }, /^--codec avc does not go into \.webm, which takes vp9, av1, vp8\.$/],
    [{ out: "a.mp4", codec: "vp8" }, /^--codec vp8 does not go into \.mp4, which takes avc, av1, vp9\.$/],
    [
      { out: "a.mp4", resume: true, restart: true },
      /^--resume goes on with a film, --restart begins anew: not both\.$/,
    ],
  ];
  it.each(refused)("that do not go together are refused: %o", (options, message) => {
    expect(() => formatOf(options)).toThrow(message);
  });

  it("find the format in the ending, in whatever letters", () => {
    expect(formatOf({ out: "A film.MP4" }).format).toBe("mp4");
    expect(formatOf({ out: "/x.zip/y.webm", codec: "av1", quality: "draft", bitrate: 1e6 }).format).toBe("webm");
  });

  it("take the place of what the file says; the rest of it stays, and what nobody chose follows", () => {
    const options = { out: "a.mp4", width: 320, fps: 24, theme: "paper", seconds: 5 } as const;
    const film = { width: 640, height: 360, loop: true };
    const chosen = recordingWith(parseExperiment({ ...experiment, recording: film }), options);
    expect(chosen).toMatchObject({ width: 320, height: 360, fps: 24, theme: "paper", seconds: 5, loop: true });
    expect(chosen.pace, "the usual pace is that of five seconds").toEqual(
      recordingWith(parseExperiment({ ...experiment, recording: { seconds: 5 } }), {}).pace,
    );
    const pace = [{ at: 1, stepsPerSecond: 7 }];
    const paced = parseExperiment({ ...experiment, recording: { ...film, pace } });
    expect(recordingWith(paced, options).pace, "a pace that somebody chose stays").toEqual(pace);
    expect(recordingWith(paced, {})).toEqual(paced.recording);
    expect(recordingWith(parseExperiment(experiment), {})).toEqual(
      parseExperiment({ ...experiment, recording: {} }).recording,
    );
  });
});

const nowhere = join(tmpdir(), "no-such-folder", "a.mp4");
const films: readonly (readonly [name: string, content: unknown, options: RecordOptions, message: RegExp])[] = [
  ["of a list", [experiment], { out: "a.mp4" }, /file\.json: a film needs one experiment, not a list$/],
  [
    "with a bad recording",
    { ...experiment, recording: 7 },
    { out: "a.mp4" },
    /^\/recording: found 7; allowed: an object/,
  ],
  [
    "with a bad field",
    { ...experiment, recording: { fps: 25 } },
    { out: "a.mp4" },
    /^\/recording\/fps: found 25; allowed: 24, 30, 60$/,
  ],
  ["that is too large", experiment, { out: "a.mp4", width: 3840, height: 3840 }, /^\/recording\/\w+: found .*3840/],
  ["of no whole frame", experiment, { out: "a.mp4", seconds: 0.001 }, /^\/recording\/seconds: found 0\.001/],
  [
    "after its end",
    { ...experiment, recording: { seconds: 2 } },
    { out: "a.png", at: 2.5 },
    /^--at 2\.5: the film ends after 2 s\.$/,
  ],
  ["that is too long for a GIF", experiment, { out: "a.gif", seconds: 60 }, /^A GIF has at most 600 frames/],
  ["for a folder that there is not", experiment, { out: nowhere }, /^cannot write .*a\.mp4: no such file or folder$/],
];

test.each(films)("a film %s is refused before a browser starts", async (_name, content, options, message) => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-record-"));
  const file = join(folder, "file.json");
  await writeFile(file, JSON.stringify(content));
  await expect(record(file, options)).rejects.toThrow(message);
  await rm(folder, { recursive: true });
});

test("the experiment is not overwritten by its film, whatever it is called", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-record-"));
  const [file, link] = [join(folder, "experiment.mp4"), join(folder, "link.mp4")];
  await writeFile(file, JSON.stringify(experiment));
  await symlink(file, link);
  for (const [from, out] of [
    [`${folder}/../${basename(folder)}/experiment.mp4`, file],
    [file, link],
    [link, file],
  ] as const) {
    await expect(record(from, { out })).rejects.toThrow(/^the experiment and the film need a file each\.$/);
  }
  await rm(folder, { recursive: true });
});

test("a still is the frame that is seen at its time, however that is written", () => {
  const film = { fps: 60, seconds: 10, frames: 600 } as const;
  // 2.05 · 60 is 122.99999999999999 in binary.
  const frames = [0, 2.05, 0.016, 0.017, 10].map((at) => stillFrame(film, at));
  expect(frames).toEqual([0, 123, 0, 1, 599]);
  expect(stillFrame(film)).toBe(300);
});

test.runIf(process.platform === "linux")("a device is not replaced by a film", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-record-"));
  const [file, out] = [join(folder, "file.json"), join(folder, "null.mp4")];
  await writeFile(file, JSON.stringify(experiment));
  await symlink("/dev/null", out);
  await expect(record(file, { out })).rejects.toThrow(/^cannot write .*null\.mp4: it is no file$/);
  await rm(folder, { recursive: true });
});

const badOptions: readonly (readonly [words: readonly string[], message: RegExp])[] = [
  [["--width", "241"], /^error: option '--width <pixels>' argument '241' is invalid\. It must be an even integer/],
  [["--fps", "25"], /^error: option '--fps <rate>' argument '25' is invalid\. It must be one of 24, 30, 60\.$/],
  [["--quality", "great"], /Allowed choices are draft, medium, high, best\.$/],
  [["--codec", "hevc"], /Allowed choices are avc, av1, vp9, vp8\.$/],
  [["--theme", "dark"], /Allowed choices are night, paper\.$/],
  [["--length", "3"], /^error: unknown option '--length'/],
];

test.each(badOptions)("the command line refuses %o", async (words, message) => {
  const command = new Command("record").exitOverride().configureOutput({ writeErr: () => undefined });
  describeRecord(command);
  await expect(command.parseAsync(["-", "--out", "a.mp4", ...words], { from: "user" })).rejects.toThrow(message);
});
