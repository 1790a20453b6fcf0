import { effect } from "@preact/signals";
import { ensembleColors } from "../charts/ensemble-look.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { ProbePath } from "../maps/probe-path.ts";
import type { Simulation } from "../simulation/simulation.ts";
import type { ParameterValues, Surface } from "../surfaces/surface.ts";
import type { Pose } from "../view/projection.ts";
import type { Frame } from "../view/view.ts";
import { filmOpen } from "./film/film-store.ts";
import { freeInsets } from "./insets.ts";
import { folded } from "./maps/map-store.ts";
import { probePath } from "./maps/probe-store.ts";
import { MarkerLabels } from "./marker-labels.ts";
import { watchClicks } from "./pointer-drop.ts";
import { Scene } from "./scene.ts";
import * as store from "./store.ts";

/** The minima of a typed formula are searched for, tens of milliseconds long: only when its sliders rest this long. */
const SEARCH_REST = 120;

/** Of a probe whose ensemble has none. */
const PROBE_COLOR = "#8fb4ff";

/** What is seen of a run: the scene, the labels on it, and how both follow what the controls say. */
export class Picture {
  readonly #stage: HTMLElement;
  readonly #quality: number | undefined;
  readonly #labels: MarkerLabels;
  /** Absent while there is no device. */
  #scene: Scene | undefined;
  #reshaping: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param stage the element that the canvas fills.
   * @param quality locks the view's quality; undefined lets it adapt.
   * @param subject the run that is shown, where the page's experiment is its; undefined while another is being built:
   * the picture must not take that one's numbers.
   */
  constructor(stage: HTMLElement, quality: number | undefined, subject: () => Simulation | undefined) {
    this.#stage = stage;
    this.#quality = quality;
    this.#labels = new MarkerLabels(stage);
    watchClicks(stage, (left, top) => this.#scene?.view.pick(left, top));
    effect(() => {
      const theme = store.theme.value;
      this.#scene?.view.setTheme(theme);
    });
    effect(() => {
      const { height, mode } = store.view.value;
      this.#scene?.view.setHeight(height);
      this.#scene?.view.setMode(mode);
    });
    effect(() => {
      const [colors, hidden] = [store.colors.value, store.hidden.value];
      this.#scene?.color(subject()?.ensembles, colors, hidden);
    });
    effect(() => {
      if (store.isMapping.value) this.#scene?.view.prepareProbe();
    });
    effect(() => this.#showProbe(probePath.value, store.colors.value));
    effect(() => {
      const choice = store.surfaceChoice.value;
      clearTimeout(this.#reshaping);
      if (subject() === undefined) return;
      this.#scene?.follow(choice.parameters);
      const reshape = () => this.#reshape(store.surface.peek(), choice.parameters);
      if ("formula" in choice) this.#reshaping = setTimeout(reshape, SEARCH_REST);
      else reshape();
    });
    effect(() => {
      // The panels that cover the scene come and go with these.
      void [store.presenting.value, store.drawer.value, store.state.value, store.isMapping.value, folded.value];
      // A film covers all of it: the landscape stays as it was left.
      if (!filmOpen.value) requestAnimationFrame(() => this.#frameScene());
    });
    new ResizeObserver(() => this.#resize()).observe(stage);
  }

  /** Makes a scene on a device, aside; {@link setScene} puts it up. */
  createScene(device: GPUDevice): Promise<Scene> {
    return Scene.create(device, this.#stage, this.#quality);
  }

  /** Puts a scene up; undefined takes down the one that is there, with all that a lost device has left. */
  setScene(scene: Scene | undefined): void {
    if (scene === undefined) {
      this.#scene?.dispose();
      // A scene that was never finished has left its canvas.
      for (const canvas of this.#stage.querySelectorAll("canvas")) canvas.remove();
    }
    this.#scene = scene;
    if (scene === undefined) return;
    const { height, mode } = store.view.peek();
    scene.view.setHeight(height);
    scene.view.setMode(mode);
    if (store.isMapping.peek()) scene.view.prepareProbe();
    this.#showProbe(probePath.peek(), store.colors.peek());
    this.#resize();
  }

  /** Shows a run that the scene was prepared for, in place of what it shows. */
  show({ ensembles, surface, current }: Simulation, experiment: Experiment): void {
    // By now the page may ask for yet another experiment; what is shown here is this one.
    const colors = ensembleColors(experiment.ensembles, store.theme.peek());
    this.#scene?.color(ensembles, colors, store.hidden.peek());
    clearTimeout(this.#reshaping);
    this.#reshape(surface, current.surface.parameters);
  }

  /** Draws. */
  render(frame: Frame, seconds: number): void {
    if (this.#scene === undefined) return;
    this.#scene.view.render(frame, seconds);
    if (this.#scene.view.hasMoved) this.#labels.place(this.#scene.view);
  }

  /** Where the eye is; undefined while there is no scene. */
  get eye(): Readonly<Pose> | undefined {
    return this.#scene?.view.pose;
  }

  /** The relief and its labels follow the surface's parameters. */
  #reshape(surface: Surface, parameters: ParameterValues): void {
    const points = surface.criticalPoints(parameters);
    store.criticalPoints.value = points;
    this.#scene?.reshape(surface, parameters, points);
    this.#labels.show(points);
  }

  /** What is pointed at on a map, in the colour of its ensemble. */
  #showProbe(path: ProbePath | undefined, colors: readonly string[]): void {
    this.#scene?.view.setProbe(path, colors[path?.ensemble ?? 0] ?? PROBE_COLOR);
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#stage;
    this.#scene?.view.resize(clientWidth, clientHeight, devicePixelRatio);
    this.#frameScene();
  }

  /** The landscape is framed in what the panels leave free; while a film covers all, in what they left before. */
  #frameScene(): void {
    if (!filmOpen.peek()) this.#scene?.view.setInsets(freeInsets());
  }
}
