// Serves the built page on this machine, as a good static host does: types, compressed copies, caching.
//
//   node serve.mjs [PORT]

import { createServer } from "node:http";
import { createHandler } from "./build/static.mjs";
import { dist } from "./build/paths.mjs";

const port = Number(process.argv[2] ?? 8080);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`${process.argv[2]} is not a port: use a number up to 65535, or 0 for any free one`);
  process.exit(2);
}

const server = createServer(createHandler(dist));
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `port ${port} is taken: name another, such as ${port + 1}` : error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => {
  console.log(`costplan is on http://127.0.0.1:${server.address().port}/ until you press Ctrl+C`);
});
