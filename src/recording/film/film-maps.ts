import type { Experiment } from "../../experiment/experiment.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import { runMap } from "../../maps/run-map.ts";

/** The maps of a film: one is run again only when something that it depends on is another. */
export class FilmMaps {
  #latest: { readonly experiment: Experiment; readonly key: string; readonly picture: MapPicture } | undefined;
  readonly #surfaces = new Map<object, number>();

  constructor(
    private readonly device: GPUDevice,
    private readonly signal: AbortSignal,
  ) {}

  /** The finished map of an experiment, as it is at its start. */
  async picture(experiment: Experiment): Promise<MapPicture> {
    const latest = this.#latest;
    if (latest?.experiment === experiment) return latest.picture;
    const key = this.#keyOf(experiment);
    if (latest?.key === key) return latest.picture;
    const picture = await runMap(this.device, experiment, { signal: this.signal, pace: () => "still" });
    this.#latest = { experiment, key, picture };
    return picture;
  }

  /** All that a map depends on, as text; a landscape's many values are told by which object they are. */
  #keyOf({ surface, starts, noise, ensembles, seed, stopping, map, changes }: Experiment): string {
    const shape = "grid" in surface ? { grid: this.#numberOf(surface.grid), parameters: surface.parameters } : surface;
    return JSON.stringify([
      shape,
      starts,
      noise,
      ensembles,
      seed,
      stopping,
      map,
      changes.filter(({ step }) => step <= 0),
    ]);
  }

  #numberOf(surface: object): number {
    const known = this.#surfaces.get(surface) ?? this.#surfaces.size;
    this.#surfaces.set(surface, known);
    return known;
  }
}
