// Pages around the element that are not ours: served from the same address, under the strictest policy we promise to work in.

import { createServer } from "node:http";
import { ADDRESS, PATIENCE, assert, newTab } from "./page.mjs";

export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** Answers `hosts/<name>` with this body, and each further file with its text. Scripts may come from the address alone. */
export async function host(context, body, { policy = POLICY, files = {}, head = "", script = "./raid-register.js" } = {}) {
  const tag = script && `<script type="module" src="${script}"></script>`;
  const html = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><base href="../"><title>Portal</title>${head}${tag}</head><body>${body}</body></html>`;
  const serve = (path, contentType, text) => context.route(new URL(path, ADDRESS).href, route => route.fulfill({
    contentType, body: text, headers: { "content-security-policy": policy },
  }));
  await serve("hosts/portal.html", "text/html; charset=utf-8", html);
  for (const [path, text] of Object.entries(files)) await serve(path, path.endsWith(".css") ? "text/css" : "text/javascript", text);
  return new URL("hosts/portal.html", ADDRESS).href;
}

/** Opens a host's page in a context and collects what its policy forbade. */
export async function visit(context, address) {
  const page = await newTab(context);
  await page.addInitScript(() => {
    globalThis.forbidden = [];
    addEventListener("securitypolicyviolation", event => forbidden.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(address);
  return page;
}

export const nothingForbidden = async page => assert.deepEqual(await page.evaluate(() => globalThis.forbidden), []);

/** Keeps the events of these names in `globalThis.heard`, from before the element stands. */
export const hearing = names => `globalThis.heard = [];
for (const name of ${JSON.stringify(names)}) document.addEventListener(name, event => heard.push([name, JSON.parse(JSON.stringify(event.detail ?? null))]));`;

export const SAMPLE = "samples/mhhs.raid.json";

/** Waits until what a page works out, at once or later, is true. */
export async function until(page, look, argument) {
  for (const end = Date.now() + PATIENCE; ;) {
    if (await page.evaluate(look, argument).catch(() => false)) return;
    assert.ok(Date.now() < end, `it never came true: ${look}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** A server of its own that passes everything on to the page's, but for the files that are changed or added; once more in a folder; or without any policy. */
export async function server({ folder = null, policies = true } = {}) {
  const changed = new Map();
  const leads = new Map();
  const added = new Map();
  const listening = createServer(async (request, response) => {
    if (leads.has(request.url)) {
      response.writeHead(308, { location: leads.get(request.url) });
      return response.end();
    }
    if (added.has(request.url)) {
      const { type, text, policy } = added.get(request.url);
      response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...(policy ? { "content-security-policy": policy } : {}) });
      return response.end(text);
    }
    const wanted = folder && request.url.startsWith(`/${folder}`) ? request.url.slice(folder.length) : request.url;
    const answer = await fetch(new URL(wanted.slice(1), ADDRESS));
    const path = new URL(wanted, ADDRESS).pathname.slice(1);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const passed = [...answer.headers].filter(([name]) => ["content-type", "access-control-allow-origin", policies && "content-security-policy"].includes(name));
    const [theirs, own] = [new URL(ADDRESS).origin, `http://${request.headers.host}`];
    const headers = Object.fromEntries(passed.map(([name, value]) => [name, value.replaceAll(theirs, own)]));
    response.writeHead(answer.status, { ...headers, "cache-control": "no-store" });
    response.end(changed.has(path) ? changed.get(path)(bytes.toString("utf8")) : bytes);
  });
  await new Promise(resolve => listening.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${listening.address().port}/`;
  const add = (path, type, text, policy = null) => added.set(`/${path}`, { type, text, policy });
  return { address, add, lead: (from, to) => leads.set(from, to), change: (path, make) => changed.set(path, make), close: () => new Promise(resolve => { listening.close(resolve); listening.closeAllConnections(); }) };
}
