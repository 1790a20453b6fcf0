import type { ComponentChildren } from "preact";

/** Facts, each with its name. */
export function Facts({ children }: { readonly children: ComponentChildren }) {
  return <dl class="about-facts">{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
