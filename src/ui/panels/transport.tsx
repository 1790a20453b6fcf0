import { restart, seek, setSteps } from "../actions.ts";
import { Icon } from "../controls/icon.tsx";
import { useNumberInput } from "../controls/number-input.ts";
import { formatInteger, formatNumber } from "../number-text.ts";
import { positionOf, type SliderScale, valueAt } from "../slider-scale.ts";
import { experiment, playground, speed, state, step } from "../store.ts";

const SPEED: SliderScale = { kind: "log", from: 1, to: 2000 };
const FASTEST = 100_000;

/** Time: what moves it, where it is, how fast it goes. */
export function Transport() {
  const isPlaying = state.value === "running";
  const isIdle = playground.value === undefined || state.value === "error";
  return (
    <section class="panel transport" data-covers="bottom" aria-label="Time">
      <div class="transport-buttons">
        <button type="button" class="icon-button" title="Restart (R)" disabled={isIdle} onClick={restart}>
          <Icon name="restart" />
          <span class="sr-only">Restart</span>
        </button>
        <button
          type="button"
          class="play"
          title={isPlaying ? "Pause (space)" : "Play (space)"}
          disabled={isIdle}
          onClick={() => playground.value?.togglePlay()}
        >
          <Icon name={isPlaying ? "pause" : "play"} />
          <span class="sr-only">{isPlaying ? "Pause" : "Play"}</span>
        </button>
        <button
          type="button"
          class="icon-button"
          title="One step (→)"
          disabled={isIdle || state.value === "finished"}
          onClick={() => playground.value?.stepOnce()}
        >
          <Icon name="step" />
          <span class="sr-only">One step</span>
        </button>
      </div>
      <StepCounter />
      <Progress />
      <Speed />
    </section>
  );
}

function StepCounter() {
  const { steps } = experiment.value;
  const field = useNumberInput({ value: steps, apply: setSteps, integer: true });
  return (
    <div class="step-counter">
      <span class="step" style={{ minWidth: `${formatInteger(steps).length}ch` }}>
        {formatInteger(step.value)}
      </span>
      <span class="between">/</span>
      <input
        class="number"
        {...field.props}
        aria-label="Steps of the run"
        style={{ width: `${formatInteger(steps).length + 2}ch` }}
      />
      {field.error !== undefined && (
        <span class="field-error floating above" role="alert">
          {field.error}
        </span>
      )}
    </div>
  );
}

function Progress() {
  const { steps, changes } = experiment.value;
  const share = steps === 0 ? 1 : step.value / steps;
  return (
    <div class="progress">
      <input
        type="range"
        min={0}
        max={Math.max(1, steps)}
        step={1}
        value={step.value}
        style={{ "--fill": `${(share * 100).toFixed(2)}%` }}
        aria-label="Step"
        aria-valuetext={`step ${step.value} of ${steps}`}
        disabled={playground.value === undefined}
        onInput={(event) => seek(Number(event.currentTarget.value))}
      />
      {steps > 0 &&
        changes.map(({ step: at, path }) => (
          <span
            key={`${at}${path}`}
            class="change"
            style={{ left: `${(100 * at) / steps}%` }}
            title={`${path} at step ${at}`}
          />
        ))}
    </div>
  );
}

function Speed() {
  const value = speed.value;
  const position = positionOf(SPEED, value);
  const set = (next: number) => {
    if (!(next > 0 && next <= FASTEST)) return `Allowed: above 0, at most ${formatInteger(FASTEST)}.`;
    speed.value = next;
    return undefined;
  };
  const field = useNumberInput({ value, apply: set });
  return (
    <div class="speed">
      <input
        class="slider"
        type="range"
        min={0}
        max={200}
        value={Math.round(position * 200)}
        style={{ "--fill": `${(position * 100).toFixed(2)}%` }}
        aria-label="Steps per second"
        aria-valuetext={`${formatNumber(value)} steps per second`}
        onInput={(event) => {
          // Two digits are as fine as one sees.
          set(Number(valueAt(SPEED, Number(event.currentTarget.value) / 200).toPrecision(2)));
        }}
      />
      <input class="number" {...field.props} aria-label="Steps per second" />
      <span class="unit">steps/s</span>
      {field.error !== undefined && (
        <span class="field-error floating above" role="alert">
          {field.error}
        </span>
      )}
    </div>
  );
}
