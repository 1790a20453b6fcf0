import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useNumberInput } from "./number-input.ts";

interface Entry {
  readonly name: string;
  readonly value: number;
  readonly apply: (value: number) => string | undefined;
}

export interface NumberRowProps {
  readonly label: ComponentChildren;
  readonly entries: readonly Entry[];
  /** What stands between two numbers: × or …. */
  readonly between?: string;
  readonly integer?: boolean;
  readonly children?: ComponentChildren;
}

/** One fact of one or two numbers, such as an interval or a point. */
export function NumberRow({ label, entries, between, integer, children }: NumberRowProps) {
  return (
    <div class="row number-row">
      <span class="row-label">{label}</span>
      <span class="numbers">
        {entries.map((entry, index) => (
          <>
            {index > 0 && <span class="between">{between}</span>}
            <Field key={entry.name} {...entry} integer={integer === true} />
          </>
        ))}
        {children}
      </span>
    </div>
  );
}

function Field({ name, value, apply, integer }: Entry & { readonly integer: boolean }) {
  const id = useId();
  const field = useNumberInput({ value, apply, integer });
  return (
    <span class="number-field">
      <input
        class="number"
        {...field.props}
        aria-label={name}
        aria-describedby={field.error === undefined ? undefined : id}
      />
      {field.error !== undefined && (
        <span class="field-error floating" id={id} role="alert">
          {field.error}
        </span>
      )}
    </span>
  );
}
