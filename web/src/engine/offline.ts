// Keeps the page for use without a network, and says when a newer one has been stored.

import { BUILD } from "./baked";
import type { Engine } from "./client";
import { scriptAddress } from "./trusted";
import type { StoredBuild, ToService } from "./updates";

interface OfflineOptions {
  /**
   * A newer build is stored: `edition` is the edition of its prices, `newPrices` whether that is another than the
   * page's. `reload` switches to it.
   */
  onReady(update: { edition: string; newPrices: boolean; reload: () => void }): void;
  /** The page is stored and works without a network. */
  onStored?(): void;
}

// How often a page that stays open asks the host for a newer build.
const askEvery = 60 * 60 * 1000;

/**
 * Registers the service worker once the engine has started, so that storing the page takes nothing from showing it. The
 * single file has none and needs none; neither has a browser that refuses.
 */
export function startOffline(engine: Engine, options: OfflineOptions): void {
  const service = BUILD.addresses?.service;
  if (service === undefined || !("serviceWorker" in navigator)) {
    return;
  }
  let registered = false;
  engine.onStatus((status) => {
    if (status !== "loading" && !registered) {
      registered = true;
      register(service, options);
    }
  });
}

function register(service: string, options: OfflineOptions): void {
  const address = scriptAddress(new URL(service, document.baseURI).href);
  navigator.serviceWorker.register(address, { updateViaCache: "none" }).then(
    (registration) => watch(registration, options),
    () => {
      // Storage is off, as in some private windows. The page works without it, but not offline.
    },
  );
}

function watch(registration: ServiceWorkerRegistration, options: OfflineOptions): void {
  const look = (worker: ServiceWorker | null): void => {
    if (!worker) {
      return;
    }
    if (worker.state === "installed" && registration.active) {
      void announce(worker, options);
    } else if (worker.state === "activated") {
      options.onStored?.();
    } else {
      worker.addEventListener("statechange", () => look(worker), { once: true });
    }
  };
  look(registration.active);
  look(registration.waiting);
  look(registration.installing);
  registration.addEventListener("updatefound", () => look(registration.installing));

  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - asked > askEvery) {
      asked = Date.now();
      registration.update().catch(() => {
        // No network: asked again an hour later.
      });
    }
  });
}

async function announce(worker: ServiceWorker, options: OfflineOptions): Promise<void> {
  const { edition } = await ask(worker);
  const reload = (): void => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over" satisfies ToService);
  };
  options.onReady({ edition, newPrices: edition !== BUILD.edition, reload });
}

function ask(worker: ServiceWorker): Promise<StoredBuild> {
  return new Promise((answered) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<StoredBuild>) => answered(data);
    worker.postMessage("which build are you?" satisfies ToService, [port2]);
  });
}
