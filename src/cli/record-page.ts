import type { Experiment } from "../experiment/experiment.ts";
import { requestDevice } from "../gpu/device.ts";
import { isLost as isDeviceLost } from "../gpu/unless-lost.ts";
import type { VideoChoice, VideoRequest } from "../recording/encode/format.ts";
import { chooseVideo, encodeVideo } from "../recording/encode/video.ts";
import { Film } from "../recording/film/film.ts";
import { Outbox } from "./outbox.ts";
import { packSegment } from "./record-segment.ts";

/** What the command line asks of the page. */
export interface RecordTask {
  /** With its recording, complete. */
  readonly experiment: Experiment;
  readonly supersampling: number;
  /** What is encoded in the page; frames alone when absent. */
  readonly video?: VideoRequest;
  /** From one key frame to the next: those frames are encoded, and kept, together. */
  readonly segmentSeconds?: number;
}

export interface Prepared {
  /** The codec that this browser has; absent without a request for a video. */
  readonly choice?: VideoChoice;
  /** What the pixels depend on besides the film: the browser and the graphics adapter. */
  readonly machine: string;
}

export interface RecordState {
  /** Frames of the film that are encoded. */
  readonly done: number;
  /** Bytes of the parcel that can be fetched; absent while there is none. */
  readonly size?: number;
  /** What went wrong: it ends what is under way. */
  readonly problem?: string;
  /** Whether the graphics device is lost. */
  readonly isLost: boolean;
}

/** What the command line calls in the page. Parcels of any size pass in pieces, one parcel after another. */
export interface RecordPage {
  /** Adds to the task's JSON. */
  load(piece: string): void;
  /** Finds out what this browser can do, before anything is made. @throws Error without WebGPU; UnavailableError. */
  prepare(): Promise<Prepared>;
  /** Starts to encode, from a frame at the beginning of a segment on: every segment is a parcel, packed. */
  encode(from: number): void;
  /** Starts to draw a frame: its RGBA is a parcel. */
  draw(frame: number, isTransparent: boolean): void;
  state(): RecordState;
  /** Some bytes of the parcel in base64: fewer, or none, at its end. */
  read(from: number, count: number): string;
  /** The parcel has been fetched. */
  take(): void;
}

function createPage(): RecordPage {
  const loaded: string[] = [];
  const outbox = new Outbox();
  let task: RecordTask | undefined;
  let device: GPUDevice | undefined;
  let choice: VideoChoice | undefined;
  let made: Promise<Film> | undefined;
  let done = 0;
  let problem: string | undefined;
  let isLost = false;

  const film = (): Promise<Film> => {
    if (task === undefined || device === undefined) throw new Error("Nothing is prepared.");
    made ??= Film.create(device, task.experiment, { supersampling: task.supersampling });
    return made;
  };
  const run = (work: () => Promise<void>): void => {
    work().catch(async (error: unknown) => {
      isLost ||= device !== undefined && (await isDeviceLost(device));
      problem = error instanceof Error ? error.message : String(error);
    });
  };

  return {
    load(piece) {
      loaded.push(piece);
    },
    async prepare() {
      const read: RecordTask = JSON.parse(loaded.splice(0).join(""));
      task = read;
      choice = read.video && (await chooseVideo(read.video));
      device = await requestDevice();
      device.lost.then(() => {
        isLost = true;
      });
      const { vendor, architecture, device: model, description } = device.adapterInfo;
      const machine = [navigator.userAgent, vendor, architecture, model, description].join(" | ");
      return choice === undefined ? { machine } : { choice, machine };
    },
    encode(from) {
      done = from;
      run(async () => {
        if (choice === undefined) throw new Error("No video was asked for.");
        const onFrame = (count: number): void => {
          done = count;
        };
        const { segmentSeconds } = task ?? {};
        const options = { from, onFrame, ...(segmentSeconds !== undefined && { segmentSeconds }) };
        for await (const segment of encodeVideo(await film(), choice, options)) {
          await outbox.put(packSegment(segment));
        }
      });
    },
    draw(frame, isTransparent) {
      run(async () => {
        const source = await film();
        await outbox.put(await (isTransparent ? source.transparent(frame) : source.rgba(frame)));
      });
    },
    state() {
      const { size } = outbox;
      return {
        done,
        isLost,
        ...(size === undefined ? {} : { size }),
        ...(problem === undefined ? {} : { problem }),
      };
    },
    read: (from, count) => outbox.read(from, count),
    take: () => outbox.take(),
  };
}

Object.assign(globalThis, { ravineRecord: createPage() });
