import { computed } from "@preact/signals";
import { formatInteger, formatNumber } from "../../charts/number-text.ts";
import { restart, seek, setSteps, stepBy, toggleLoop } from "../actions.ts";
import { Icon, type IconName } from "../controls/icon.tsx";
import { useNumberInput } from "../controls/number-input.ts";
import { positionOf, type SliderScale, valueAt } from "../slider-scale.ts";
import { experiment, looping, playground, seeking, speed, state, step } from "../store.ts";

const SPEED: SliderScale = { kind: "log", from: 1, to: 2000 };
const FASTEST = 100_000;

/** Where the run is, or is about to be. It moves with every frame: what reads it is rendered as often. */
const shownStep = computed(() => seeking.value ?? step.value);
const isAtStart = computed(() => shownStep.value === 0);
const isAtEnd = computed(() => shownStep.value >= experiment.value.steps);

const back = () => stepBy(-1);

/** Time: what moves it, where it is, how fast it goes. */
export function Transport() {
  const isPlaying = state.value === "running";
  const isIdle = playground.value === undefined || state.value === "error";
  return (
    <section class="panel transport" data-covers="bottom" aria-label="Time">
      <div class="transport-buttons">
        <TimeButton icon="restart" label="Restart" hint="Restart with what shows (R)" disabled={isIdle} act={restart} />
        <TimeButton
          icon="first"
          label="First step"
          hint="First step (Home)"
          wide
          disabled={isIdle || isAtStart.value}
          act={() => seek(0)}
        />
        <TimeButton
          icon="back"
          label="One step back"
          hint="One step back (←)"
          disabled={isIdle || isAtStart.value}
          act={back}
        />
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
        <TimeButton
          icon="forward"
          label="One step"
          hint="One step (→)"
          disabled={isIdle || isAtEnd.value}
          act={() => stepBy(1)}
        />
        <TimeButton
          icon="last"
          label="Last step"
          hint="Last step (End)"
          wide
          disabled={isIdle || isAtEnd.value}
          act={() => seek(experiment.peek().steps)}
        />
        <TimeButton
          icon="loop"
          label="Loop"
          hint={looping.value ? "Plays over and over; play once (O)" : "Play over and over (O)"}
          pressed={looping.value}
          disabled={isIdle}
          act={toggleLoop}
        />
      </div>
      <StepCounter />
      <Progress />
      <Speed />
    </section>
  );
}

function TimeButton({
  icon,
  label,
  hint,
  act,
  disabled,
  pressed,
  wide = false,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly act: () => void;
  readonly disabled: boolean;
  readonly pressed?: boolean;
  /** Whether it goes where there is little room; keys and the bar do the same. */
  readonly wide?: boolean;
}) {
  return (
    <button
      type="button"
      class={wide ? "icon-button wide" : "icon-button"}
      title={hint}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={icon} />
      <span class="sr-only">{label}</span>
    </button>
  );
}

function StepCounter() {
  const { steps } = experiment.value;
  const field = useNumberInput({ value: steps, apply: setSteps, integer: true });
  return (
    <div class="step-counter">
      <StepNumber />
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

function StepNumber() {
  return (
    <span class="step" style={{ minWidth: `${formatInteger(experiment.value.steps).length}ch` }}>
      {formatInteger(shownStep.value)}
    </span>
  );
}

function Progress() {
  return (
    <div class="progress">
      <StepSlider />
      <ChangeMarks />
    </div>
  );
}

function StepSlider() {
  const { steps } = experiment.value;
  const at = shownStep.value;
  const share = steps === 0 ? 1 : at / steps;
  return (
    <input
      type="range"
      min={0}
      max={Math.max(1, steps)}
      step={1}
      value={at}
      style={{ "--fill": `${(share * 100).toFixed(2)}%` }}
      aria-label="Step"
      aria-valuetext={`step ${at} of ${steps}`}
      disabled={playground.value === undefined}
      onInput={(event) => seek(Number(event.currentTarget.value))}
    />
  );
}

/** Where numbers were changed on the way. */
function ChangeMarks() {
  const { steps, changes } = experiment.value;
  if (steps === 0) return null;
  return (
    <>
      {changes.map((change) => (
        <span
          key={`${change.step}${change.path}`}
          class="change"
          style={{ left: `${(100 * change.step) / steps}%` }}
          title={`${change.path} at step ${change.step}`}
        />
      ))}
    </>
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
