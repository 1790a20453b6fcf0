/** A number of an axis; its power of ten, if any, stands raised. */
export function TickText({ tick: { text, exponent } }: { readonly tick: { text: string; exponent?: string } }) {
  return (
    <>
      {text}
      {exponent !== undefined && <sup>{exponent}</sup>}
    </>
  );
}
