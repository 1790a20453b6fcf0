import type { StructLayout } from "../../gpu/struct-layout.ts";

/** Steps from one look at a pair of twins to the next. */
export const STEPS_APART = 8;

/** Slots of optimizers' states that hold the sizes of things, which are never below zero. */
export const SIZE_SLOTS: ReadonlySet<string> = new Set([
  "secondMoment",
  "maximumSecondMoment",
  "variance",
  "maximumVariance",
  "squareAverage",
  "stepSquareAverage",
  "squareSum",
  "infinityNorm",
  "inverseDiagonal",
  "stepFactor",
]);

/**
 * WGSL of `fn state_apart(one: State, other: State, scale: f32) -> State`, from the declaration of the slots: `one` with
 * `scale` times what sets `other` apart from it. Sizes and plain numbers are never set farther apart than they are: a
 * square below zero would mean nothing.
 */
export function stateApart({ fields }: StructLayout): string {
  let body = "";
  for (const [slot, { type }] of fields) {
    const factor = type === "f32" || SIZE_SLOTS.has(slot) ? "min(scale, 1.0f)" : "scale";
    body += `  state.${slot} = one.${slot} + ${factor} * (other.${slot} - one.${slot});\n`;
  }
  return `fn state_apart(one: State, other: State, scale: f32) -> State {\n  var state = one;\n${body}  return state;\n}\n`;
}
