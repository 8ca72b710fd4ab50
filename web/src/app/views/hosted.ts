// A place in a template whose content is made by a module that is loaded when the place is first shown. The module's own code
// fills the element; updates reach it as long as the place is there.

import { noChange } from "lit-html";
import { AsyncDirective } from "lit-html/async-directive.js";
import { directive, type ElementPart } from "lit-html/directive.js";

export interface Hosted<P> {
  update(props: P): void;
  destroy(): void;
}

/** How a place is filled; it must be the same function at every render of one place. */
export type Mount<P> = (host: HTMLElement, props: P) => Promise<Hosted<P>>;

let last = Promise.resolve();

/** Resolves in a task of its own, one after the other, so that what is drawn in several places is not drawn in one block. */
export function turn(): Promise<void> {
  last = last.then(() => new Promise((done) => setTimeout(done, 0)));
  return last;
}

class HostedDirective<P> extends AsyncDirective {
  #mount: Mount<P> | undefined;
  #props: P | undefined;
  #handle: Hosted<P> | undefined;
  #live = true;
  #waiting = false;

  render(_mount: Mount<P>, _props: P): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [mount, props]: [Mount<P>, P]): typeof noChange {
    const changed = props !== this.#props;
    this.#props = props;
    if (this.#mount === undefined) {
      this.#mount = mount;
      void this.#start(part.element as HTMLElement);
    } else if (changed && this.#handle && !this.#waiting) {
      this.#waiting = true;
      void turn().then(() => {
        this.#waiting = false;
        this.#handle?.update(this.#props as P);
      });
    }
    return noChange;
  }

  async #start(host: HTMLElement): Promise<void> {
    try {
      const began = this.#props as P;
      const handle = await this.#mount!(host, began);
      if (!this.#live) {
        handle.destroy();
        return;
      }
      this.#handle = handle;
      if (this.#props !== began) handle.update(this.#props as P);
      delete host.dataset["failed"];
    } catch (error) {
      console.error(error);
      host.dataset["failed"] = "";
      host.textContent = "This part could not be loaded. Check the connection, and reload the page to try again.";
    }
  }

  protected override disconnected(): void {
    this.#live = false;
    this.#handle?.destroy();
    this.#handle = undefined;
  }

  protected override reconnected(): void {
    this.#live = true;
    this.#mount = undefined;
  }
}

const hostedDirective = directive(HostedDirective);

export function hosted<P>(mount: Mount<P>, props: P): ReturnType<typeof hostedDirective> {
  return hostedDirective(mount as Mount<unknown>, props);
}
