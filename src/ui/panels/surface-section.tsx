import { findSurface, surfaces } from "../../surfaces/index.ts";
import { defaultParameters, type Interval } from "../../surfaces/surface.ts";
import { changeNumber, startOver } from "../actions.ts";
import { Formula } from "../controls/formula.tsx";
import { MathSymbol } from "../controls/math-symbol.tsx";
import { NumberRow } from "../controls/number-row.tsx";
import { SliderRow } from "../controls/slider-row.tsx";
import { declaredScale } from "../slider-scale.ts";
import { startsFor } from "../starts-edit.ts";
import { shown, surface } from "../store.ts";
import { surfaceGroups } from "../surface-groups.ts";
import { FormulaField } from "./formula-field.tsx";

const OWN = "formula";

/** Which landscape: chosen, typeset, and shaped by its parameters. */
export function SurfaceSection() {
  const choice = shown.value.surface;
  const present = surface.value;
  const isOwn = "formula" in choice;
  return (
    <section aria-labelledby="surface-heading">
      <h2 id="surface-heading">Surface</h2>
      <div class="select">
        <select
          aria-labelledby="surface-heading"
          value={isOwn ? OWN : choice.id}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {surfaceGroups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.surfaces.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
          <option value={OWN}>Your own formula…</option>
        </select>
      </div>
      {isOwn && <FormulaField formula={choice.formula} />}
      <Formula tex={`f = ${present.tex}`} fallback={`f = ${present.formula}`} />
      {!isOwn && <p class="note">{present.description}</p>}
      {present.parameters.map(({ name, symbol, range, scale }) => (
        <SliderRow
          key={name}
          label={<MathSymbol tex={symbol} />}
          name={`parameter ${name}`}
          value={choice.parameters[name] ?? 0}
          scale={declaredScale(range, scale)}
          apply={(value) => changeNumber(`/surface/parameters/${name}`, value)}
        />
      ))}
      {isOwn && (
        <>
          <DomainRow axis="x" />
          <DomainRow axis="y" />
        </>
      )}
    </section>
  );
}

function DomainRow({ axis }: { readonly axis: "x" | "y" }) {
  const choice = shown.value.surface;
  if (!("formula" in choice)) return null;
  const [from, to] = choice.domain[axis];
  const apply = (interval: Interval) =>
    startOver({ ...shown.peek(), surface: { ...choice, domain: { ...choice.domain, [axis]: interval } } });
  return (
    <NumberRow
      label={<span class="symbol">{axis}</span>}
      between="…"
      entries={[
        { name: `${axis} from`, value: from, apply: (value) => apply([value, to]) },
        { name: `${axis} to`, value: to, apply: (value) => apply([from, value]) },
      ]}
    />
  );
}

/** Another landscape, with starts that suit it; one's own formula begins with the present one. */
function choose(id: string): void {
  const experiment = shown.peek();
  if (id === OWN) {
    const { formula, domain } = surface.peek();
    startOver({ ...experiment, surface: { formula, domain, parameters: experiment.surface.parameters } });
    return;
  }
  const next = findSurface(id) ?? surfaces[0];
  if (next === undefined) return;
  startOver({
    ...experiment,
    surface: { id: next.id, parameters: defaultParameters(next) },
    starts: startsFor(experiment.starts, next.domain),
  });
}
