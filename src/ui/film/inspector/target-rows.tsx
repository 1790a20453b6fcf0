import { ensembleLabel } from "../../../charts/ensemble-look.ts";
import type { CameraKey } from "../../../experiment/recording.ts";
import { NumberRow } from "../../controls/number-row.tsx";
import * as store from "../../store.ts";
import { chosen } from "../editing.ts";
import { ChoiceRow } from "./choice-row.tsx";
import { SegmentedRow } from "./segmented-row.tsx";

export interface TargetRowsProps {
  readonly cameraKey: CameraKey;
  readonly replace: (key: CameraKey) => string | undefined;
}

/** What the camera looks at: the middle, a point, or what moves. */
export function TargetRows({ cameraKey, replace }: TargetRowsProps) {
  const { ensembles } = store.experiment.value;
  const { target, follow, ...bare } = cameraKey;
  const value = target !== undefined ? "point" : follow === undefined ? "middle" : `ensemble ${follow.ensemble}`;
  const choose = (next: string): string | undefined => {
    if (next === "middle") return replace(bare);
    if (next !== "point") {
      return replace({ ...bare, follow: { ensemble: Number(next.split(" ")[1]), trajectory: "median" } });
    }
    const { x, y } = store.surface.peek().domain;
    return replace({ ...bare, target: [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2] });
  };
  return (
    <>
      <ChoiceRow
        label="looks at"
        options={[
          { value: "middle", label: "the middle" },
          { value: "point", label: "a point" },
          ...ensembles.map((ensemble, index) => ({
            value: `ensemble ${index}`,
            label: `${ensembleLabel(ensemble)}, flying along`,
          })),
        ]}
        value={value}
        choose={chosen(choose)}
      />
      {follow !== undefined && (
        <>
          <SegmentedRow
            label="along with"
            options={[
              { value: "median", label: "The median", title: "Of the whole crowd, coordinate by coordinate" },
              { value: "one", label: "One of them" },
            ]}
            value={follow.trajectory === "median" ? "median" : "one"}
            choose={chosen((which) =>
              replace({ ...bare, follow: { ...follow, trajectory: which === "one" ? 0 : "median" } }),
            )}
          />
          {follow.trajectory !== "median" && (
            <NumberRow
              label="trajectory"
              integer
              entries={[
                {
                  name: "Trajectory, from 0",
                  value: follow.trajectory,
                  apply: (trajectory) => replace({ ...bare, follow: { ...follow, trajectory } }),
                },
              ]}
            />
          )}
        </>
      )}
    </>
  );
}
