import type { Interval, SurfaceParameter } from "../../surfaces/surface.ts";
import { changeNumber, startOver } from "../actions.ts";
import { Formula } from "../controls/formula.tsx";
import { Icon } from "../controls/icon.tsx";
import { MathSymbol } from "../controls/math-symbol.tsx";
import { NumberRow } from "../controls/number-row.tsx";
import { SliderRow } from "../controls/slider-row.tsx";
import { galleryRequest } from "../gallery/gallery-request.ts";
import { declaredScale } from "../slider-scale.ts";
import { shown, surface } from "../store.ts";
import { FormulaField } from "./formula-field.tsx";
import { LandscapeFile } from "./landscape-file.tsx";
import { SurfacePicture } from "./surface-picture.tsx";

/** Which landscape: chosen, typeset, and shaped by its parameters. */
export function SurfaceSection() {
  const choice = shown.value.surface;
  const present = surface.value;
  const isOwn = "formula" in choice;
  return (
    <section aria-labelledby="surface-heading">
      <h2 id="surface-heading">Surface</h2>
      <button
        type="button"
        class="surface-card"
        aria-haspopup="dialog"
        aria-label={`${present.label}: choose another surface`}
        title="Choose a surface (S)"
        onClick={() => {
          galleryRequest.value = { kind: "surfaces" };
        }}
      >
        <SurfacePicture />
        <span class="surface-label">{present.label}</span>
        <Icon name="chevron" />
      </button>
      {"grid" in choice && <LandscapeFile />}
      {isOwn && <FormulaField formula={choice.formula} />}
      <Formula tex={`f = ${present.tex}`} fallback={`f = ${present.formula ?? "…"}`} />
      {!isOwn && <p class="note">{present.description}</p>}
      {present.parameters.map((declared) => (
        <ParameterRow key={declared.name} declared={declared} />
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

/** A number that shapes the surface. One that decides about its data starts the run over. */
function ParameterRow({ declared }: { readonly declared: SurfaceParameter }) {
  const { name, symbol, isStructural } = declared;
  const apply = (value: number) => {
    if (isStructural !== true) return changeNumber(`/surface/parameters/${name}`, value);
    const { surface: choice, ...experiment } = shown.peek();
    return startOver({ ...experiment, surface: { ...choice, parameters: { ...choice.parameters, [name]: value } } });
  };
  return (
    <SliderRow
      label={<MathSymbol tex={symbol} />}
      name={`parameter ${name}`}
      value={shown.value.surface.parameters[name] ?? 0}
      scale={declaredScale(declared)}
      apply={apply}
    />
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
