// Tells who cannot see it that the total has changed: politely, and once after the changing is over.

const quietFor = 900;

export class Announcer {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = "";

  constructor(readonly region: HTMLElement) {}

  /** Says a text after a while without another one; the same text is not said twice in a row. */
  say(text: string): void {
    clearTimeout(this.#timer);
    if (text === this.#said) return;
    this.#timer = setTimeout(() => {
      this.#said = text;
      this.region.textContent = text;
    }, quietFor);
  }

  /** What is known already, and so is not said. */
  known(text: string): void {
    this.#said = text;
  }
}
