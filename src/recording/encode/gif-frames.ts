/** GIFs are for short loops: their files have no prediction from frame to frame, and 256 colours. */
const MOST_GIF_FRAMES = 600;
const MOST_GIF_SIDE = 1280;

interface FilmSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
}

/** Which frame of the film is shown, and for how many hundredths of a second. */
export interface GifFrame {
  readonly index: number;
  readonly delay: number;
}

/**
 * The frames of a GIF, whose times are whole hundredths of a second: they add up to the film's, whatever the single ones are
 * (30 fps: 3, 4, 3 hundredths). Browsers show frames of one hundredth for ten, so that at 60 fps every other frame is taken.
 */
export function gifFrames({ fps, frames }: Pick<FilmSize, "fps" | "frames">): readonly GifFrame[] {
  const every = fps > 50 ? 2 : 1;
  const end = (index: number) => Math.round((100 * Math.min(index, frames)) / fps);
  return Array.from({ length: Math.ceil(frames / every) }, (_, count) => {
    const index = count * every;
    return { index, delay: Math.max(2, end(index + every) - end(index)) };
  });
}

/** Why a film cannot be a GIF, in one line; undefined where it can. */
export function gifProblem(film: FilmSize): string | undefined {
  const side = Math.max(film.width, film.height);
  if (side > MOST_GIF_SIDE) {
    return `A GIF is at most ${MOST_GIF_SIDE} pixels wide or high, not ${side}; MP4 and WebM take any size.`;
  }
  const count = gifFrames(film).length;
  if (count > MOST_GIF_FRAMES) {
    return `A GIF has at most ${MOST_GIF_FRAMES} frames, not ${count}; MP4 and WebM take any length.`;
  }
  return undefined;
}
