import { formatNumber } from "../../charts/number-text.ts";
import type { Hyperparameter, Optimizer } from "../../optimizers/optimizer.ts";
import { Formula } from "../controls/formula.tsx";
import { MathSymbol } from "../controls/math-symbol.tsx";
import { needsOf } from "./capability-words.ts";
import { listOf } from "./cards.ts";
import { Fact, Facts } from "./facts.tsx";

/** Everything that an optimizer's declaration says. */
export function AboutOptimizer({ optimizer }: { readonly optimizer: Optimizer }) {
  const { tex, reference, differences, hyperparameters, evaluationsPerStep } = optimizer;
  return (
    <>
      <div class="about-formulas">
        {/* The pane is narrow: what one line declares side by side stands below each other. */}
        {tex
          .flatMap((line) => line.split(/,?\s*\\quad\s*/))
          .map((line) => (
            <Formula key={line} tex={line} fallback="" />
          ))}
      </div>
      <Facts>
        <Fact name="Source">
          {reference.url === undefined ? (
            reference.text
          ) : (
            <a href={reference.url} target="_blank" rel="noreferrer">
              {reference.text}
            </a>
          )}
        </Fact>
        {differences !== undefined && <Fact name="Elsewhere">{differences}</Fact>}
        <Fact name="A step">{stepText(evaluationsPerStep)}</Fact>
        <Fact name="Remembers">{stateText(optimizer)}</Fact>
        <Fact name="Needs">{needsOf(optimizer).replace("Needs ", "")}</Fact>
      </Facts>
      <table class="about-table">
        <thead>
          <tr>
            <th scope="col" colSpan={2} class="head">
              Set by
            </th>
            <th scope="col" class="head value">
              Default
            </th>
            <th scope="col" class="head value">
              Allowed
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(hyperparameters).map(([name, declared]) => (
            <tr key={name}>
              <td>{declared.kind === "number" && <MathSymbol tex={declared.symbol} />}</td>
              <th scope="row" title={name}>
                {declared.label}
              </th>
              <td class="value">{defaultText(declared)}</td>
              <td class="value">{allowedText(declared)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function stepText(counts: Optimizer["evaluationsPerStep"]): string {
  if (counts === undefined) return "evaluates as often as it needs; all of it is counted";
  const kinds = [
    [counts.loss, "loss", "losses"],
    [counts.gradient, "gradient", "gradients"],
    [counts.hessian, "Hessian", "Hessians"],
  ] as const;
  const named = kinds.flatMap(([count, one, many]) =>
    count === undefined || count === 0 ? [] : [`${count} ${count === 1 ? one : many}`],
  );
  return named.length === 0 ? "evaluates nothing" : `evaluates ${listOf(named)}`;
}

function stateText({ state }: Optimizer): string {
  const slots = Object.entries(state).map(([name, slot]) => (slot === "vector" ? name : `${name} (one number)`));
  return slots.length === 0 ? "nothing but where it is" : listOf(slots);
}

function defaultText(declared: Hyperparameter): string {
  switch (declared.kind) {
    case "number":
      return formatNumber(declared.default);
    case "flag":
      return declared.default ? "yes" : "no";
    case "choice":
      return declared.default.replaceAll("-", " ");
  }
}

function allowedText(declared: Hyperparameter): string {
  switch (declared.kind) {
    case "number":
      return declared.accepts?.text ?? "any number";
    case "flag":
      return "yes, no";
    case "choice":
      return declared.options.map((option) => option.replaceAll("-", " ")).join(", ");
  }
}
