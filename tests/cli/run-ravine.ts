import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../../src/cli/ravine.js", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  /** Standard output as it came. */
  readonly bytes: Buffer;
  readonly stderr: string;
}

/** Runs the command line as a person would, from a folder that is not the project's, with text on standard input. */
export function runRavine(options: readonly string[], input = ""): Promise<Outcome> {
  return startRavine(options, input).outcome;
}

/** The same, under way. */
export function startRavine(
  options: readonly string[],
  input = "",
): { readonly child: ChildProcess; readonly outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [SCRIPT, ...options], { cwd: tmpdir() });
  const outcome = new Promise<Outcome>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const bytes = Buffer.concat(chunks);
      resolve({ code, stdout: bytes.toString("utf8"), bytes, stderr });
    });
    // A run that is refused before it reads its input closes the pipe.
    child.stdin.on("error", () => undefined).end(input);
  });
  return { child, outcome };
}
