import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** What an element measures, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element's content, as it is now; nothing until it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
