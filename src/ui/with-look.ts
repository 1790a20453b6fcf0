import type { Experiment } from "../experiment/experiment.ts";

/**
 * The run's experiment with the page's colours, labels, way of looking, map and race: those never reach the simulation.
 */
export function withLook(running: Experiment, look: Experiment): Experiment {
  const ensembles = running.ensembles.map((ensemble, index) => {
    const { label: _label, color: _color, ...bare } = ensemble;
    const { label, color } = look.ensembles[index] ?? {};
    return { ...bare, ...(label === undefined ? {} : { label }), ...(color === undefined ? {} : { color }) };
  });
  const { map: _map, race: _race, ...run } = running;
  const { map, race, view } = look;
  return { ...run, ensembles, view, ...(map === undefined ? {} : { map }), ...(race === undefined ? {} : { race }) };
}
