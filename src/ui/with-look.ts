import type { Experiment } from "../experiment/experiment.ts";

/**
 * The run's experiment with the page's colours, labels, way of looking, map, race and film: those never reach the
 * simulation.
 */
export function withLook(running: Experiment, look: Experiment): Experiment {
  const ensembles = running.ensembles.map((ensemble, index) => {
    const { label: _label, color: _color, ...bare } = ensemble;
    const { label, color } = look.ensembles[index] ?? {};
    return { ...bare, ...(label === undefined ? {} : { label }), ...(color === undefined ? {} : { color }) };
  });
  const { map: _map, race: _race, recording: _recording, ...run } = running;
  const { map, race, recording, view } = look;
  return {
    ...run,
    ensembles,
    view,
    ...(map === undefined ? {} : { map }),
    ...(race === undefined ? {} : { race }),
    ...(recording === undefined ? {} : { recording }),
  };
}
