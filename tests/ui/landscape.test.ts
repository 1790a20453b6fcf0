import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { openFile } from "../../src/ui/files.ts";
import { followLinks, readLink } from "../../src/ui/location.ts";
import { readFromPage } from "../../src/ui/read-from-page.ts";
import * as store from "../../src/ui/store.ts";

const file = "landscapes/iris-network.npy";
const bytes = new Uint8Array(readFileSync(new URL(`../../public/${file}`, import.meta.url)));
const address = { hash: "", origin: "https://example.org", pathname: "/ravine/" };
const fetched: string[] = [];

function answer(url: string): Response {
  fetched.push(url);
  if (url.endsWith(file)) return new Response(bytes);
  if (url.endsWith("front.npy")) return new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
  if (url.endsWith("busy.npy")) return new Response("", { status: 503 });
  return new Response("", { status: 404 });
}

const linkTo = (name: string): string =>
  `#${JSON.stringify({ version: 1, surface: { grid: { file: name } }, ensembles: [{ optimizer: "adam" }] })}`;

beforeEach(() => {
  vi.stubGlobal("location", address);
  vi.stubGlobal("history", { pushState: () => undefined, replaceState: () => undefined });
  vi.stubGlobal("document", { baseURI: "https://example.org/ravine/index.html" });
  vi.stubGlobal("fetch", async (url: URL) => answer(url.href));
  fetched.length = 0;
  address.hash = "";
  store.notice.value = undefined;
  store.experiment.value = defaultExperiment;
});
afterEach(() => vi.unstubAllGlobals());

describe("The page reads files that lie beside it", () => {
  it("and no others", async () => {
    expect(await readFromPage(file)).toEqual(bytes);
    expect(fetched).toEqual([`https://example.org/ravine/${file}`]);
    const others = [
      "../x.npy",
      "a/../../x.npy",
      "/x.npy",
      "//example.com/x.npy",
      "https://example.com/x.npy",
      "data:text/csv,1.csv",
      "a\\x.npy",
      "%2e%2e/x.npy",
      "a//x.npy",
      ".hidden/x.npy",
      "x.npy?y.npy",
      "x y.npy",
      "",
    ];
    for (const name of others) {
      await expect(readFromPage(name), name).rejects.toThrow("the page opens files beside it only");
    }
    expect(fetched).toHaveLength(1);
  });

  it.each([
    ["none.npy", "there is no such file beside the page"],
    ["front.npy", "there is no such file beside the page"],
    ["busy.npy", "the host answered 503"],
  ])("and says why it cannot: %s", async (name, reason) => {
    await expect(readFromPage(name)).rejects.toThrow(reason);
  });

  it("and says so where there is no way to them", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(readFromPage(file)).rejects.toThrow("it could not be fetched");
  });
});

describe("A link that names a landscape", () => {
  it("is opened once the file is there", async () => {
    address.hash = linkTo(file);
    const { experiment, later } = readLink();
    expect(experiment).toBeUndefined();
    expect((await later)?.surface).toMatchObject({ grid: { file, columns: 97, rows: 97 } });
  });

  it("is followed, unless the page has gone on meanwhile; what runs stays where there is no such file", async () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal("addEventListener", (_event: string, listener: () => void) => listeners.push(listener));
    const opened: Experiment[] = [];
    followLinks(
      (experiment) => opened.push(experiment),
      () => defaultExperiment,
    );
    const goTo = (hash: string): void => {
      address.hash = hash;
      for (const listener of listeners) listener();
    };
    goTo(linkTo(file));
    goTo("");
    await vi.waitFor(() => expect(fetched).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(opened).toEqual([defaultExperiment]);
    goTo(linkTo(file));
    await vi.waitFor(() => expect(opened).toHaveLength(2));
    expect(opened[1]?.surface).toMatchObject({ grid: { file } });
    goTo(linkTo("none.npy"));
    await vi.waitFor(() => expect(store.notice.value?.kind).toBe("error"));
    expect(store.notice.value?.text).toBe(
      'The link cannot be opened. /surface/grid/file: found "none.npy" (there is no such file beside the page); allowed: a file with a landscape: .npy, .csv or .png What was running goes on.',
    );
    expect(opened).toHaveLength(2);
  });
});

describe("A file that is dropped on the page", () => {
  const drop = async (name: string, content: BlobPart): Promise<Experiment | undefined> => {
    let opened: Experiment | undefined;
    await openFile(new File([content], name), (experiment) => {
      opened = experiment;
    });
    return opened;
  };

  it("becomes the landscape that runs, with starts that suit it", async () => {
    const starts = { kind: "gaussian", count: 50, center: [-1.5, 2], sigma: 0.1 };
    store.experiment.value = parseExperiment({ ...defaultExperiment, starts });
    const opened = await drop("mine.npy", bytes);
    expect(store.notice.value).toBeUndefined();
    expect(opened?.surface).toMatchObject({ grid: { name: "mine.npy", columns: 97 } });
    expect(opened?.starts).toMatchObject({ kind: "gaussian", count: 50, center: [0, 0] });
    expect(opened?.ensembles).toEqual(defaultExperiment.ensembles);
    expect(parseExperiment(opened)).toEqual(opened);
  });

  it("leaves out what cannot run there, and says so", async () => {
    const surface = { id: "linear-regression" };
    store.experiment.value = parseExperiment({ ...defaultExperiment, surface, noise: { kind: "minibatch", size: 4 } });
    const opened = await drop("mine.npy", bytes);
    expect(opened?.noise).toEqual({ kind: "none" });
    expect(store.notice.value).toEqual({
      kind: "info",
      text: "Left out, as mine.npy has no place for it: minibatches.",
    });
  });

  it.each([
    ["a.csv", "1,2\n3\n", "a.csv cannot be opened: row 2 has 1 numbers, the row before 2"],
    ["a.npy", "x", "a.npy cannot be opened: byte 0: 78; NPY begins with 93 4e 55 4d 50 59"],
    ["a.json", "{", "a.json cannot be opened: not JSON: line 1, column 2: unexpected end of the text"],
  ])("is refused with the place where it is none: %s", async (name, content, text) => {
    expect(await drop(name, content)).toBeUndefined();
    expect(store.notice.value).toEqual({ kind: "error", text });
  });

  it("may be an experiment that names a landscape beside the page", async () => {
    const opened = await drop("run.json", decodeURIComponent(linkTo(file).slice(1)));
    expect(opened?.surface).toMatchObject({ grid: { file, rows: 97 } });
  });
});
