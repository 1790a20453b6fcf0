import { useId } from "preact/hooks";

export interface ChoiceRowProps<Option extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Option; readonly label: string; readonly disabled?: boolean }[];
  readonly value: Option;
  readonly choose: (value: Option) => void;
}

/** One choice of many, as a list that opens. */
export function ChoiceRow<Option extends string>({ label, options, value, choose }: ChoiceRowProps<Option>) {
  const id = useId();
  return (
    <div class="row choice-row">
      <label for={id}>{label}</label>
      <div class="select">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.currentTarget.value);
            if (chosen !== undefined) choose(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled === true}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
