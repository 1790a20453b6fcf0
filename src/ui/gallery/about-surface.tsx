import { formatNumber } from "../../charts/number-text.ts";
import type { CriticalPoint, Interval } from "../../surfaces/surface.ts";
import { Formula } from "../controls/formula.tsx";
import { MathSymbol } from "../controls/math-symbol.tsx";
import { CAPABILITY_WORDS } from "./capability-words.ts";
import { listOf } from "./cards.ts";
import { Fact, Facts } from "./facts.tsx";
import type { Place } from "./places.ts";

/** More points than this of a kind are counted, not listed. */
const MOST_LISTED = 6;

const KINDS: Readonly<Record<CriticalPoint["kind"], readonly [one: string, several: string]>> = {
  minimum: ["Minimum", "Minima"],
  saddle: ["Saddle", "Saddles"],
  maximum: ["Maximum", "Maxima"],
  degenerate: ["Degenerate", "Degenerate"],
};

/** Everything that a surface's declaration says, and its critical points. */
export function AboutSurface({ place }: { readonly place: Place }) {
  const { surface, parameters } = place;
  const { tex, formula, domain, offers } = surface;
  const points = surface.criticalPoints(parameters);
  const evaluator = surface.evaluator(parameters, "f64");
  return (
    <>
      <div class="about-formulas">
        <Formula tex={`f = ${tex}`} fallback={`f = ${formula ?? "…"}`} />
      </div>
      <Facts>
        <Fact name="Domain">
          <span class="symbol">x</span> {interval(domain.x)}, <span class="symbol">y</span> {interval(domain.y)}
        </Fact>
        {Object.entries(KINDS).map(([kind, [one, several]]) => {
          const found = points.filter((point) => point.kind === kind);
          if (found.length === 0) return null;
          return (
            <Fact key={kind} name={found.length === 1 ? one : several}>
              <PointList points={found} loss={(x, y) => evaluator.loss(x, y)} />
            </Fact>
          );
        })}
        {points.length === 0 && <Fact name="Points">none known</Fact>}
        <Fact name="Offers">{listOf(offers.map((capability) => CAPABILITY_WORDS[capability]))}</Fact>
      </Facts>
      {surface.parameters.length > 0 && (
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
                Slider
              </th>
            </tr>
          </thead>
          <tbody>
            {surface.parameters.map(({ name, symbol, default: value, range, isInteger, isStructural }) => (
              <tr key={name}>
                <td>
                  <MathSymbol tex={symbol} />
                </td>
                <th scope="row">{isStructural ? "of its data" : isInteger ? "a whole number" : ""}</th>
                <td class="value">{formatNumber(value)}</td>
                <td class="value">{interval(range)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function PointList({
  points,
  loss,
}: {
  readonly points: readonly CriticalPoint[];
  readonly loss: (x: number, y: number) => number;
}) {
  return (
    <ul class="about-points">
      {points.slice(0, MOST_LISTED).map(({ x, y }) => (
        <li key={`${x} ${y}`}>
          <span>
            ({short(x)}, {short(y)})
          </span>
          <span class="about-loss">{short(loss(x, y))}</span>
        </li>
      ))}
      {points.length > MOST_LISTED && <li>and {points.length - MOST_LISTED} more</li>}
    </ul>
  );
}

function interval([from, to]: Interval): string {
  return `${short(from)} … ${short(to)}`;
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(4))).replaceAll("-", "−");
}
