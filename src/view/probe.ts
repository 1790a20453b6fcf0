import { storage, uniform } from "three/tsl";
import { Group, StorageBufferAttribute, Texture, Vector3 } from "three/webgpu";
import { MOST_POINTS, type ProbePath } from "../maps/probe-path.ts";
import { packKnots } from "./probe-knots.ts";
import { ProbeLines, type ProbeSource, reliefDepth } from "./probe-lines.ts";
import { ProbeMarks } from "./probe-marks.ts";
import type { SceneMap } from "./scene-map.ts";
import type { ThemeColors } from "./theme.ts";
import { BEYOND } from "./trails.ts";
import { setColor, type ViewUniforms } from "./uniforms.ts";

/** Seconds that a head takes along its line. */
const JOURNEY = 1.2;

/** Seconds in which the crowd steps back, and comes forward again, and what is left of its light meanwhile. */
const DIMMING = 0.25;
const DIMMED = 0.4;

/** CSS pixels of a line, and with the casing that sets it off from the crowd. */
const WIDTH = 2.4;
const CASED_WIDTH = 4.8;

/** How strong a line is where the relief hides it: its way is still to be followed. From above, nothing is hidden. */
const HIDDEN = 0.3;

/** A line that leaves the picture has its mark this far out. */
const MARGIN = 0.2 * BEYOND;

/** One cell's trajectories, drawn over the picture: lines above the relief with a head that runs along each. */
export class Probe {
  /** All that it draws; the passes put it over the picture. */
  readonly root = new Group();
  readonly #knots = new StorageBufferAttribute(MOST_POINTS, 4);
  readonly #reach = uniform(0);
  readonly #hidden = uniform(HIDDEN);
  readonly #depth = reliefDepth(new Texture());
  readonly #casing: ProbeLines;
  readonly #lines: ProbeLines;
  readonly #marks: ProbeMarks;
  readonly #marker = new Vector3();
  #theme: ThemeColors | undefined;
  #color = "#ffffff";
  #path: ProbePath | undefined;
  #map: SceneMap | undefined;
  /** Index of the last knot of the longest line. */
  #longest = 0;
  #isReady = false;
  #presence = 1;

  constructor(uniforms: ViewUniforms) {
    const source: ProbeSource = {
      knots: storage(this.#knots, "vec4", MOST_POINTS).toReadOnly(),
      reach: this.#reach,
      hidden: this.#hidden,
      uniforms,
    };
    this.#casing = new ProbeLines(source, this.#depth, CASED_WIDTH, 2);
    this.#lines = new ProbeLines(source, this.#depth, WIDTH, 3);
    this.#marks = new ProbeMarks(source, this.#depth, 4);
    this.#casing.strength.value = 0.7;
    this.root.add(this.#casing.mesh, this.#lines.mesh, this.#marks.mesh);
    this.root.visible = false;
  }

  /** Whether it is seen. */
  get isSeen(): boolean {
    return this.root.visible;
  }

  /** What is left of the crowd's light, 0 … 1. */
  get presence(): number {
    return this.#presence;
  }

  /** Reads the relief's depth from another texture. */
  setDepth(relief: Texture): void {
    this.#depth.value = relief;
  }

  setTheme(theme: ThemeColors): void {
    this.#theme = theme;
    setColor(this.#casing.color.value, theme.ground);
    setColor(this.#marks.casing.value, theme.ground);
    this.#paint();
  }

  /** Where the plane lies in the scene. */
  setMap(map: SceneMap): void {
    this.#map = map;
    this.#pack();
  }

  /** Shows the trajectories of a cell; more of the same cell's goes on where its heads are. */
  show(path: ProbePath | undefined, color: string): void {
    const before = this.#path;
    const isSame = before?.column === path?.column && before?.row === path?.row && before?.ensemble === path?.ensemble;
    if (!isSame) this.#reach.value = 0;
    this.#path = path;
    this.#color = color;
    this.#paint();
    this.#pack();
  }

  /** Compiled: it may be seen from now on. */
  ready(): void {
    this.#isReady = true;
    this.#appear();
  }

  /**
   * Moves the heads, and the crowd back or forward.
   * @param perspective 1 seen from the side, 0 from above
   */
  frame(seconds: number, perspective: number, reducedMotion: boolean): void {
    this.#hidden.value = 1 - perspective * (1 - HIDDEN);
    const goal = this.root.visible ? DIMMED : 1;
    const way = reducedMotion ? 1 : (seconds / DIMMING) * (1 - DIMMED);
    this.#presence += Math.min(Math.max(goal - this.#presence, -way), way);
    if (!this.root.visible) return;
    const moved = reducedMotion ? this.#longest : this.#reach.value + (seconds / JOURNEY) * this.#longest;
    this.#reach.value = Math.min(moved, this.#longest);
  }

  dispose(): void {
    this.root.removeFromParent();
    this.#casing.dispose();
    this.#lines.dispose();
    this.#marks.dispose();
  }

  #paint(): void {
    if (this.#theme === undefined) return;
    setColor(this.#lines.color.value, this.#color);
    setColor(this.#marker, this.#theme.marker);
    this.#lines.color.value.lerp(this.#marker, this.#theme.probe);
    this.#marks.color.value.copy(this.#lines.color.value);
  }

  #pack(): void {
    const [path, map] = [this.#path, this.#map];
    const knots = this.#knots.array;
    let count = 0;
    if (path !== undefined && map !== undefined && knots instanceof Float32Array) {
      count = packKnots(path.lines, map, MARGIN, knots, this.#marks.spans);
      this.#knots.clearUpdateRanges();
      this.#knots.addUpdateRange(0, 4 * count);
      this.#knots.needsUpdate = true;
      this.#longest = path.lines.reduce((most, line) => Math.max(most, line.count - 1), 0);
      this.#marks.setLines(path.lines.length);
    }
    this.#casing.mesh.count = Math.max(count - 1, 0);
    this.#lines.mesh.count = Math.max(count - 1, 0);
    this.#appear();
  }

  #appear(): void {
    this.root.visible = this.#isReady && this.#path !== undefined && this.#map !== undefined;
  }
}
