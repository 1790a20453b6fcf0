import * as v from "valibot";

/** A finite number; `allowed` completes the error's "allowed: …". */
export function finite(allowed: string, test: (value: number) => boolean = () => true) {
  return v.pipe(v.number(allowed), v.finite(allowed), v.check(test, allowed));
}

export function integer(from: number, to: number, allowed = `an integer from ${from} to ${to}`) {
  return v.pipe(v.number(allowed), v.integer(allowed), v.minValue(from, allowed), v.maxValue(to, allowed));
}

export const finiteNumber = finite("a finite number");
export const notNegative = finite("a finite number ≥ 0", (value) => value >= 0);
