// What the page and its service worker say to each other.

/** From the page. The first is answered on the port that comes with it. */
export type ToService = "which build are you?" | "take over";

/** The build that a service worker stores. */
export interface StoredBuild {
  readonly edition: string;
  readonly version: string;
}
