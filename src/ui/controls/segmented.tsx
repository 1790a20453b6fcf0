export interface SegmentedProps<Option extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Option; readonly label: string; readonly title?: string }[];
  readonly value: Option;
  readonly choose: (value: Option) => void;
  /** Separate pills that wrap, instead of one bar. */
  readonly chips?: boolean;
}

/** One choice of a few, all in sight: a radio group in looks and in keys. */
export function Segmented<Option extends string>({ label, options, value, choose, chips }: SegmentedProps<Option>) {
  return (
    <fieldset class={chips === true ? "chips" : "segmented"}>
      <legend class="sr-only">{label}</legend>
      {options.map((option) => (
        <label key={option.value} title={option.title} class={option.value === value ? "chosen" : undefined}>
          <input
            type="radio"
            class="sr-only"
            name={label}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
