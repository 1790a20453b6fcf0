import type { Contender } from "./contender.ts";
import { median } from "./rounds.ts";

/** Trajectories and steps at which the contenders are compared before anything is timed. */
const COMPARED = { trajectories: 1_024, steps: 64 } as const;

/**
 * The middle distance that coordinates may have from the engine's. Measured: 0 for the minimal kernel, 3.0e-7 for the
 * JavaScript loop and the reference, which are in f64, 9.5e-7 for TensorFlow.js.
 */
const LARGEST_DISTANCE = 1e-5;

/**
 * The middle distance of every contender's coordinates from the engine's, after the same steps from the same starts.
 * @param contenders one of them named `engine`.
 */
export async function distancesFromEngine<Name extends string>(
  contenders: ReadonlyMap<Name, Pick<Contender, "positions">>,
  most: number,
): Promise<Map<Name, number>> {
  const trajectories = Math.min(COMPARED.trajectories, most);
  const ends = new Map<Name, ArrayLike<number>>();
  for (const [name, contender] of contenders) {
    ends.set(name, await contender.positions(trajectories, COMPARED.steps));
  }
  const expected = Array.from([...ends].find(([name]) => name === "engine")?.[1] ?? []);
  return new Map(
    [...ends].map(([name, seen]) => [
      name,
      median(expected.map((value, at) => Math.abs(value - (seen[at] ?? Number.NaN)))),
    ]),
  );
}

/**
 * Makes sure that all contenders do the same work: they end where the engine ends.
 * @param most trajectories that they have.
 * @throws Error that names the one that does not.
 */
export async function expectSameWork<Name extends string>(
  contenders: ReadonlyMap<Name, Pick<Contender, "positions">>,
  most: number,
): Promise<void> {
  for (const [name, distance] of await distancesFromEngine(contenders, most)) {
    if (distance <= LARGEST_DISTANCE) continue;
    throw new Error(
      `After ${COMPARED.steps} steps ${name} is ${distance} from the engine, more than ${LARGEST_DISTANCE}.`,
    );
  }
}
