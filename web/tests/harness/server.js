// The built page on a free port of this machine.

import { once } from "node:events";
import { createServer } from "node:http";
import { createHandler } from "../../build/static.mjs";
import { dist } from "../../build/paths.mjs";

/**
 * Serves a folder, by default the built page, below a path. Returns `{address, requests, stop()}`: `requests` are the
 * paths that were asked for, in order, and fills up. `options.handler(request, response)` may answer in place of the
 * files by returning true.
 */
export async function startServer({ folder = dist, base = "/", port = 0, handler = () => false } = {}) {
  const files = createHandler(folder, base);
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    if (!handler(request, response)) {
      files(request, response);
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}${base}`,
    port: server.address().port,
    requests,
    async stop() {
      if (server.listening) {
        server.close();
        server.closeAllConnections();
        await once(server, "close");
      }
    },
  };
}
