import { useEffect, useState } from "preact/hooks";
import type { MapPicture } from "../../maps/map-picture.ts";

/** What follows from a finished picture is ready within this many milliseconds, however busy the page is. */
const PATIENCE = 300;

/** What a finished picture comes to, worked out when there is time; undefined until then, and while it refines. */
export function useWhenDone<Value>(
  picture: MapPicture | undefined,
  compute: (picture: MapPicture) => Value,
): Value | undefined {
  const [found, setFound] = useState<{ readonly of: MapPicture; readonly value: Value } | undefined>(undefined);
  useEffect(() => {
    if (picture === undefined || picture.progress < 1) return undefined;
    const work = () => setFound({ of: picture, value: compute(picture) });
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(work, PATIENCE / 4);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(work, { timeout: PATIENCE });
    return () => cancelIdleCallback(request);
  }, [picture, compute]);
  return found?.of === picture ? found?.value : undefined;
}
