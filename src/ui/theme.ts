import type { Theme } from "../view/theme.ts";

export type { Theme } from "../view/theme.ts";

const KEY = "ravine-theme";

/** The theme that `public/theme.js` settled before the first paint. */
export function startingTheme(): Theme {
  return document.documentElement.dataset.theme === "paper" ? "paper" : "night";
}

/** Puts a theme on the page, and remembers it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", ground);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be refused; the theme then lasts as long as the page.
  }
}
