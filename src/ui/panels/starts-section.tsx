import { startCount } from "../../experiment/trajectory-count.ts";
import { setSeed, setStarts } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { NumberRow } from "../controls/number-row.tsx";
import { Segmented } from "../controls/segmented.tsx";
import { SliderRow } from "../controls/slider-row.tsx";
import type { SliderScale } from "../slider-scale.ts";
import { type StartsKind, withCount, withKind } from "../starts-edit.ts";
import { countError, shown, surface } from "../store.ts";
import { NoiseRows } from "./noise-rows.tsx";
import { StartsPlace } from "./starts-place.tsx";

const KINDS: readonly { readonly value: StartsKind; readonly label: string; readonly title: string }[] = [
  { value: "grid", label: "Grid", title: "Evenly, row by row" },
  { value: "uniform", label: "Uniform", title: "Anywhere, at random" },
  { value: "gaussian", label: "Cloud", title: "A normal distribution around a point" },
  { value: "disk", label: "Disk", title: "Evenly within a circle, at random" },
  { value: "line", label: "Line", title: "Evenly along a segment" },
  { value: "points", label: "Points", title: "Listed by hand" },
];

const COUNT: SliderScale = { kind: "log", from: 1, to: 65_536, integer: true };

/** Where the crowd begins, how many there are, and how noisy a gradient they see. */
export function StartsSection() {
  const { starts, seed } = shown.value;
  return (
    <section aria-labelledby="starts-heading">
      <h2 id="starts-heading">Starts</h2>
      <Segmented
        label="Starts"
        chips
        options={KINDS}
        value={starts.kind}
        choose={(kind) => setStarts(withKind(shown.peek().starts, kind, surface.peek().domain))}
      />
      {starts.kind !== "points" && (
        <SliderRow
          label="each"
          name="starts of each optimizer"
          value={startCount(starts)}
          scale={COUNT}
          apply={(count) => setStarts(withCount(shown.peek().starts, count))}
          error={countError.value}
        />
      )}
      <StartsPlace starts={starts} />
      <NoiseRows />
      <NumberRow label="seed" integer entries={[{ name: "seed", value: seed, apply: setSeed }]}>
        <button type="button" class="icon-button small" title="Another seed" onClick={() => setSeed(randomSeed())}>
          <Icon name="dice" />
          <span class="sr-only">Another seed</span>
        </button>
      </NumberRow>
    </section>
  );
}

/** Short enough to read out: four digits say as much as ten here. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1)).reduce((_before, value) => value % 10_000, 0);
}
