import { useEffect, useId, useRef, useState } from "preact/hooks";
import { startOver } from "../actions.ts";
import { type FormulaProblem, formulaProblem, keepParameters } from "../formula-draft.ts";
import { shown } from "../store.ts";

/** Typing rests this long before the landscape follows, in milliseconds. */
const REST = 350;

/** A formula as text. It is checked with every letter; what is valid becomes the landscape, what is not stays text. */
export function FormulaField({ formula }: { readonly formula: string }) {
  const id = useId();
  const [text, setText] = useState(formula);
  const [problem, setProblem] = useState<FormulaProblem | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(formula);

  useEffect(() => {
    // Another formula came from elsewhere: a link, or the back button.
    if (formula === sent.current) return;
    sent.current = formula;
    setText(formula);
    setProblem(undefined);
  }, [formula]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    const found = formulaProblem(next);
    setProblem(found);
    if (found !== undefined) return;
    timer.current = setTimeout(() => {
      const experiment = shown.peek();
      if (!("formula" in experiment.surface) || next === experiment.surface.formula) return;
      sent.current = next;
      const parameters = keepParameters(next, experiment.surface.parameters);
      const error = startOver({ ...experiment, surface: { ...experiment.surface, formula: next, parameters } });
      if (error !== undefined) setProblem({ message: error });
    }, REST);
  };

  return (
    <div class="formula-field">
      <textarea
        aria-label="Formula in x and y"
        rows={2}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        onInput={(event) => type(event.currentTarget.value.replaceAll("\n", " "))}
      />
      {problem !== undefined && (
        <div class="formula-error" id={id} role="alert">
          {problem.excerpt !== undefined && (
            <pre aria-hidden="true">
              {problem.excerpt.before}
              <mark>{problem.excerpt.token}</mark>
              {problem.excerpt.after}
            </pre>
          )}
          <p>{problem.message}</p>
        </div>
      )}
      {problem === undefined && <p class="note">Any letters besides x and y become sliders.</p>}
    </div>
  );
}
