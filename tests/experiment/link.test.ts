import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { decodeLink, encodeLink, LinkTooLongError, LONGEST_LINK } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

const packed = (text: string) => `#e=${Buffer.from(deflateSync(new TextEncoder().encode(text))).toString("base64url")}`;
const handWritten = { version: 1, surface: { id: "himmelblau" }, ensembles: [{ optimizer: "adam", label: "50 % α" }] };

function errorOf(hash: string): ExperimentError {
  try {
    decodeLink(hash);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error(`${hash.slice(0, 80)} was accepted.`);
}

describe("A link", () => {
  it("brings back the experiment it was made of", () => {
    const link = encodeLink(defaultExperiment);
    expect(decodeLink(`#${link}`)).toEqual(defaultExperiment);
    expect(decodeLink(link)).toEqual(defaultExperiment);
    expect(link).toMatch(/^e=[A-Za-z0-9_-]+$/);
    // Measured: 469 characters, short enough for any chat.
    expect(link.length).toBeLessThan(700);
  });

  it("keeps labels in any script", () => {
    const labelled = parseExperiment({
      ...handWritten,
      ensembles: [{ optimizer: "adam", label: "動量 — ✓ \u{1F680}" }],
    });
    expect(decodeLink(encodeLink(labelled))).toEqual(labelled);
  });

  it("is none when there is nothing after the #", () => {
    expect(decodeLink("")).toBeUndefined();
    expect(decodeLink("#")).toBeUndefined();
  });

  it("can be written by hand as JSON, percent-encoded or not", () => {
    const text = JSON.stringify(handWritten);
    const expected = parseExperiment(handWritten);
    expect(decodeLink(`#${text}`)).toEqual(expected);
    expect(decodeLink(`#${encodeURIComponent(text)}`)).toEqual(expected);
    expect(decodeLink(`#${encodeURI(text)}`)).toEqual(expected);
    // As browsers write it into the address: quotes and spaces encoded, braces not.
    expect(decodeLink(`#${encodeURI(text).replaceAll("%7B", "{").replaceAll("%7D", "}")}`)).toEqual(expected);
  });

  it("that is cut short anywhere is refused", () => {
    const link = `#${encodeLink(defaultExperiment)}`;
    for (let length = 4; length < link.length; length++) {
      expect(() => decodeLink(link.slice(0, length)), `${length} characters`).toThrow(ExperimentError);
    }
  });

  it("that was tampered with is refused or is another valid experiment, and never fails otherwise", () => {
    const link = encodeLink(defaultExperiment);
    for (let place = 2; place < link.length; place += 3) {
      const tampered = `${link.slice(0, place)}${link[place] === "A" ? "B" : "A"}${link.slice(place + 1)}`;
      try {
        const experiment = decodeLink(tampered);
        expect(parseExperiment(experiment)).toEqual(experiment);
      } catch (error) {
        expect(error, `place ${place}`).toBeInstanceOf(ExperimentError);
      }
    }
  });

  it.each([
    ["a decompression bomb", packed(" ".repeat(5_000_000)), "", /unpacks to more than 1000000 bytes/],
    ["a large bomb within one slice", packed("[".repeat(30_000_000)), "", /unpacks to more than 1000000 bytes/],
    ["endless JSON", `#{"version":${" ".repeat(1_000_001)}1}`, "", /more than 1000000 characters/],
    ["garbage", "#e=!!!", "", /character "!"/],
    ["something else", "#settings", "", /neither/],
    ["text that is not JSON", packed('{"version":1,}'), "", /not JSON: line 1, column 14/],
    ["JSON that is broken", '#{"version":1', "", /not JSON/],
    ["bytes that are not text", "#e=AQIA_f__-w", "", /damaged|short/],
    ["another version", packed('{"version":9}'), "/version", /found 9; allowed: 1/],
    [
      "an unknown optimizer",
      '#{"version":1,"surface":{"id":"booth"},"ensembles":[{"optimizer":"x"}]}',
      "/ensembles/0/optimizer",
      /found "x"/,
    ],
  ])("with %s is refused in one line", (_name, hash, path, message) => {
    const error = errorOf(hash);
    expect(error.path).toBe(path);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
  });

  it("that would be too long is not made, and the error says what to do", () => {
    const points = Array.from({ length: 5000 }, (_, index) => [Math.sin(index * 12.9898), Math.cos(index * 78.233)]);
    const experiment = parseExperiment({ ...handWritten, starts: { kind: "points", points } });
    expect(() => encodeLink(experiment)).toThrow(LinkTooLongError);
    expect(() => encodeLink(experiment)).toThrow(/more than the 32000 allowed: save a file/);
    expect(LONGEST_LINK).toBe(32_000);
  });
});
