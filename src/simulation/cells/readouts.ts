import { basinsReadout } from "./basins-readout.ts";
import { type ConvergenceOptions, convergenceReadout } from "./convergence-readout.ts";
import type { Readout, ReadoutId } from "./readout.ts";
import { sensitivityReadout } from "./sensitivity-readout.ts";
import { trainabilityReadout } from "./trainability-readout.ts";

/**
 * The read-out of this id.
 * @param options what that of convergence looks at.
 */
export function readoutOf(id: ReadoutId, options: ConvergenceOptions): Readout {
  switch (id) {
    case "convergence":
      return convergenceReadout(options);
    case "basins":
      return basinsReadout;
    case "sensitivity":
      return sensitivityReadout;
    case "trainability":
      return trainabilityReadout;
  }
}
