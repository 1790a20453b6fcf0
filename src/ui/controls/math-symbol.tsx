import { symbolText } from "../../charts/symbol-text.ts";

/** A short TeX symbol in running text, such as β₁. */
export function MathSymbol({ tex }: { readonly tex: string }) {
  const { base, below, above } = symbolText(tex);
  return (
    <span class="symbol">
      {base}
      {below !== "" && <sub>{below}</sub>}
      {above !== "" && <sup>{above}</sup>}
    </span>
  );
}
