/**
 * Why a call has no result. From the engine: `request` (it was asked for something that can't be), `version` (page and
 * engine do not match), `defect` (a mistake in the engine). From here: `superseded` (a later call with the same key took
 * its place), `timeout`, `failed` (the engine is not running).
 */
export type ErrorKind = "request" | "version" | "defect" | "superseded" | "timeout" | "failed";

export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    readonly kind: ErrorKind,
    message: string,
    /** What to do about it; empty if there is nothing to say. */
    readonly help = "",
  ) {
    super(message);
  }
}
