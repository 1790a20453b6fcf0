import { randomBits, unitInterval } from "../../src/math/random.ts";
import type { FrameSource } from "../../src/recording/frame-source.ts";
import { planesOf } from "./encode-planes.ts";

const COLORS = ["#ffb454", "#ff6b6b", "#5ad4e6", "#b48cff"];
const TRAJECTORIES = 1500;
const TRAIL = 40;

/**
 * A picture of the kind that films have, as hard to encode: thousands of thin bright trails that swing into a valley, over
 * contour lines on a dark, dithered ground, the camera turning.
 */
export function trailScene(width: number, height: number, frames: number, fps: 24 | 30 | 60 = 30): FrameSource {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("No 2-D canvas.");
  const rgba = async (frame: number): Promise<Uint8Array<ArrayBuffer>> => {
    paint(context, width, height, frame / fps);
    const { data } = context.getImageData(0, 0, width, height);
    return dithered(new Uint8Array(data.buffer), width);
  };
  return { width, height, fps, frames, rgba, i420: async (frame) => planesOf(await rgba(frame), width, height) };
}

function paint(context: OffscreenCanvasRenderingContext2D, width: number, height: number, time: number): void {
  const unit = Math.min(width, height) / 540;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "source-over";
  const ground = context.createRadialGradient(width / 2, height / 2, 0, width / 2, height / 2, width / 2);
  ground.addColorStop(0, "#101a2c");
  ground.addColorStop(1, "#05070d");
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate(0.05 * time);
  const scale = 0.5 * height;
  context.lineWidth = unit;
  context.strokeStyle = "#2a3a55";
  for (let level = 1; level <= 14; level++) {
    context.beginPath();
    context.ellipse(0, 0, 0.14 * level * scale, 0.05 * level * scale, 0, 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalCompositeOperation = "lighter";
  context.globalAlpha = 0.35;
  context.lineWidth = 1.2 * unit;
  for (let trajectory = 0; trajectory < TRAJECTORIES; trajectory++) {
    const [a, b] = randomBits(7, trajectory, 0, 0).map(unitInterval);
    const kind = trajectory % COLORS.length;
    context.strokeStyle = COLORS[kind] ?? "#ffffff";
    context.beginPath();
    for (let age = 0; age < TRAIL; age++) {
      const step = Math.max(0, 30 * time - age * 0.5);
      const decay = Math.exp(-0.008 * (1 + kind) * step);
      const x = (3 * (a ?? 0) - 1.5) * decay * Math.cos(0.05 * step);
      const y = (1.6 * (b ?? 0) - 0.8) * decay * Math.cos(0.23 * (1 + 0.2 * kind) * step);
      context.lineTo(x * scale, y * scale);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Half a level of noise, the same in every frame: no bands in the dark. */
function dithered(rgba: Uint8Array<ArrayBuffer>, width: number): Uint8Array<ArrayBuffer> {
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    const [bits] = randomBits(1, pixel % width, Math.floor(pixel / width), 0);
    for (let channel = 0; channel < 3; channel++) {
      const at = 4 * pixel + channel;
      rgba[at] = Math.min(255, Math.floor((rgba[at] ?? 0) + unitInterval(bits) * 1.5));
    }
  }
  return rgba;
}
