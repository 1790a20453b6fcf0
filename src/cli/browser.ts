import { existsSync } from "node:fs";
import { platform } from "node:os";
import type { Browser } from "playwright-core";

/** Where an installed Chrome or Chromium usually lies, most preferred first. */
const INSTALLED: Record<string, readonly string[]> = {
  linux: [
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** What starts a headless browser that has WebGPU: the executable and its flags. */
export interface BrowserLaunch {
  executablePath: string;
  args: string[];
}

/** Flags that make WebGPU work, and its canvas visible in screenshots, on a machine with no GPU (SwiftShader). */
const SOFTWARE_FLAGS = ["--enable-features=Vulkan", "--use-vulkan=swiftshader", "--use-angle=swiftshader"];

function hasGpu(): boolean {
  if (process.env.RAVINE_GPU === "software") return false;
  if (process.env.RAVINE_GPU === "hardware") return true;
  return platform() !== "linux" || existsSync("/dev/nvidia0") || existsSync("/dev/dri/renderD128");
}

function flags(): string[] {
  const common = [
    "--enable-unsafe-webgpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  if (platform() === "linux") common.push("--no-sandbox");
  if (!hasGpu()) return [...common, ...SOFTWARE_FLAGS];
  return platform() === "linux" ? [...common, "--enable-features=Vulkan"] : common;
}

/**
 * Finds a browser: `CHROME_PATH`, else an installed Chrome or Chromium, else the one that the lock file brings
 * (Linux on x64, unpacked into the system's temporary folder).
 * @throws Error with what to do when there is none.
 */
export async function findBrowser(): Promise<BrowserLaunch> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    return { executablePath: named, args: flags() };
  }
  const installed = (INSTALLED[platform()] ?? []).find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: flags() };
  if (platform() !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome was found. Install Chrome, or set CHROME_PATH to the browser's executable.");
  }
  // The package unpacks its NSS libraries, which a bare system lacks, only where it believes to be on AWS Lambda.
  process.env.AWS_EXECUTION_ENV ??= "AWS_Lambda_nodejs20.x";
  const { default: bundled } = await import("@sparticuz/chromium");
  return { executablePath: await bundled.executablePath(), args: flags() };
}

/**
 * Starts the headless browser that {@link findBrowser} finds.
 * @param endsWithSignals whether a signal to this process ends the browser, and SIGINT the process; else the caller sees to it.
 */
export async function launchBrowser(endsWithSignals = true): Promise<Browser> {
  const launch = await findBrowser();
  const { chromium } = await import("playwright-core");
  const ends = { handleSIGINT: endsWithSignals, handleSIGTERM: endsWithSignals, handleSIGHUP: endsWithSignals };
  return chromium.launch({ headless: true, ...ends, ...launch });
}
