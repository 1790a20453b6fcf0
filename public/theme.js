// Runs before the first paint, so that the page never shows in one theme and turns to the other. `theme.ts` goes on.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("ravine-theme");
  } catch {
    // Storage may be refused.
  }
  if (theme !== "night" && theme !== "paper") {
    theme = matchMedia("(prefers-color-scheme: light)").matches ? "paper" : "night";
  }
  document.documentElement.dataset.theme = theme;
})();
