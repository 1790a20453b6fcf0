import { Basins } from "./basins.tsx";
import { Legend } from "./legend.tsx";
import { LossChart } from "./loss-chart.tsx";
import { Numbers } from "./numbers.tsx";
import { ReadOut } from "./read-out.tsx";
import { Statuses } from "./statuses.tsx";

/** What came of it, counted and measured live. */
export function Results() {
  return (
    <>
      <Legend />
      <LossChart />
      <ReadOut />
      <Basins />
      <Statuses />
      <Numbers />
    </>
  );
}
