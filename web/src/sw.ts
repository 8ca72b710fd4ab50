// The service worker: stores all files of one build when it is installed, and answers with them from then on. A newer
// build is a newer service worker with a store of its own; it takes over when the page asks it to, or when no page of
// the older one is open any more.

import type { StoredBuild, ToService } from "./engine/updates";

// Filled in by the build: addresses relative to this script, the page's own first.
declare const FILES: readonly string[];
declare const EDITION: string;
declare const VERSION: string;
// What the page says of itself when it is of this build.
declare const PAGE_VERSION: string;

const scope = globalThis as unknown as ServiceWorkerGlobalScope;
const page = new URL("./", scope.location.href).href;
// One host may hold several copies of the page, and the stores of a host are one list.
const prefix = `costplan ${new URL(page).pathname} `;
const store = prefix + VERSION;
const stored = new Set(FILES.map((file) => new URL(file, scope.location.href).href));

scope.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

scope.addEventListener("message", (event) => {
  switch (event.data as ToService) {
    case "which build are you?":
      event.ports[0]?.postMessage({ edition: EDITION, version: VERSION } satisfies StoredBuild);
      break;
    case "take over":
      void scope.skipWaiting();
      break;
  }
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") {
    return;
  }
  const address = addressOf(request);
  if (stored.has(address)) {
    event.respondWith(answer(address, request));
  } else if (address.startsWith(page)) {
    event.respondWith(fromOlder(request));
  }
});

// The page is the same whatever stands behind "?" or "#", and with or without the name of its file.
function addressOf(request: Request): string {
  const address = new URL(request.url);
  address.hash = "";
  if (request.mode === "navigate") {
    address.search = "";
    if (address.href === `${page}index.html`) {
      return page;
    }
  }
  return address.href;
}

async function fill(): Promise<void> {
  const cache = await caches.open(store);
  // Names of files other than the page's change with their bytes, so a copy that the browser has will do.
  const files = [...stored].filter((address) => address !== page);
  await Promise.all([cache.addAll(files), storePage(cache)]);
}

// A host may send the page of the build before for a while after it has this script. Then nothing is installed, and the
// browser tries again when it next looks for a newer script.
async function storePage(cache: Cache): Promise<void> {
  const response = await fetch(page, { cache: "reload" });
  const text = await response.clone().text();
  if (!response.ok || !text.includes(JSON.stringify(PAGE_VERSION))) {
    throw new Error(`the page that the host sends is not of build ${PAGE_VERSION}`);
  }
  await cache.put(page, response);
}

async function answer(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(store);
  return (await cache.match(address)) ?? fetch(request);
}

// A window that still shows the build before this asks for files by their older names.
async function fromOlder(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function takeOver(): Promise<void> {
  const open = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const older = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== store);
  // A window may still show the build before this and load a part of it.
  const removed = open.length > 1 ? older.slice(0, -1) : older;
  await Promise.all(removed.map((name) => caches.delete(name)));
  await scope.clients.claim();
}
