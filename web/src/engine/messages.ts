// What the page and the worker that runs the engine say to each other. Requests and responses stay text: the worker
// hands them to the module as they are.

/** Where the module comes from: an address, or, in the single file, its gzip in base64. */
export type ModuleSource = { readonly address: string } | { readonly base64: string };

/** From the page. */
export type ToWorker =
  | { readonly kind: "start"; readonly module: ModuleSource }
  | { readonly kind: "call"; readonly id: number; readonly request: string };

/** From the worker. `failed` is its last message. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly id: number; readonly response: string }
  | { readonly kind: "failed"; readonly detail: string };
