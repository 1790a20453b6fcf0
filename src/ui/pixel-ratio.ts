/** Calls back when zooming, or moving to another screen, changes the physical pixels per CSS pixel. */
export function watchPixelRatio(changed: (ratio: number) => void): () => void {
  let media: MediaQueryList | undefined;
  // A query names one resolution and says when it is left: then another one is due.
  const watch = (): void => {
    media?.removeEventListener("change", left);
    media = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    media.addEventListener("change", left);
  };
  const left = (): void => {
    watch();
    changed(devicePixelRatio);
  };
  watch();
  return () => media?.removeEventListener("change", left);
}
