import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Elements this close to the window's edge count as seen, in CSS pixels: they are about to be. */
const AHEAD = 160;

/** The width of an element in CSS pixels once it has been seen; undefined until then. */
export function useSeenWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [isSeen, setSeen] = useState(false);
  const [width, setWidth] = useState<number | undefined>(undefined);
  useEffect(() => {
    const target = element.current;
    if (isSeen || target === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: `${AHEAD}px` },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [isSeen, element]);
  useEffect(() => {
    const target = element.current;
    if (!isSeen || target === null) return undefined;
    const measure = () => setWidth(target.clientWidth > 0 ? target.clientWidth : undefined);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [isSeen, element]);
  return width;
}
