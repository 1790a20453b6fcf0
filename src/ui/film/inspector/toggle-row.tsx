import { useId } from "preact/hooks";

export interface ToggleRowProps {
  readonly label: string;
  readonly title?: string;
  readonly value: boolean;
  readonly disabled?: boolean;
  readonly choose: (value: boolean) => void;
}

/** A yes or no. */
export function ToggleRow({ label, title, value, disabled, choose }: ToggleRowProps) {
  const id = useId();
  return (
    <div class="row choice-row">
      <label for={id} title={title}>
        {label}
      </label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        class="switch"
        aria-checked={value}
        disabled={disabled === true}
        checked={value}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
    </div>
  );
}
