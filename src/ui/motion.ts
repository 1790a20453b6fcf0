let known: MediaQueryList | undefined;

/** Asked once: the answer keeps itself up to date, and is looked at in every frame. */
function query(): MediaQueryList {
  known ??= matchMedia("(prefers-reduced-motion: reduce)");
  return known;
}

/** Whether the person asked for less motion: then things cut instead of gliding. */
export function reducedMotion(): boolean {
  return query().matches;
}

/** Calls back when that wish changes. */
export function watchReducedMotion(changed: (on: boolean) => void): () => void {
  const media = query();
  const listener = () => changed(media.matches);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
