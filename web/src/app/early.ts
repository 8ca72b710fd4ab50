// Runs in the head before anything is painted: sets the theme, and marks the page if it will show another document than the
// prerendered example, so that the style sheet can keep the example out of sight until that document is there. If the program
// does not come, or stops before it has drawn anything, the page says so and shows the example all the same.
{
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("costplan.theme");
    if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
    if (localStorage.getItem("costplan.draft") !== null) root.dataset["start"] = "draft";
  } catch {
    // No storage here: the system's theme holds, and there is no draft.
  }
  if (/^#\/|[#&]doc=/.test(location.hash)) root.dataset["start"] = "link";
  const failed = () => {
    const note = document.getElementById("unstarted");
    if (!note || document.getElementById("app")?.dataset["engine"] !== undefined) return;
    note.hidden = false;
    delete root.dataset["start"];
  };
  addEventListener("error", ({ target }) => (target === window || target instanceof HTMLScriptElement) && failed(), true);
  addEventListener("unhandledrejection", failed);
}
