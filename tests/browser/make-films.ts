import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../src/cli/browser.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

/*
 * Makes the films that the page and the README show, and a picture of each, from the storyboards in public/films, by the
 * command line as anybody would: `npm run films`, or `npm run films -- noise race` for some. The picture is a still of
 * the film; the browser only makes a JPEG of it.
 */
const FOLDER = resolve(import.meta.dirname, "../../public/films");
const COMMAND_LINE = resolve(import.meta.dirname, "../../src/cli/ravine.js");
const SIZE = ["--width", "640", "--height", "360", "--fps", "30"] as const;

/** A page with six of them should not weigh more than a photograph. */
const MOST_BYTES = 700_000;
/** The first rate that is tried is for so much of that: an encoder spends less than it may on a picture that rests. */
const FIRST_SHARE = 1.1;
/** What every further one is of the one before. */
const NEXT_SHARE = 0.88;
const POSTER_BYTES = 60_000;

/** Seconds at which each film shows what it is about. */
const POSTERS: Readonly<Record<string, number>> = {
  ravine: 7.2,
  "why-momentum": 4.9,
  noise: 3.4,
  race: 5,
  trapezoid: 4.8,
  basins: 6.4,
};

function ravine(...options: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [COMMAND_LINE, ...options], { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", fail);
    child.on("close", (code) =>
      code === 0 ? done() : fail(new Error(`ravine ${options.join(" ")} ended with ${code}`)),
    );
  });
}

/** A PNG as the JPEG of the best quality that is no larger than it may be. */
async function jpegOf(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const text = await page.evaluate(
    async ({ source, most }) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
      const canvas = document.createElement("canvas");
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      for (let quality = 0.9; ; quality -= 0.05) {
        const [, content = ""] = canvas.toDataURL("image/jpeg", quality).split(",");
        if (content.length * 0.75 <= most || quality < 0.3) return content;
      }
    },
    { source: png.toString("base64"), most: POSTER_BYTES },
  );
  await page.close();
  return Buffer.from(text, "base64");
}

const scratch = mkdtempSync(join(tmpdir(), "ravine-films-"));
const browser = await launchBrowser();
try {
  for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(POSTERS)) {
    const storyboard = join(FOLDER, `${name}.json`);
    const film = join(FOLDER, `${name}.mp4`);
    const seconds = parseExperiment(JSON.parse(readFileSync(storyboard, "utf8"))).recording?.seconds ?? 10;
    let share = FIRST_SHARE;
    do {
      const bits = Math.floor((share * 8 * MOST_BYTES) / seconds);
      // One key frame is enough for so short a film.
      await ravine("record", storyboard, "--out", film, ...SIZE, "--keyframes", "30", "--bitrate", String(bits));
      share *= NEXT_SHARE;
    } while (statSync(film).size > MOST_BYTES);
    const still = join(scratch, `${name}.png`);
    const at = String(POSTERS[name] ?? seconds / 2);
    await ravine("record", storyboard, "--out", still, "--at", at, ...SIZE, "--supersampling", "2");
    const poster = join(FOLDER, `${name}.jpg`);
    writeFileSync(poster, await jpegOf(browser, readFileSync(still)));
    console.info(`${name}: ${statSync(film).size} bytes, poster ${statSync(poster).size} bytes`);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
