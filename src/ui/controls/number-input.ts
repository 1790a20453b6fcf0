import { useEffect, useRef, useState } from "preact/hooks";
import { formatNumber, parseNumber } from "../../charts/number-text.ts";

/** How long the error of a field stays once the field is left, in milliseconds. */
const FORGET = 8000;

export interface NumberInput {
  readonly value: number;
  /** Takes the number; what is wrong with it, if anything, comes back. */
  readonly apply: (value: number) => string | undefined;
  readonly integer?: boolean;
  /** How far the arrow keys go. */
  readonly nudge?: (value: number, direction: 1 | -1) => number;
}

/**
 * The state of a field for one number. While it is typed nothing happens; Enter, leaving the field and the arrow keys
 * apply it; Escape takes it back. What cannot be applied stays to be corrected, with its error.
 */
export function useNumberInput({ value, apply, integer = false, nudge }: NumberInput) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const [error, setError] = useState<string | undefined>(undefined);
  const [isFocused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // The number changed elsewhere (a slider, a link): what was typed here, or wrong here, is past.
    setError(undefined);
    if (document.activeElement !== input.current) setDraft(undefined);
  }, [value]);

  useEffect(() => {
    if (error === undefined) return undefined;
    // Left alone, a wrong number gives way to the one that holds.
    const timer = setTimeout(() => {
      if (document.activeElement === input.current) return;
      setDraft(undefined);
      setError(undefined);
    }, FORGET);
    return () => clearTimeout(timer);
  }, [error, isFocused]);

  const commit = (text: string) => {
    if (text === formatNumber(value)) {
      setError(undefined);
      setDraft(undefined);
      return;
    }
    const number = parseNumber(text);
    const problem = numberProblem(number, integer) ?? (number === undefined ? undefined : apply(number));
    setError(problem);
    if (problem === undefined) setDraft(undefined);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit(input.current?.value ?? "");
    if (event.key === "Escape" && draft !== undefined) {
      setDraft(undefined);
      setError(undefined);
      event.stopPropagation();
    }
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : undefined;
    if (direction !== undefined && nudge !== undefined) {
      event.preventDefault();
      setDraft(undefined);
      setError(apply(nudge(value, direction)));
    }
  };

  return {
    error,
    clearError: () => setError(undefined),
    props: {
      ref: input,
      type: "text" as const,
      inputMode: "decimal" as const,
      autocomplete: "off",
      spellcheck: false,
      value: draft ?? formatNumber(value),
      "aria-invalid": error !== undefined,
      onInput: (event: Event) => setDraft((event.currentTarget as HTMLInputElement).value),
      onFocus: (event: Event) => {
        setFocused(true);
        (event.currentTarget as HTMLInputElement).select();
      },
      onBlur: (event: Event) => {
        setFocused(false);
        if (draft !== undefined) commit((event.currentTarget as HTMLInputElement).value);
      },
      onKeyDown,
    },
  };
}

function numberProblem(number: number | undefined, integer: boolean): string | undefined {
  if (number === undefined) return "Not a number.";
  return integer && !Number.isInteger(number) ? "Not a whole number." : undefined;
}
