import { exportOptions } from "../film-store.ts";
import { SegmentedRow } from "../inspector/segmented-row.tsx";
import { ToggleRow } from "../inspector/toggle-row.tsx";

const SAMPLES = ["1", "2", "3", "4"] as const;

/** What a still takes: how finely it is drawn, and whether its ground is seen. */
export function StillRows() {
  const { supersampling, transparent } = exportOptions.value;
  return (
    <>
      <SegmentedRow
        label="drawn at"
        options={SAMPLES.map((value) => ({
          value,
          label: `${value}×`,
          title: value === "1" ? "One pixel for each" : `${value} × ${value} pixels for each: finer lines, more time`,
        }))}
        value={SAMPLES.find((value) => Number(value) === supersampling) ?? "1"}
        choose={(value) => {
          exportOptions.value = { ...exportOptions.peek(), supersampling: Number(value) };
        }}
      />
      <ToggleRow
        label="transparent ground"
        title="Landscape, trails and text alone, to lay over something else"
        value={transparent}
        choose={(next) => {
          exportOptions.value = { ...exportOptions.peek(), transparent: next };
        }}
      />
    </>
  );
}
