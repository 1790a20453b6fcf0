import type { CameraKey } from "../../../experiment/recording.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { SliderRow } from "../../controls/slider-row.tsx";
import type { SliderScale } from "../../slider-scale.ts";
import * as store from "../../store.ts";
import { chosen, editField } from "../editing.ts";
import { seenCamera } from "../seen-camera.ts";
import { EasingRow } from "./easing-row.tsx";
import { SegmentedRow } from "./segmented-row.tsx";
import { TargetRows } from "./target-rows.tsx";
import { TimeRow } from "./time-row.tsx";

const TURN: SliderScale = { kind: "linear", from: -180, to: 180 };
const TILT: SliderScale = { kind: "linear", from: 4, to: 90 };
const ZOOM: SliderScale = { kind: "log", from: 0.25, to: 40 };
const ORBIT: SliderScale = { kind: "linear", from: -30, to: 30 };

export interface CameraInspectorProps {
  readonly cameraKey: CameraKey;
  readonly index: number;
}

/** Where the camera is at one time, and what it looks at. */
export function CameraInspector({ cameraKey, index }: CameraInspectorProps) {
  const replace = (next: CameraKey): string | undefined =>
    editField((recording) => ({ ...recording, camera: recording.camera.with(index, next) }));
  const set = (change: Partial<CameraKey>): string | undefined => replace({ ...cameraKey, ...change });
  const isRelief = cameraKey.mode === "relief";
  return (
    <>
      <TimeRow selection={{ track: "camera", index }} />
      {index > 0 && <EasingRow value={cameraKey.easing} choose={chosen((easing) => set({ easing }))} />}
      <SegmentedRow
        label="sees"
        options={[
          { value: "relief", label: "Relief", title: "From the side" },
          { value: "top", label: "Top", title: "From above" },
        ]}
        value={cameraKey.mode}
        choose={chosen((mode) => set({ mode }))}
      />
      {isRelief && (
        <>
          <SliderRow
            label="turn °"
            name="Turn in degrees"
            value={cameraKey.turn}
            scale={TURN}
            apply={(turn) => set({ turn })}
          />
          <SliderRow
            label="tilt °"
            name="Degrees above the horizon"
            value={cameraKey.tilt}
            scale={TILT}
            apply={(tilt) => set({ tilt })}
          />
        </>
      )}
      <SliderRow label="zoom ×" name="Zoom" value={cameraKey.zoom} scale={ZOOM} apply={(zoom) => set({ zoom })} />
      {isRelief && (
        <SliderRow
          label="orbit °/s"
          name="Degrees a second that it goes on turning"
          value={cameraKey.orbit}
          scale={ORBIT}
          apply={(orbit) => set({ orbit })}
        />
      )}
      <TargetRows cameraKey={cameraKey} replace={replace} />
      {cameraKey.target !== undefined && (
        <NumberRow
          label="point"
          between=","
          entries={[
            {
              name: "Point, x",
              value: cameraKey.target[0],
              apply: (x) => set({ target: [x, cameraKey.target?.[1] ?? 0] }),
            },
            {
              name: "Point, y",
              value: cameraKey.target[1],
              apply: (y) => set({ target: [cameraKey.target?.[0] ?? 0, y] }),
            },
          ]}
        />
      )}
      <button
        type="button"
        class="quiet film-quiet"
        title="Turn, tilt and zoom of the page’s own landscape, as you left it"
        onClick={() => {
          const eye = store.playground.peek()?.eye;
          if (eye !== undefined) set(seenCamera(eye));
        }}
      >
        As the landscape is seen now
      </button>
    </>
  );
}
