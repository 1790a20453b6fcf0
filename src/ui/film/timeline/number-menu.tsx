import { symbolLine } from "../../../charts/symbol-text.ts";
import * as store from "../../store.ts";
import { addTrackAtPlayhead } from "../editing.ts";
import { type FilmNumber, filmNumbers } from "../film-number.ts";
import { recording } from "../film-store.ts";

/** Gives one more number a lane: every one that the film can change, by whose it is. */
export function NumberMenu() {
  const taken = new Set(recording.value.parameters.map(({ path }) => path));
  const free = filmNumbers(store.experiment.value).filter(({ path }) => !taken.has(path));
  if (free.length === 0) return null;
  return (
    <div class="select film-number-menu">
      <label>
        <span class="sr-only">Change a number over the film</span>
        <select
          value=""
          onChange={(event) => {
            const path = event.currentTarget.value;
            event.currentTarget.value = "";
            if (path !== "") addTrackAtPlayhead(path);
          }}
        >
          <option value="">Change a number…</option>
          {groups(free).map(([label, numbers]) => (
            <optgroup key={label} label={label}>
              {numbers.map(({ path, symbol, label: name }) => (
                <option key={path} value={path}>
                  {symbolLine(symbol)} · {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </div>
  );
}

/** By owner. Two ensembles may have one name: they are told apart by their place. */
function groups(numbers: readonly FilmNumber[]): readonly (readonly [string, readonly FilmNumber[]])[] {
  const found = new Map<string, FilmNumber[]>();
  for (const number of numbers) {
    const key = `${number.ensemble ?? ""} ${number.of}`;
    found.set(key, [...(found.get(key) ?? []), number]);
  }
  return [...found.values()].map((members) => {
    const [first] = members;
    const isAlone = [...found.values()].filter(([other]) => other?.of === first?.of).length === 1;
    const place = first?.ensemble === undefined || isAlone ? "" : ` (${first.ensemble + 1})`;
    return [`${first?.of ?? ""}${place}`, members];
  });
}
