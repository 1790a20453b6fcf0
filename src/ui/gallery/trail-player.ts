import { PREVIEW_STEPS, type PreviewTrail } from "./preview-trails.ts";

/** How long trails take to draw themselves, in milliseconds. */
const DURATION = 2200;

/** Early steps tell most: the run begins slowly. */
const EASE = 1.6;

/** Widths in CSS pixels. */
const TRAIL_WIDTH = 1.15;
const START_RADIUS = 1.1;
const END_RADIUS = 1.9;

export interface TrailLook {
  readonly trails: readonly PreviewTrail[];
  readonly color: string;
  /** What the trails are drawn on; as large as the canvas. */
  readonly ground: CanvasImageSource;
  readonly pixelRatio: number;
}

/** All players that draw now share one frame callback. */
const drawing = new Set<TrailPlayer>();
let isScheduled = false;

function schedule(): void {
  if (isScheduled || drawing.size === 0) return;
  isScheduled = true;
  requestAnimationFrame((now) => {
    isScheduled = false;
    for (const player of drawing) player.advanceTo(now);
    schedule();
  });
}

/** Draws trails on a canvas, either as they come about or at once. */
export class TrailPlayer {
  #began: number | undefined;
  #done = 0;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly look: TrailLook,
  ) {}

  /** Draws the trails anew, step by step. */
  play(): void {
    this.#began = undefined;
    this.#clear();
    drawing.add(this);
    schedule();
  }

  /** Shows all of the trails. */
  finish(): void {
    drawing.delete(this);
    this.#clear();
    this.#drawTo(PREVIEW_STEPS);
    this.#drawEnds();
  }

  /** Rests for good. */
  stop(): void {
    drawing.delete(this);
  }

  /** @param now the frame's time in milliseconds. */
  advanceTo(now: number): void {
    this.#began ??= now;
    const share = Math.min((now - this.#began) / DURATION, 1);
    this.#drawTo(Math.round(PREVIEW_STEPS * share ** EASE));
    if (share < 1) return;
    drawing.delete(this);
    this.#drawEnds();
  }

  #clear(): void {
    const { canvas } = this.context;
    this.context.globalAlpha = 1;
    this.context.drawImage(this.look.ground, 0, 0, canvas.width, canvas.height);
    this.#done = 0;
    this.context.fillStyle = this.look.color;
    this.context.globalAlpha = 0.7;
    for (const { pieces } of this.look.trails) {
      const [first] = pieces;
      if (first !== undefined) this.#dot(first.x0, first.y0, START_RADIUS);
    }
  }

  /** Adds what happened since the last time. */
  #drawTo(step: number): void {
    if (step <= this.#done) return;
    const { width, height } = this.context.canvas;
    this.context.strokeStyle = this.look.color;
    this.context.lineWidth = TRAIL_WIDTH * this.look.pixelRatio;
    this.context.lineCap = "round";
    this.context.lineJoin = "round";
    this.context.globalAlpha = 0.85;
    for (const { pieces } of this.look.trails) {
      this.context.beginPath();
      let x = Number.NaN;
      let y = Number.NaN;
      for (const piece of pieces) {
        if (piece.step <= this.#done || piece.step > step) continue;
        if (piece.x0 !== x || piece.y0 !== y) this.context.moveTo(piece.x0 * width, piece.y0 * height);
        this.context.lineTo(piece.x1 * width, piece.y1 * height);
        x = piece.x1;
        y = piece.y1;
      }
      this.context.stroke();
    }
    this.#done = step;
  }

  #drawEnds(): void {
    this.context.fillStyle = this.look.color;
    this.context.globalAlpha = 1;
    for (const { end } of this.look.trails) {
      if (end !== undefined) this.#dot(end.x, end.y, END_RADIUS);
    }
  }

  #dot(x: number, y: number, radius: number): void {
    const { width, height } = this.context.canvas;
    this.context.beginPath();
    this.context.arc(x * width, y * height, radius * this.look.pixelRatio, 0, 2 * Math.PI);
    this.context.fill();
  }
}
