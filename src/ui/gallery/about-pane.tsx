import { Icon } from "../controls/icon.tsx";
import { AboutOptimizer } from "./about-optimizer.tsx";
import { AboutSurface } from "./about-surface.tsx";
import type { Card } from "./cards.ts";
import { declaredPlace } from "./places.ts";

export interface AboutPaneProps {
  readonly card: Card;
  /** Whether it lies over the cards, where there is no room beside them. */
  readonly isOver: boolean;
  /** Whether it is what the experiment has now. */
  readonly isPresent: boolean;
  /** What choosing it is called. */
  readonly verb: string;
  readonly choose: () => void;
  readonly leave: () => void;
}

/** The documentation of a card. */
export function AboutPane({ card, isOver, isPresent, verb, choose, leave }: AboutPaneProps) {
  const { label, objection, remark, subject } = card;
  return (
    <section class={isOver ? "about-pane over" : "about-pane"} aria-labelledby="about-heading">
      <header>
        <button type="button" class="icon-button small about-back" title="Back" onClick={leave}>
          <Icon name="left" />
          <span class="sr-only">Back to the cards</span>
        </button>
        <h3 id="about-heading" tabIndex={-1}>
          {label}
        </h3>
      </header>
      <div class="about-content">
        {subject.kind === "surface" && <AboutSurface place={declaredPlace(subject.surface)} />}
        {subject.kind === "optimizer" && <AboutOptimizer optimizer={subject.optimizer} />}
        {subject.kind === "formula" && <AboutFormula />}
      </div>
      <footer>
        {objection !== undefined && <p class="note">{objection}</p>}
        {remark !== undefined && <p class="note">{remark}</p>}
        {isPresent ? (
          <p class="note">Runs now.</p>
        ) : (
          <button type="button" class="verb" disabled={objection !== undefined} onClick={choose}>
            {verb}
          </button>
        )}
      </footer>
    </section>
  );
}

function AboutFormula() {
  return (
    <>
      <p>
        Any formula in <span class="symbol">x</span> and <span class="symbol">y</span>. It is checked with every letter;
        other names in it become sliders. Gradient and Hessian are exact, and its critical points are searched for.
      </p>
      <p class="note">
        It knows <code>+ - * / ^</code>, <code>sqrt abs exp log sin cos tan tanh sinh cosh atan min max sign pow</code>,{" "}
        <code>pi</code>, <code>e</code>, comparisons, and <code>if(cond, a, b)</code>.
      </p>
    </>
  );
}
