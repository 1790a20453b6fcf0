import { computed, effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Film } from "../../recording/film/film.ts";
import { isSoftware } from "../../view/renderer.ts";
import { watchPixelRatio } from "../pixel-ratio.ts";
import * as store from "../store.ts";
import { watchAvailability } from "./availability.ts";
import { exporting, isPlaying, preview, previewRate, recording, shownFrame } from "./film-store.ts";
import { filmed } from "./filmed.ts";
import { startPlayback } from "./playback.ts";
import { Preview } from "./preview.ts";
import { paintedFrame, paintPixels, previewCanvas } from "./preview-canvas.ts";
import { previewSize, type Size } from "./preview-size.ts";

/** CSS pixels that the preview has, and how many physical ones each of them is; undefined until it is laid out. */
const room = signal<(Size & { readonly ratio: number }) | undefined>(undefined);

/** What is previewed: nothing while a film is exported, which has the device for itself. */
const previewed = computed(() => {
  const [device, space] = [store.device.value, room.value];
  if (device === undefined || space === undefined || exporting.value !== undefined) return undefined;
  const sharp = previewSize(recording.value, space, space.ratio, false);
  const quick = previewSize(recording.value, space, space.ratio, isSoftware(device));
  return { device, experiment: filmed.value, quick, sharp };
});

/** The film as it will be: the same pixels as its export has, at the size that they are seen. */
export function PreviewStage() {
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    previewCanvas.value = canvas.current ?? undefined;
    const stopMeasuring = stage.current === null ? undefined : measure(stage.current);
    const stops = [startPreview(), startPlayback(), watchAvailability()];
    return () => {
      for (const stop of stops) stop();
      stopMeasuring?.();
      previewCanvas.value = undefined;
      paintedFrame.value = undefined;
    };
  }, []);
  const { value } = preview;
  const { width, height } = recording.value;
  const isPainted = paintedFrame.value !== undefined;
  return (
    <div
      class="preview-stage"
      ref={stage}
      style={{ "--film-width": width, "--film-height": height }}
      data-preview={value.state}
      data-frame={paintedFrame.value}
      aria-busy={value.state === "preparing" || exporting.value !== undefined}
    >
      <canvas ref={canvas} role="img" aria-label="The film" class={isPainted ? "painted" : undefined} />
      {value.state === "preparing" && !isPainted && <p class="preview-note late">Preparing the film…</p>}
      {value.state === "error" && (
        <p class="preview-note error" role="alert">
          {value.text}
        </p>
      )}
      {previewRate.value !== undefined && <p class="preview-note rate">preview at {rateText(previewRate.value)} fps</p>}
    </div>
  );
}

function rateText(rate: number): string {
  return rate < 0.5 ? "less than 1" : String(Math.round(rate));
}

/** Keeps the preview at what is wanted, until it ends. */
function startPreview(): () => void {
  const engine = new Preview(
    {
      paint: paintPixels,
      state: (state) => {
        if (typeof state === "object") preview.value = { state: "error", text: state.error };
        else if (preview.peek().state !== state) preview.value = { state };
      },
    },
    ({ device, experiment, width, height }, signal) => Film.create(device, experiment, { width, height, signal }),
  );
  const stops = [
    effect(() => engine.follow(previewed.value)),
    effect(() => engine.show(shownFrame.value, isPlaying.value)),
  ];
  return () => {
    for (const stop of stops) stop();
    engine.follow(undefined);
  };
}

/** Follows the room that an element has. */
function measure(element: HTMLElement): () => void {
  const look = () => {
    const { clientWidth: width, clientHeight: height } = element;
    const before = room.peek();
    if (width === 0 || height === 0) return;
    if (before?.width === width && before.height === height && before.ratio === devicePixelRatio) return;
    room.value = { width, height, ratio: devicePixelRatio };
  };
  const observer = new ResizeObserver(look);
  observer.observe(element);
  const stop = watchPixelRatio(look);
  look();
  return () => {
    observer.disconnect();
    stop();
  };
}
