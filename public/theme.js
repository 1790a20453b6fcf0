// Runs before the first paint, so that the page never shows in one theme and turns to the other. `theme.ts` goes on.
(() => {
  let theme = "night";
  try {
    // Night unless paper was chosen here before: the landscape is lit by its trails, whatever the system prefers.
    if (localStorage.getItem("ravine-theme") === "paper") theme = "paper";
  } catch {
    // Storage may be refused.
  }
  document.documentElement.dataset.theme = theme;
})();
