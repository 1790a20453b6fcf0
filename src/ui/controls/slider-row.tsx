import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { formatNumber } from "../../charts/number-text.ts";
import { positionOf, type SliderScale, valueAt } from "../slider-scale.ts";
import { useNumberInput } from "./number-input.ts";

/** Positions that a slider has; the arrow keys go from one to the next. */
const STOPS = 400;

export interface SliderRowProps {
  readonly label: ComponentChildren;
  /** The label in words, for screen readers. */
  readonly name: string;
  readonly value: number;
  readonly scale: SliderScale;
  /** Takes the number; what is wrong with it, if anything, comes back. */
  readonly apply: (value: number) => string | undefined;
  /** The colour of the slider's filled part; ink where absent. */
  readonly color?: string;
  /** What is wrong with the number beyond what `apply` said. */
  readonly error?: string | undefined;
}

/** A number as a slider and, beside it, as a field that also takes what lies beyond the slider. */
export function SliderRow({ label, name, value, scale, apply, color, error }: SliderRowProps) {
  const id = useId();
  const position = positionOf(scale, value);
  const field = useNumberInput({
    value,
    apply,
    integer: scale.integer === true,
    nudge: (from, direction) => nudged(scale, from, direction),
  });
  const problem = field.error ?? error;
  const style: Record<string, string> = { "--fill": `${(position * 100).toFixed(2)}%` };
  if (color !== undefined) style["--track"] = color;
  return (
    <div class="row slider-row">
      <label for={id} title={name}>
        {label}
      </label>
      <input
        id={id}
        class="slider"
        type="range"
        min={0}
        max={STOPS}
        step={1}
        value={Math.round(position * STOPS)}
        style={style}
        aria-label={name}
        aria-valuetext={formatNumber(value)}
        onInput={(event) => {
          field.clearError();
          apply(valueAt(scale, Number(event.currentTarget.value) / STOPS));
        }}
      />
      <input
        class="number"
        {...field.props}
        aria-label={name}
        aria-describedby={problem === undefined ? undefined : `${id}-e`}
      />
      {problem !== undefined && (
        <p class="field-error" id={`${id}-e`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The next number up or down: one stop of the slider, and at least 1 for whole numbers. */
function nudged(scale: SliderScale, value: number, direction: 1 | -1): number {
  const next = valueAt(scale, positionOf(scale, value) + direction / STOPS);
  if (scale.integer === true && Math.abs(next - value) < 1) return value + direction;
  return next;
}
