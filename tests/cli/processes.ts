import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
  /** Bytes of memory that it has for itself. */
  readonly ownMemory: number;
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

/** Resident pages of no file, and that nobody shares: what a process has taken for itself. */
function ownMemory(pid: number): number {
  const [, kilobytes = "0"] = /^RssAnon:\s+([0-9]+) kB$/m.exec(read(pid, "status")) ?? [];
  return 1024 * Number(kilobytes);
}

/** A process's children, theirs, and so on; Linux only. */
export function descendants(ancestor: number): readonly Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map((name) => {
      const pid = Number(name);
      // What stands before the last parenthesis is the name, which may hold anything.
      const [, parent = "0"] = /\) \S ([0-9]+) [^)]*$/.exec(read(pid, "stat")) ?? [];
      return { pid, parent: Number(parent), command: read(pid, "cmdline").replaceAll("\0", " ") };
    });
  const within = new Set([ancestor]);
  for (let size = 0; size < within.size; ) {
    size = within.size;
    for (const { pid, parent } of all) if (within.has(parent)) within.add(pid);
  }
  within.delete(ancestor);
  return all.filter(({ pid }) => within.has(pid)).map((one) => ({ ...one, ownMemory: ownMemory(one.pid) }));
}
