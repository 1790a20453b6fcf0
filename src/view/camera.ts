import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { MOUSE, PerspectiveCamera, TOUCH } from "three/webgpu";
import { frame, type Insets } from "./framing.ts";
import { DISTANCE, emptyPose, FARTHEST, home, NEAREST, type Orbit, type ViewMode } from "./home.ts";
import { POSE_KEYS, type Pose } from "./projection.ts";

/** Seconds that a change of mode or of framing takes. */
const EASE = 0.75;

/** Just above the ground, seen as an angle from the vertical. */
const LOWEST_POLAR = Math.PI / 2 - 0.06;

/** How far a turn of one radian moves the map, in scene units at the home distance. */
const MAP_SHIFT = 1;

/**
 * The eye: a person's orbit about the relief (three's OrbitControls on a stand-in camera), the framing of the relief
 * inside the free area, and the eased way from one to the next.
 */
export class OrbitCamera {
  /** As drawn now. */
  readonly pose: Pose = emptyPose();
  reducedMotion: boolean;
  readonly #standIn = new PerspectiveCamera(45, 1, 0.01, 100);
  readonly #controls: OrbitControls;
  readonly #from: Pose = emptyPose();
  readonly #goal: Pose = emptyPose();
  readonly #fitted: Pose = emptyPose();
  readonly #orbits: Record<ViewMode, Orbit> = { relief: home("relief", 1.5), top: home("top", 1.5) };
  #mode: ViewMode = "relief";
  #progress = 1;
  #hasBeenDrawn = false;
  /** Whether a person has turned, moved or zoomed; until then the orbit follows the window's shape. */
  #touched = false;
  #width = 1;
  #height = 1;
  #insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  #points: Float64Array = new Float64Array([-1, 0, -1, 1, 0.7, 1]);
  #held: Pose | undefined;

  constructor(canvas: HTMLCanvasElement, reducedMotion: boolean) {
    this.reducedMotion = reducedMotion;
    this.#controls = new OrbitControls(this.#standIn, canvas);
    this.#controls.enableDamping = !reducedMotion;
    this.#controls.dampingFactor = 0.12;
    this.#controls.rotateSpeed = 0.7;
    this.#controls.zoomToCursor = false;
    this.#controls.minDistance = NEAREST;
    this.#controls.maxDistance = FARTHEST;
    this.#controls.maxPolarAngle = LOWEST_POLAR;
    this.#controls.addEventListener("start", () => {
      this.#touched = true;
    });
    this.#restore();
  }

  get mode(): ViewMode {
    return this.#mode;
  }

  setMode(mode: ViewMode): void {
    if (mode === this.#mode) return;
    this.#save();
    this.#mode = mode;
    this.#restore();
    this.#ease();
  }

  setReducedMotion(on: boolean): void {
    this.reducedMotion = on;
    this.#controls.enableDamping = !on;
    if (on) this.#progress = 1;
  }

  setInsets(insets: Insets): void {
    const { top, right, bottom, left } = this.#insets;
    if (insets.top === top && insets.right === right && insets.bottom === bottom && insets.left === left) return;
    this.#insets = { ...insets };
    if (!this.#touched) this.#goHome();
    this.#ease();
  }

  /** The scene points that the framing keeps in view; with a new surface the orbit goes home. */
  setPoints(points: Float64Array, isNewSurface: boolean): void {
    this.#points = points;
    if (isNewSurface) this.#goHome();
    this.#ease();
  }

  /** A new size is taken at once: a picture that lags behind its window looks broken. */
  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    if (!this.#touched) this.#goHome();
    this.#refit();
    this.#progress = 1;
  }

  /**
   * Turns the relief, or moves the map, as keys ask for.
   * @param right and up in radians of turning; @param closer factor of the distance, less than 1 to come closer
   */
  nudge(right: number, up: number, closer: number): void {
    this.#save();
    const orbit = this.#orbits[this.#mode];
    if (this.#mode === "relief") {
      orbit.azimuth += right;
      orbit.polar = Math.min(Math.max(orbit.polar - up, 0.02), LOWEST_POLAR);
    } else {
      const shift = (MAP_SHIFT * orbit.distance) / DISTANCE;
      orbit.x += right * shift;
      orbit.z -= up * shift;
    }
    orbit.distance = Math.min(Math.max(orbit.distance * closer, NEAREST), FARTHEST);
    this.#touched = true;
    this.#restore();
    this.#ease();
  }

  /** Back to where the mode begins. */
  returnHome(): void {
    this.#goHome();
    this.#ease();
  }

  /** Stays at a pose, whatever a person does; undefined lets it go on where it was. */
  hold(pose: Pose | undefined): void {
    this.#held = pose;
  }

  /** Moves on by some seconds. */
  update(seconds: number): void {
    if (this.#held !== undefined) {
      for (const key of POSE_KEYS) this.pose[key] = this.#held[key];
      return;
    }
    this.#controls.update(Math.min(Math.max(seconds, 0), 0.1));
    this.#hasBeenDrawn = true;
    this.#readGoal();
    if (this.reducedMotion) this.#progress = 1;
    this.#progress = Math.min(this.#progress + seconds / EASE, 1);
    const t = this.#progress;
    const share = t < 0.5 ? 4 * t ** 3 : 1 - 4 * (1 - t) ** 3;
    for (const key of POSE_KEYS) {
      this.pose[key] = t === 1 ? this.#goal[key] : this.#from[key] + share * (this.#goal[key] - this.#from[key]);
    }
  }

  dispose(): void {
    this.#controls.dispose();
  }

  #aspect(): number {
    const { top, right, bottom, left } = this.#insets;
    return Math.max(this.#width - left - right, 1) / Math.max(this.#height - top - bottom, 1);
  }

  #goHome(): void {
    this.#orbits.relief = home("relief", this.#aspect());
    this.#orbits.top = home("top", this.#aspect());
    this.#touched = false;
    this.#restore();
  }

  #ease(): void {
    for (const key of POSE_KEYS) this.#from[key] = this.pose[key];
    this.#refit();
    // The short way round, however often a person has turned the relief.
    const turn = 2 * Math.PI;
    this.#readGoal();
    this.#from.azimuth -= turn * Math.round((this.#from.azimuth - this.#goal.azimuth) / turn);
    this.#progress = this.reducedMotion || !this.#hasBeenDrawn ? 1 : 0;
  }

  /** Framing is worked out for the mode's home, so that it does not breathe while a person turns the relief. */
  #refit(): void {
    const orbit = home(this.#mode, this.#aspect());
    this.#fitted.azimuth = orbit.azimuth;
    this.#fitted.polar = orbit.polar;
    this.#fitted.distance = orbit.distance;
    this.#fitted.targetX = orbit.x;
    this.#fitted.targetY = orbit.y;
    this.#fitted.targetZ = orbit.z;
    this.#fitted.perspective = this.#mode === "top" ? 0 : 1;
    frame(this.#fitted, this.#points, this.#width, this.#height, this.#insets);
    const halfHeight = this.#height / 2;
    this.#standIn.fov = (360 / Math.PI) * Math.atan(halfHeight / (this.#fitted.focal * this.#fitted.distance));
    this.#standIn.aspect = this.#width / this.#height;
  }

  #readGoal(): void {
    const { target } = this.#controls;
    const goal = this.#goal;
    const isTop = this.#mode === "top";
    goal.azimuth = isTop ? 0 : this.#controls.getAzimuthalAngle();
    goal.polar = isTop ? 0 : this.#controls.getPolarAngle();
    goal.distance = this.#controls.getDistance();
    goal.targetX = target.x;
    goal.targetY = target.y;
    goal.targetZ = target.z;
    goal.perspective = isTop ? 0 : 1;
    goal.focal = (this.#fitted.focal * this.#fitted.distance) / goal.distance;
    goal.centerX = this.#fitted.centerX;
    goal.centerY = this.#fitted.centerY;
  }

  #save(): void {
    const { target } = this.#controls;
    const orbit = this.#orbits[this.#mode];
    orbit.azimuth = this.#controls.getAzimuthalAngle();
    orbit.polar = this.#controls.getPolarAngle();
    orbit.distance = this.#controls.getDistance();
    orbit.x = target.x;
    orbit.y = target.y;
    orbit.z = target.z;
  }

  #restore(): void {
    const orbit = this.#orbits[this.#mode];
    const isTop = this.#mode === "top";
    const controls = this.#controls;
    const flat = Math.sin(orbit.polar) * orbit.distance;
    controls.target.set(orbit.x, orbit.y, orbit.z);
    this.#standIn.position.set(
      orbit.x + flat * Math.sin(orbit.azimuth),
      orbit.y + Math.cos(orbit.polar) * orbit.distance,
      orbit.z + flat * Math.cos(orbit.azimuth),
    );
    controls.enableRotate = !isTop;
    controls.screenSpacePanning = isTop;
    // On the map one finger or the left button moves it; on the relief they turn it.
    controls.mouseButtons = { LEFT: isTop ? MOUSE.PAN : MOUSE.ROTATE, MIDDLE: MOUSE.DOLLY, RIGHT: MOUSE.PAN };
    controls.touches = { ONE: isTop ? TOUCH.PAN : TOUCH.ROTATE, TWO: TOUCH.DOLLY_PAN };
    controls.update();
  }
}
