import { useEffect, useRef } from "preact/hooks";
import type { MapKind } from "../../../experiment/map.ts";
import { findMap } from "../../../maps/index.ts";
import { MAP_GROUPS } from "./map-groups.ts";

export interface KindMenuProps {
  readonly value: MapKind;
  readonly choose: (kind: MapKind) => void;
}

/** What is mapped: all kinds in their groups, each with what it shows. Arrow keys try them, Enter and a click settle. */
export function KindMenu({ value, choose }: KindMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const list = useRef<HTMLFieldSetElement>(null);
  const close = () => {
    if (menu.current !== null) menu.current.open = false;
  };
  useEffect(() => {
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && menu.current?.contains(event.target) === false) close();
    };
    // A key that goes from one to the next clicks too, but with no button.
    const settle = (event: MouseEvent) => {
      if (event.detail > 0) close();
    };
    const kinds = list.current;
    addEventListener("pointerdown", leave);
    kinds?.addEventListener("click", settle);
    return () => {
      removeEventListener("pointerdown", leave);
      kinds?.removeEventListener("click", settle);
    };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (menu.current?.open !== true || (event.key !== "Escape" && event.key !== "Enter")) return;
    if (event.target instanceof HTMLElement && event.target.tagName === "SUMMARY" && event.key === "Enter") return;
    // The page's own Escape would fold other things away.
    event.stopPropagation();
    event.preventDefault();
    close();
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details
      ref={menu}
      class="kind-menu"
      onKeyDown={onKeyDown}
      onToggle={(event) => {
        if (event.currentTarget.open) event.currentTarget.querySelector<HTMLElement>("input:checked")?.focus();
      }}
    >
      <summary aria-label={`What is mapped: ${findMap(value).label}`}>{findMap(value).label}</summary>
      <fieldset class="kind-list" ref={list}>
        <legend class="sr-only">What is mapped</legend>
        {MAP_GROUPS.map(({ label, kinds }) => (
          <div key={label}>
            <p class="kind-group">{label}</p>
            {kinds.map((kind) => (
              <label key={kind} class={kind === value ? "kind chosen" : "kind"}>
                <input
                  type="radio"
                  class="sr-only"
                  name="What is mapped"
                  value={kind}
                  checked={kind === value}
                  onChange={() => choose(kind)}
                />
                <span class="kind-label">{findMap(kind).label}</span>
                <span class="note">{findMap(kind).description}</span>
              </label>
            ))}
          </div>
        ))}
      </fieldset>
    </details>
  );
}
