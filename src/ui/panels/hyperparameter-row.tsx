import { useId } from "preact/hooks";
import { formatNumber } from "../../charts/number-text.ts";
import type { Axis } from "../../experiment/experiment.ts";
import type { Hyperparameter, HyperparameterValue } from "../../optimizers/optimizer.ts";
import { changeNumber, chooseHyperparameter } from "../actions.ts";
import { MathSymbol } from "../controls/math-symbol.tsx";
import { SliderRow } from "../controls/slider-row.tsx";
import { declaredScale } from "../slider-scale.ts";

export interface HyperparameterRowProps {
  readonly index: number;
  readonly name: string;
  readonly declared: Hyperparameter;
  readonly value: HyperparameterValue;
  /** Set where the value differs from trajectory to trajectory. */
  readonly axis: Axis | undefined;
  readonly color: string;
}

/** One hyperparameter: a slider for a number, a switch for a flag, a list for a choice. */
export function HyperparameterRow({ index, name, declared, value, axis, color }: HyperparameterRowProps) {
  const id = useId();
  if (axis !== undefined && declared.kind === "number") {
    return (
      <div class="row number-row">
        <span class="row-label">
          {declared.label} <MathSymbol tex={declared.symbol} />
        </span>
        <span class="numbers">
          {formatNumber(axis.from)} … {formatNumber(axis.to)}
        </span>
      </div>
    );
  }
  if (declared.kind === "number") {
    return (
      <SliderRow
        label={
          <>
            <MathSymbol tex={declared.symbol} /> {declared.label}
          </>
        }
        name={declared.label}
        value={Number(value)}
        scale={declaredScale(declared)}
        color={color}
        apply={(next) => changeNumber(`/ensembles/${index}/hyperparameters/${name}`, next)}
      />
    );
  }
  return (
    <div class="row choice-row">
      <label for={id}>{declared.label}</label>
      {declared.kind === "flag" ? (
        <input
          id={id}
          type="checkbox"
          role="switch"
          class="switch"
          aria-checked={value === true}
          style={{ "--track": color }}
          checked={value === true}
          onChange={(event) => chooseHyperparameter(index, name, event.currentTarget.checked)}
        />
      ) : (
        <div class="select">
          <select
            id={id}
            value={String(value)}
            onChange={(event) => chooseHyperparameter(index, name, event.currentTarget.value)}
          >
            {declared.options.map((option) => (
              <option key={option} value={option}>
                {option.replaceAll("-", " ")}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
