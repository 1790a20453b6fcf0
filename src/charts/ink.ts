import type { Ink } from "./plot.ts";

/** Reads the page's colours and letters where a chart stands; they follow the theme and the width of the window. */
export function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    label: color("--ink-3"),
    grid: color("--hairline"),
    cursor: color("--ink-2"),
    family: style.fontFamily,
    size: Number.parseFloat(style.fontSize) || 12,
  };
}
