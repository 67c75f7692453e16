// What the benchmark needs around a page: a server, a fresh browser, and the memory of its renderer.

import { createReadStream } from "node:fs";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".ico": "image/x-icon", ".js": "text/javascript", ".json": "application/json",
  ".mjs": "text/javascript", ".png": "image/png", ".svg": "image/svg+xml", ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** Where every page finds the register it is to open. */
export const REGISTER = "/.bench/register";

const FLAGS = [
  "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--js-flags=--expose-gc",
  // Without it every task takes a multiple of 16.7 ms and small differences are lost.
  "--disable-frame-rate-limit",
];

/** The browser's own start-up is not to be measured. */
const BROWSER_SETTLES = 1_500;

/** What brotli leaves of a file, once for all servers: its bytes by path and time of change. */
const compressed = new Map();

async function brotli(path, { mtimeMs }) {
  const key = `${path} ${mtimeMs}`;
  if (!compressed.has(key)) compressed.set(key, brotliCompressSync(await readFile(path)));
  return compressed.get(key);
}

/** Serves a folder on 127.0.0.1, under `REGISTER` the file last given to `offer`, and as its index the text given as `page`.
 *  `isCompressed`: as brotli leaves it, made before it is asked for. */
export async function serve(folder, page = null, isCompressed = false) {
  let register = null;
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://bench").pathname);
    if (page && path === "/") return response.writeHead(200, { "content-type": "text/html" }).end(page);
    const file = path === REGISTER ? register : join(root, normalize(path.endsWith("/") ? `${path}index.html` : path));
    const found = file && (file === register || file.startsWith(root)) ? await stat(file).catch(() => null) : null;
    if (!found?.isFile()) return response.writeHead(404).end();
    const type = TYPES[path === REGISTER ? ".json" : extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "no-cache" };
    if (isCompressed) {
      const bytes = await brotli(file, found);
      return response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": bytes.length }).end(bytes);
    }
    response.writeHead(200, { ...headers, "content-length": found.size });
    createReadStream(file).pipe(response);
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    offer: path => { register = resolve(path); },
    /** Compresses what will be asked for, so that nobody waits for that. */
    prepare: async () => {
      const names = await readdir(root, { recursive: true });
      for (const file of [register, ...names.map(name => join(root, name))]) {
        const found = file && await stat(file);
        if (found?.isFile()) await brotli(file, found);
      }
    },
    close: () => { server.closeAllConnections(); server.close(); },
  };
}

/** Playwright, as the browser tests have it; `from` is a folder beside or above its `node_modules`. */
export function playwright(from) {
  return createRequire(join(resolve(from), "package.json"))("playwright-core");
}

/** A browser of its own with an empty profile on disk, so that nothing is warm and storage is real. */
export async function freshBrowser(chromium, executablePath, script) {
  const profile = await mkdtemp(join(tmpdir(), "raid-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, args: FLAGS, viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript({ content: script });
  await new Promise(done => setTimeout(done, BROWSER_SETTLES));
  return {
    page: context.pages()[0] ?? await context.newPage(),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The largest memory in MB that any renderer below this process has held since it started. Only one browser runs at a time. */
export async function peakMemory() {
  const parents = new Map();
  const renderers = [];
  for (const pid of (await readdir("/proc")).filter(name => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    parents.set(pid, status.match(/^PPid:\s+(\d+)/m)?.[1]);
    const peak = Number(status.match(/^VmHWM:\s+(\d+) kB/m)?.[1]);
    if (commandLine.includes("--type=renderer") && peak) renderers.push({ pid, peak });
  }
  const isOurs = pid => {
    for (let at = pid; at; at = parents.get(at)) if (at === String(process.pid)) return true;
    return false;
  };
  const peaks = renderers.filter(({ pid }) => isOurs(pid)).map(({ peak }) => peak);
  if (!peaks.length) throw new Error("no renderer process was found");
  return Math.max(...peaks) / 1024;
}
