import { useEffect, useId, useState } from "preact/hooks";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly rows?: number;
  /** Whether it is TeX: then letters are evenly wide, and nothing is spelled or capitalised. */
  readonly isCode?: boolean;
  /** Takes the text with every letter; what is wrong with it, if anything, comes back. */
  readonly apply: (text: string) => string | undefined;
  /** What is wrong with it beyond what `apply` said. */
  readonly error?: string | undefined;
}

/** A text that may have more than one line. It is checked with every letter; what is not valid stays to be corrected. */
export function TextField({ label, value, placeholder, rows = 2, isCode, apply, error }: TextFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  useEffect(() => {
    // Another text came from elsewhere: what was typed here, or wrong here, is past.
    setRefused(undefined);
    setDraft(undefined);
  }, [value]);
  const problem = refused ?? error;
  return (
    <div class="film-text-field">
      <label class="film-field-label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class={isCode === true ? undefined : "prose"}
        rows={rows}
        placeholder={placeholder}
        spellcheck={isCode !== true}
        autocapitalize={isCode === true ? "off" : "sentences"}
        autocomplete="off"
        value={draft ?? value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-e`}
        onInput={(event) => {
          const text = event.currentTarget.value;
          const found = apply(text);
          setRefused(found);
          setDraft(found === undefined ? undefined : text);
        }}
      />
      {problem !== undefined && (
        <p class="field-error" id={`${id}-e`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
