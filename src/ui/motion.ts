const query = () => matchMedia("(prefers-reduced-motion: reduce)");

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
