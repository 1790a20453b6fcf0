/** A storyboard that comes with the page: an experiment file, and the film that was made of it. */
export interface ShippedFilm {
  readonly name: string;
  /** What it shows, in a sentence. */
  readonly about: string;
  /** Addresses relative to the page: the experiment, the film, and a picture of it. */
  readonly file: string;
  readonly film: string;
  readonly poster: string;
}

/** The files of a storyboard in `public/films`. */
function shipped(id: string, name: string, about: string): ShippedFilm {
  const files = `films/${id}`;
  return { name, about, file: `${files}.json`, film: `${files}.mp4`, poster: `${files}.jpg` };
}

/** The storyboards that come with the page. */
export const shippedFilms: readonly ShippedFilm[] = [
  shipped("ravine", "The ravine", "Gradient descent zigzags down 100x² + y², momentum rolls along its floor."),
  shipped("why-momentum", "Why momentum works", "β sweeps from 0 to .99 on the banana of the article, while it runs."),
  shipped("noise", "Ten thousand from one point", "Gradient noise: first they arrive, then they only jitter."),
  shipped("race", "The race", "Eight optimizers from the same starts, side by side."),
  shipped("trapezoid", "The trapezoid", "Where momentum converges, step by step, and what theory says."),
  shipped("basins", "Basins of attraction", "Momentum redraws the borders between the basins of Himmelblau."),
];
