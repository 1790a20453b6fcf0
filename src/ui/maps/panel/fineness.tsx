import { formatInteger, formatNumber } from "../../../charts/number-text.ts";
import { isFieldKind, type MapChoice } from "../../../experiment/map.ts";
import type { MapRequest } from "../../actions.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import { Segmented } from "../../controls/segmented.tsx";
import { hasStartsOfItsOwn } from "./map-edits.ts";

const SIZES = [128, 256, 512, 1024] as const;
/** A cell of a steady state says something once a crowd has often visited it. */
const FIELD_SIZES = [32, 64, 128, 256] as const;

export interface FinenessProps {
  readonly map: MapChoice;
  /** Shows another map. @returns what is wrong with it, if anything. */
  readonly apply: (map: MapRequest) => string | undefined;
}

type Amount = "steps" | "epsilon" | "starts" | "burnIn" | "leastVisits";

/** How finely and how long a map is computed: only what matters to its kind. */
export function Fineness({ map, apply }: FinenessProps) {
  const size = `${map.width} × ${map.height}`;
  const sizes = (isFieldKind(map.kind) ? FIELD_SIZES : SIZES).map((cells) => ({
    value: `${cells} × ${cells}`,
    label: String(cells),
  }));
  const isListed = sizes.some(({ value }) => value === size);
  return (
    <details class="place">
      <summary>{fineness(map)}</summary>
      <div class="row number-row">
        <span class="row-label">cells a side</span>
        <Segmented
          label="Cells a side"
          options={isListed ? sizes : [{ value: size, label: size }, ...sizes]}
          value={size}
          choose={(value) => {
            const [width = map.width, height = width] = value.split(" × ").map(Number);
            apply({ ...map, width, height });
          }}
        />
      </div>
      {amountsOf(map).map(({ name, label, title }) => (
        <NumberRow
          key={name}
          label={<span title={title}>{label}</span>}
          integer={name !== "epsilon"}
          entries={[{ name: title, value: map[name], apply: (value) => apply({ ...map, [name]: value }) }]}
        />
      ))}
    </details>
  );
}

interface AmountText {
  readonly name: Amount;
  readonly label: string;
  readonly title: string;
}

function amountsOf(map: MapChoice): readonly AmountText[] {
  if (isFieldKind(map.kind)) {
    return [
      { name: "steps", label: "steps", title: "Steps that are counted" },
      { name: "burnIn", label: "burn-in", title: "Steps before, to forget where the crowd began" },
      { name: "leastVisits", label: "least visits", title: "A cell with fewer visits shows nothing" },
    ];
  }
  return [
    { name: "steps", label: "steps", title: "Steps of every trajectory" },
    ...(map.kind === "steps"
      ? [{ name: "epsilon", label: "ε", title: "How near to the lowest minimum’s loss counts as there" } as const]
      : []),
    ...(hasStartsOfItsOwn(map)
      ? [
          {
            name: "starts",
            label: "starts a cell",
            title: "Starts that every cell runs, spread over the crowd’s",
          } as const,
        ]
      : []),
  ];
}

/** 256 × 256 cells · 1,000 steps · ε 1e-6 */
function fineness(map: MapChoice): string {
  return [
    `${map.width} × ${map.height} cells`,
    `${formatInteger(map.steps)} steps`,
    ...(map.kind === "steps" ? [`ε ${formatNumber(map.epsilon)}`] : []),
    ...(hasStartsOfItsOwn(map) ? [map.starts === 1 ? "1 start" : `${formatInteger(map.starts)} starts`] : []),
  ].join(" · ");
}
