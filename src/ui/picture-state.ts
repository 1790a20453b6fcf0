import type { PictureState } from "../simulation/submissions.ts";
import * as store from "./store.ts";

/** Whether the landscape is drawn anew from frame to frame, or stands still. */
export function pictureState(): PictureState {
  return store.state.peek() === "running" || store.seeking.peek() !== undefined ? "drawn" : "still";
}
