// Holds the state of the page. Whoever subscribes is told of changes once a task.

import type { State } from "./state";

export class Store {
  #state: State;
  #listeners = new Set<(state: State, before: State) => void>();
  #told: State;
  #scheduled = false;

  constructor(state: State) {
    this.#state = state;
    this.#told = state;
  }

  get state(): State {
    return this.#state;
  }

  update(reduce: (state: State) => State): void {
    this.#state = reduce(this.#state);
    if (this.#scheduled || this.#state === this.#told) return;
    this.#scheduled = true;
    queueMicrotask(() => this.flush());
  }

  /** Tells the subscribers now, so that what follows finds the page up to date. */
  flush(): void {
    this.#scheduled = false;
    const before = this.#told;
    const now = this.#state;
    if (now === before) return;
    this.#told = now;
    for (const listener of this.#listeners) listener(now, before);
  }

  subscribe(listener: (state: State, before: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
