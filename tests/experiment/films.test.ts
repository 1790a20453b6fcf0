import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { formatExperiment } from "../../src/experiment/file.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { Recording } from "../../src/experiment/recording.ts";
import { storyboardOf } from "../../src/recording/timeline/storyboard.ts";
import { shippedFilms } from "../../src/ui/film/shipped.ts";

const PUBLIC = resolve(import.meta.dirname, "../../public");

function read(file: string): { readonly experiment: Experiment; readonly recording: Recording } {
  const experiment = parseExperiment(JSON.parse(readFileSync(resolve(PUBLIC, file), "utf8")));
  if (experiment.recording === undefined) throw new Error(`${file} has no recording`);
  return { experiment, recording: experiment.recording };
}

describe("The shipped storyboards", () => {
  it("are the experiment files of their folder, all of them", () => {
    const files = readdirSync(resolve(PUBLIC, "films")).filter((name) => name.endsWith(".json"));
    expect(shippedFilms.map(({ file }) => file).toSorted()).toEqual(files.map((name) => `films/${name}`).toSorted());
    expect(shippedFilms).toHaveLength(6);
  });

  it.each(shippedFilms)("$file says what it shows, from a title card to the name of the playground", ({ file }) => {
    const { recording } = read(file);
    const { texts, seconds } = recording;
    expect(texts[0]?.kind).toBe("title");
    expect(texts[0]?.from).toBe(0);
    expect(texts.at(-1)).toMatchObject({ kind: "end", text: "Ravine", to: seconds });
    expect(texts.filter(({ kind }) => kind === "caption").length).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeGreaterThanOrEqual(6);
    expect(seconds).toBeLessThanOrEqual(10);
    for (const { text, detail, from, to } of texts) {
      // Fifteen characters a second can be read while one looks at something else too; the fades take .8 s.
      expect((text ?? "").length + (detail ?? "").length, `${text} in ${to - from} s`).toBeLessThanOrEqual(
        15 * (to - from) + 45,
      );
    }
    const captions = texts.filter(({ kind }) => kind === "caption" || kind === "title" || kind === "end");
    for (const [index, { from, text }] of captions.entries()) {
      expect(from, `${text} comes when the one before has gone`).toBeGreaterThanOrEqual(captions[index - 1]?.to ?? 0);
    }
  });

  it.each(shippedFilms)("$file plays its run to the last step before the end card covers it", ({ file }) => {
    const { experiment, recording } = read(file);
    const storyboard = storyboardOf(experiment, recording);
    const card = recording.texts.find(({ kind }) => kind === "end");
    const frame = Math.ceil((card?.from ?? 0) * recording.fps);
    expect(storyboard.moment(frame).step).toBe(experiment.steps);
    expect(storyboard.moment(0).step).toBe(0);
    // A step for every one of a second's frames at the least, somewhere: nothing that crawls all along.
    expect(storyboard.moment(storyboard.frames - 1).step).toBe(experiment.steps);
  });

  it.each(shippedFilms)("$file stays what it is when it is saved again", ({ file }) => {
    const { experiment } = read(file);
    expect(parseExperiment(JSON.parse(formatExperiment(experiment)))).toEqual(experiment);
  });

  it.each(shippedFilms)("$film and its poster are there, and small", ({ film, poster }) => {
    for (const [name, most] of [
      [film, 700_000],
      [poster, 60_000],
    ] as const) {
      const path = resolve(PUBLIC, name);
      expect(existsSync(path), `${name}: npm run films makes it`).toBe(true);
      expect(readFileSync(path).length, name).toBeLessThanOrEqual(most);
    }
  });
});
