// The link of the share dialog: made when the dialog opens, copied when asked.

import type { ShareState } from "./views/dialogs";

export class Sharing {
  shown: ShareState | null = null;

  constructor(
    /** The address of what is shown, from its "#" on. */
    readonly address: () => Promise<string>,
    /** Draws the dialog anew. */
    readonly changed: () => void,
  ) {}

  forget(): void {
    this.shown = null;
  }

  async make(): Promise<void> {
    const address = await this.address();
    this.shown = { link: location.href.replace(/#.*$/, "") + address, copied: false };
    this.changed();
  }

  async copy(): Promise<void> {
    if (!this.shown) return;
    const copied = await copyText(this.shown.link);
    this.shown = { ...this.shown, copied };
    this.changed();
  }
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard here (an address without https): the old way, with the text that is selected in its field.
    (document.getElementById("share-link") as HTMLInputElement | null)?.select();
    return document.execCommand("copy");
  }
}
