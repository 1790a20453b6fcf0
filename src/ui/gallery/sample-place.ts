import { useEffect, useState } from "preact/hooks";
import { loadSample } from "./load-sample.ts";
import { chosenPlace, type Place } from "./places.ts";

/** The landscape of a file beside the page, once it is read; undefined until then, and where it cannot be. */
export function useSamplePlace(file: string): Place | undefined {
  const [place, setPlace] = useState<Place | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    loadSample(file).then(
      (choice) => {
        if (isWanted) setPlace(chosenPlace(choice));
      },
      // Whoever chooses it is told why it cannot be read.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [file]);
  return place;
}
