import type { ScenePoint } from "../../view/pick.ts";
import type { Pose } from "../../view/projection.ts";
import type { Overlay } from "../overlay/overlay.ts";
import type { CameraTarget, Look, Moment } from "../timeline/moment.ts";
import type { Storyboard } from "../timeline/storyboard.ts";
import { type Fitted, fitLandscape, poseAt } from "./film-camera.ts";
import type { FilmStage } from "./film-stage.ts";
import type { FlyAlong } from "./fly-along.ts";
import { mapAzimuth } from "./map-azimuth.ts";

/** Where a film is seen from. */
export class FilmEye {
  readonly #points: Readonly<Record<Look["height"], Float64Array>>;
  readonly #mapAzimuth: (time: number) => number;
  readonly #fitted = new Map<string, Fitted>();

  /**
   * The landscape is fitted into the frame as it is now, at the beginning of the film, so that it rests while a number
   * changes.
   */
  constructor(
    private readonly stage: FilmStage,
    private readonly overlay: Overlay,
    private readonly flying: FlyAlong,
    storyboard: Storyboard,
  ) {
    this.#mapAzimuth = mapAzimuth(storyboard);
    this.#points = { linear: stage.framePoints("linear"), logarithmic: stage.framePoints("logarithmic") };
  }

  /** The pose of a frame, whose look the stage has. */
  pose(index: number, moment: Moment): Pose {
    const { stage } = this;
    const fitted = this.#fit(moment);
    const { targetX: x, targetY: y, targetZ: z } = fitted.relief;
    const place = ({ target, follow }: CameraTarget): ScenePoint => {
      if (follow !== undefined) return stage.place(...this.flying.at(follow, index));
      return target === undefined ? { x, y, z } : stage.place(...target);
    };
    const { from, to, share } = moment.camera;
    const [a, b] = [place(from), place(to)];
    const mix = (key: keyof ScenePoint): number => (1 - share) * a[key] + share * b[key];
    const looked = { x: mix("x"), y: mix("y"), z: mix("z") };
    return poseAt(moment.camera, fitted, looked, this.#mapAzimuth(moment.time));
  }

  #fit(moment: Moment): Fitted {
    const { size, unit } = this.stage;
    const { top, right, bottom, left } = this.overlay.insets(moment);
    const key = [moment.height, top, right, bottom, left].join(" ");
    const known = this.#fitted.get(key);
    if (known !== undefined) return known;
    const insets = { top: top / unit, right: right / unit, bottom: bottom / unit, left: left / unit };
    const fitted = fitLandscape(this.#points[moment.height], size, insets);
    this.#fitted.set(key, fitted);
    return fitted;
  }
}
