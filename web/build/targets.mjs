/** The oldest browsers that the page is for: WebAssembly without tricks, import(), adopted style sheets, light-dark(). */
export const targets = ["chrome123", "firefox120", "safari17.5"];
