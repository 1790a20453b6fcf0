import { Icon } from "../controls/icon.tsx";
import { AboutOptimizer } from "./about-optimizer.tsx";
import { AboutSurface } from "./about-surface.tsx";
import type { Card } from "./cards.ts";
import { declaredPlace, type Place } from "./places.ts";
import { SubjectPicture } from "./subject-picture.tsx";

export interface AboutPaneProps {
  readonly card: Card;
  /** The surface that optimizers are shown on. */
  readonly place: Place;
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
export function AboutPane({ card, place, isOver, isPresent, verb, choose, leave }: AboutPaneProps) {
  const { label, description, objection, remark, subject } = card;
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
        <span class="thumbnail-frame" aria-hidden="true">
          <SubjectPicture subject={subject} place={place} canRun={objection === undefined} isPointedAt={false} />
        </span>
        <p>{description}</p>
        {subject.kind === "surface" && <AboutSurface place={declaredPlace(subject.surface)} />}
        {subject.kind === "optimizer" && <AboutOptimizer optimizer={subject.optimizer} />}
        {subject.kind === "sample" && <p class="note">{subject.sample.file}, beside the page.</p>}
        {subject.kind === "formula" && <AboutFormula />}
        {subject.kind === "file" && <AboutFile />}
      </div>
      <footer>
        {objection !== undefined && <p class="note">{objection}</p>}
        {remark !== undefined && <p class="note">{remark}</p>}
        {isPresent && subject.kind !== "file" ? (
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
      <p>It is checked with every letter. Gradient and Hessian are exact, and its critical points are searched for.</p>
      <p>
        Formulas know <code>+ - * / ^</code>,{" "}
        <code>sqrt abs exp log sin cos tan tanh sinh cosh atan min max sign pow</code>, <code>pi</code>, <code>e</code>,
        comparisons, and <code>if(cond, a, b)</code>.
      </p>
    </>
  );
}

function AboutFile() {
  return (
    <p>
      The values become a smooth landscape that goes through all of them, and goes on straight beyond its border. A file
      may also be dropped anywhere on the page.
    </p>
  );
}
