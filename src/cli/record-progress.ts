/** Seconds of the latest frames that the speed is taken from. */
const WINDOW = 5;
/** Seconds between two lines where nobody looks on. */
const PERIOD = 10;

/** "1 min 5 s": whole seconds. */
function timeText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function speedText(framesPerSecond: number): string {
  return framesPerSecond < 10 ? framesPerSecond.toFixed(1) : framesPerSecond.toFixed(0);
}

/** Says how far a film is, how fast it goes, and how long it will take: from frames done and the seconds at which they were. */
export class FilmProgress {
  private readonly marks: { readonly done: number; readonly at: number }[] = [];

  constructor(private readonly frames: number) {}

  /** @param at seconds of any clock. */
  line(done: number, at: number): string {
    const { marks, frames } = this;
    marks.push({ done, at });
    while (marks.length > 2 && at - (marks[1]?.at ?? at) > WINDOW) marks.shift();
    const [first] = marks;
    const speed = first !== undefined && at > first.at ? (done - first.done) / (at - first.at) : 0;
    const text = `${done} of ${frames} frames`;
    return speed > 0 ? `${text} · ${speedText(speed)} frames/s · ${timeText((frames - done) / speed)} left` : text;
  }
}

/** Shows it on standard error: always the latest where a person is looking on, else a line every ten seconds. */
export function filmProgress(frames: number): { report(done: number): void; end(): void } {
  const isWatched = process.stderr.isTTY === true;
  const progress = new FilmProgress(frames);
  const seconds = (): number => performance.now() / 1000;
  let last = seconds();
  let before: number | undefined;
  let isShown = false;
  return {
    report(done) {
      if (done === before || done >= frames) return;
      // Until the first frame is done the film is being prepared, which says nothing of its speed.
      const isFirst = before === undefined;
      before = done;
      if (isFirst) return;
      const now = seconds();
      const line = progress.line(done, now);
      if (now - last < (isWatched ? 0.1 : PERIOD)) return;
      last = now;
      isShown = isWatched;
      process.stderr.write(isWatched ? `\r\u001B[K${line}` : `ravine: ${line}\n`);
    },
    end() {
      if (isShown) process.stderr.write("\r\u001B[K");
      isShown = false;
    },
  };
}
