// Serves the built page, and around the element pages of our own: `torture.html?register=NAME&view=VIEW&src=FILE`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

function portal(query) {
  const attributes = ["register", "src", "view"].filter(name => query.get(name)).map(name => `${name}="${query.get(name)}"`).join(" ");
  return `<!DOCTYPE html><meta charset="utf-8"><title>Torture</title><script type="module" src="./raid-register.js"></script>
<raid-register ${attributes}></raid-register><script type="module" src="./torture.js"></script>`;
}

/** So large that the lines of its log stay in the file (see src/web/reading.rs). */
function large() {
  const items = Array.from({ length: 2_000 }, (_, at) => ({ kind: "risk", ref: `R${at + 1}`, title: `Risk ${at + 1}`, description: "x".repeat(500) }));
  return JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Large" }, items });
}

export async function serve(dist) {
  const own = {
    "/torture.html": async query => portal(query),
    "/torture.js": () => readFile(new URL("page.js", import.meta.url)),
    "/empty.html": async () => "<!DOCTYPE html><title>Empty</title>",
    "/large.json": async () => large(),
  };
  const server = createServer(async ({ url }, response) => {
    const { pathname, searchParams } = new URL(url, "http://localhost/");
    try {
      const body = await (own[pathname]?.(searchParams) ?? readFile(join(dist, normalize(pathname))));
      response.writeHead(200, { "content-type": TYPES[extname(pathname)] ?? "application/octet-stream", "cache-control": "no-store" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.closeAllConnections() ?? server.close() };
}
