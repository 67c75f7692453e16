// The frame edition: `raid-embed/1` over one port, sandboxed without rights of its own, origins checked on both sides.

import { test } from "node:test";
import { ADDRESS, PATIENCE, assert, profile, withBrowser } from "./page.mjs";
import { host, nothingForbidden, server, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; connect-src 'self'";

const PORTAL = `import { embed } from "../raid-embed-host.js";
globalThis.kept = []; globalThis.heard = []; globalThis.faults = [];
const hear = new Set();
globalThis.others = events => { kept.push(...events); for (const one of hear) one(events); };
const storage = {
  givesNumbers: true,
  load: async () => kept.length ? kept : null,
  append: async (register, events) => { if (globalThis.down) throw new Error("the portal is down"); kept.push(...events); },
  subscribe: (register, heard) => { hear.add(heard); return () => hear.delete(heard); },
  ...globalThis.more,
};
globalThis.open = options => embed(document.body, { patience: 120_000, src: "./embed.html", config: { register: "framed", src: "./samples/mhhs.raid.json", view: "list" }, storage, ...options });
globalThis.embedReady = open(globalThis.options ?? {}).then(register => {
  globalThis.register = register;
  for (const name of ["change", "select", "storage", "export"]) register.on(name, detail => heard.push([name, detail]));
}, error => { globalThis.failed = error.message; });`;

const portal = (context, more = {}) => host(context, "", { policy: POLICY, script: "", files: { "hosts/portal.js": PORTAL, ...more.files }, head: `${more.head ?? ""}<script type="module" src="./hosts/portal.js"></script>` });

test("in a sandboxed frame it does the main job, and the portal keeps every fact", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await portal(context));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("searchbox", { name: /Search/ }).last().fill("large portfolios");
  await frame.getByRole("grid").getByText("R525").first().click();
  await frame.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(", framed");
  await page.keyboard.press("Enter");
  await frame.getByRole("heading", { level: 1, name: /framed$/ }).waitFor();
  await page.evaluate(() => globalThis.register.call("flush"));
  assert.equal(await page.evaluate(() => globalThis.kept.at(-1).to), await frame.getByRole("heading", { level: 1 }).innerText());
  await page.evaluate(() => globalThis.register.call("undo"));
  await frame.getByRole("heading", { level: 1, name: /portfolios(?!.*framed)/ }).waitFor();
  const heard = await page.evaluate(() => globalThis.heard.map(([name]) => name));
  assert.ok(heard.includes("change") && heard.includes("select"), heard.join());

  await frame.getByRole("button", { name: "Files" }).click();
  await frame.getByRole("button", { name: /^Export everything Ctrl/ }).click();
  await page.waitForFunction(() => globalThis.heard.some(([name]) => name === "export"));
  const [exported, saved] = await page.evaluate(async () => [await globalThis.heard.find(([name]) => name === "export")[1].blob.text(), await globalThis.register.call("save")]);
  assert.equal(exported, saved);

  // News from the portal, and the whole register again from what the portal has kept.
  await page.evaluate(() => {
    const raised = globalThis.kept.find(event => event.fact === "item.raised" && event.ref === "R525");
    const tick = Math.max(...globalThis.kept.map(event => Number(event.id.split("-")[0]))) + 1;
    globalThis.others([{ id: `${tick}-0000beef`, about: raised.id, at: "2023-10-11T10:00:00Z", by: "Somebody else", fact: "note.added", text: "From the portal" }]);
  });
  await frame.getByText("From the portal").first().waitFor();
  const before = await page.evaluate(() => globalThis.register.call("save"));
  const again = await page.evaluate(async () => {
    globalThis.register.close();
    globalThis.register = await globalThis.open({});
    return globalThis.register.call("save");
  });
  const parts = text => { const { log, items, actions } = JSON.parse(text); return { log, items, actions }; };
  assert.deepEqual(parts(again), parts(before));
  const refused = await page.evaluate(() => globalThis.register.call("load", ["{"]).catch(error => [error.code, error.message]));
  assert.equal(refused[0], "cut-short");
  await nothingForbidden(page);
  await close();
});

test("a portal that is down is said inside the frame, and the change comes when it is back", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await portal(context));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => globalThis.register.call("flush"));
  const count = await page.evaluate(() => { globalThis.down = true; return globalThis.kept.length; });
  await page.evaluate(() => globalThis.register.call("go", ["item/R525"]));
  await frame.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await frame.getByText(/the portal is down/).first().waitFor();
  assert.equal((await page.evaluate(() => globalThis.register.call("status"))).dirty, true);
  await page.evaluate(() => { globalThis.down = false; });
  await until(page, count => globalThis.kept.length === count + 1, count);
  await close();
});

test("a frame speaks with nobody but those it was told of", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, "", { policy: POLICY, script: "" }));
  const answers = await page.evaluate(async () => {
    const answers = [];
    const sleep = time => new Promise(resolve => setTimeout(resolve, time));
    // The frame is let in when it has said two things; whoever is not let in has the time to try.
    const ask = async (origin, init, isLetIn) => {
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.src = `./embed.html${origin}`;
      const { port1, port2 } = new MessageChannel();
      let hello = null;
      let said = 0;
      addEventListener("message", ({ source, data }) => { if (source === frame.contentWindow) { hello = data; frame.contentWindow.postMessage(init, "*", [port2]); } });
      port1.onmessage = ({ data }) => { said += 1; answers.push([origin, data.method ?? data]); };
      const loaded = new Promise(resolve => { frame.onload = resolve; });
      document.body.append(frame);
      await loaded;
      port1.postMessage({ jsonrpc: "2.0", id: 1, method: "ping" });
      const end = Date.now() + (isLetIn ? 120_000 : 1_000);
      while (Date.now() < end && !(isLetIn && said === 2)) await sleep(20);
      return hello;
    };
    const init = { p: "raid-embed", v: 1, type: "init" };
    return {
      named: await ask(`?origin=${encodeURIComponent(location.origin)}`, init, true),
      stranger: await ask("?origin=https://elsewhere.example", init),
      nobody: await ask("", init),
      wrong: await ask(`?origin=${encodeURIComponent(location.origin)}`, { ...init, v: 2 }),
      answers,
    };
  });
  assert.deepEqual(answers.named, { p: "raid-embed", v: [1], type: "hello" }, "the greeting holds nothing");
  assert.equal(answers.nobody, null);
  assert.deepEqual([...new Set(answers.answers.map(([origin]) => origin))], [`?origin=${encodeURIComponent(new URL(ADDRESS).origin)}`]);
  assert.equal(answers.answers.length, 2, JSON.stringify(answers.answers));
  await close();
});

test("a host gives its port to nobody but its own frame", async () => {
  const { context, close } = await profile(shared);
  const greet = `setInterval(() => parent.postMessage({ p: "raid-embed", v: [1], type: "hello" }, "*"), 20);
    addEventListener("message", event => parent.postMessage({ got: event.data, ports: event.ports.length }, "*"));`;
  await context.route(`${ADDRESS}stranger.html`, route => route.fulfill({ contentType: "text/html", body: `<script src="./stranger.js"></script>` }));
  await context.route(`${ADDRESS}stranger.js`, route => route.fulfill({ contentType: "text/javascript", body: greet }));
  const listen = `globalThis.stolen = []; globalThis.options = { patience: 1500, src: "./icon.svg" };
    addEventListener("message", event => { if (event.data?.got) stolen.push(event.data); });`;
  const address = await portal(context, { files: { "hosts/listen.js": listen }, head: `<script src="./hosts/listen.js"></script>` });
  const page = await visit(context, address);
  await page.evaluate(() => { const frame = document.createElement("iframe"); frame.src = "./stranger.html"; document.body.append(frame); });
  await page.waitForFunction(() => globalThis.failed);
  assert.deepEqual(await page.evaluate(() => [globalThis.failed, globalThis.stolen]), ["The register in the frame does not answer", []]);
  await close();
});

test("a frame whose script is missing says so, to the person and to the portal", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  await context.route(/\/raid-register\.js$/, route => (/glue/.test(route.request().url()) ? route.continue() : route.fulfill({ status: 404, body: "gone" })));
  const page = await visit(context, await portal(context));
  await page.frameLocator("iframe").getByText(/its script raid-register\.js is not beside this page/).waitFor();
  await page.waitForFunction(() => globalThis.failed);
  assert.match(await page.evaluate(() => globalThis.failed), /raid-register\.js/);
  await close();
});

test("a frame that is told another register hears the news of that one alone", async () => {
  const { context, close } = await profile(shared);
  const more = `globalThis.subscribed = []; globalThis.ended = [];
    globalThis.more = { load: async () => null, append: async () => {}, subscribe: (register, heard) => { subscribed.push([register, heard]); return () => ended.push(register); } };`;
  const page = await visit(context, await portal(context, { files: { "hosts/more.js": more }, head: `<script src="./hosts/more.js"></script>` }));
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => globalThis.register.call("configure", { register: "another" }));
  await until(page, () => globalThis.subscribed.length === 2);
  assert.deepEqual(await page.evaluate(() => [subscribed.map(([register]) => register), ended]), [["framed", "another"], ["framed"]]);
  const closed = await page.evaluate(async () => {
    globalThis.register.close();
    return globalThis.register.call("save").catch(error => error.message);
  });
  assert.match(closed, /was closed/);
  await close();
});

test("a portal whose own store does not answer is told so when its patience is at an end", async () => {
  const { context, close } = await profile(shared);
  const more = `globalThis.more = { load: () => new Promise(() => {}) }; globalThis.options = { patience: 1_500 };`;
  const page = await visit(context, await portal(context, { files: { "hosts/more.js": more }, head: `<script src="./hosts/more.js"></script>` }));
  await until(page, () => globalThis.failed === "The register in the frame does not answer");
  await close();
});

test("a frame that nobody can see yet stands all the same", async () => {
  const { context, close } = await profile(shared);
  const files = { "hosts/unseen.css": "iframe { visibility: hidden; position: fixed; inset-block-start: 400vh }" };
  const page = await visit(context, await portal(context, { files, head: `<link rel="stylesheet" href="./hosts/unseen.css">` }));
  await page.waitForFunction(() => globalThis.register);
  await close();
});

test("messages of any shape do nothing", async () => {
  const { context, close, faults } = await profile(shared);
  const page = await visit(context, await portal(context));
  await page.frameLocator("iframe").getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  const before = await page.evaluate(() => globalThis.register.call("save"));
  await page.evaluate(async () => {
    const words = ["jsonrpc", "2.0", "method", "params", "id", "load", "configure", "constructor", "__proto__", "toString", "recover", "remove", "innerHTML", "p", "raid-embed", "v", "type", "init", "error", "result", "heard", "events", "host.load"];
    let seed = 7;
    const random = count => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
    const word = () => words[random(words.length)];
    const anything = depth => [() => word(), () => random(100), () => null, () => random(2) === 1, () => undefined, () => 1n, () => new Date(0),
      () => Array.from({ length: random(3) }, () => anything(depth - 1)), () => Object.fromEntries(Array.from({ length: random(5) }, () => [word(), anything(depth - 1)]))][random(depth > 0 ? 9 : 7)]();
    const { frame, call } = globalThis.register;
    for (let at = 0; at < 2000; at++) frame.contentWindow.postMessage(anything(3), "*");
    for (const method of ["constructor", "__proto__", "toString", "recover", "remove", "innerHTML", "addEventListener", "", "configure.x", "host.append"]) {
      const answer = await call(method, [word()]).then(() => "done", error => error.message);
      if (!/There is no method/.test(answer)) throw new Error(`${method}: ${answer}`);
    }
    await call("heard", { events: [{ no: "event" }, 1, null] });
    await call("heard", anything(3));
    await call("configure", { onclick: "alert(1)", register: 7, "storage-adapter": "x" });
  });
  assert.equal(await page.evaluate(() => globalThis.register.call("save")), before);
  assert.deepEqual(faults, []);
  await close();
});

test("a frame of the host's own origin may keep the register itself", async () => {
  const { context, close } = await profile(shared);
  const files = { "hosts/options.js": `globalThis.options = { sameOrigin: true, storage: null };` };
  const address = await portal(context, { files, head: `<script src="./hosts/options.js"></script>` });
  const page = await visit(context, address);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => globalThis.register.call("go", ["item/R525"]));
  await frame.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(", kept in the frame");
  await page.keyboard.press("Enter");
  await page.evaluate(() => globalThis.register.call("flush"));
  assert.equal((await page.evaluate(() => globalThis.register.call("status"))).state, "saved");
  await page.reload();
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  assert.match(await page.evaluate(() => globalThis.embedReady.then(() => globalThis.register.call("save"))), /, kept in the frame/);
  await close();
});

test("whoever frames the page does not see what this browser keeps, unless those who run it name them", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const site = await server();
  // As if those who run it had forgotten frame-ancestors.
  await context.route(`${site.address}embed.html*`, async route => {
    const response = await route.fetch();
    return route.fulfill({ status: 200, contentType: "text/html", body: await response.text() });
  });
  const owner = await context.newPage();
  await owner.goto(site.address);
  await owner.locator("raid-register").getByRole("heading", { level: 1 }).waitFor();
  await owner.evaluate(async () => {
    const element = document.querySelector("raid-register");
    await element.load({ format: "raid-register", formatVersion: 1, register: { title: "Nobody else's" } });
    await element.flush();
  });
  const page = await visit(context, await host(context, "", { policy: "default-src 'self'; frame-src http:", script: "" }));
  const look = () => page.evaluate(async address => {
    const frame = document.createElement("iframe");
    frame.src = `${address}embed.html?origin=${encodeURIComponent(location.origin)}`;
    const { port1, port2 } = new MessageChannel();
    const greeted = new Promise(resolve => addEventListener("message", ({ source }) => source === frame.contentWindow && resolve(), { once: false }));
    document.body.append(frame);
    await greeted;
    frame.contentWindow.postMessage({ p: "raid-embed", v: 1, type: "init" }, address, [port2]);
    const call = (id, method, params) => new Promise(resolve => {
      port1.addEventListener("message", ({ data }) => data.id === id && resolve(data.result));
      port1.start();
      port1.postMessage({ jsonrpc: "2.0", id, method, params });
    });
    await call(1, "configure", { register: "mhhs", storage: "auto", src: "./samples/mhhs.raid.json" });
    const text = await call(2, "save", []);
    frame.remove();
    return JSON.parse(text).register.title;
  }, site.address);
  assert.equal(await look(), "New register", "a stranger");
  await context.route(`${site.address}raid-config.json`, route => route.fulfill({ json: { origins: [new URL(ADDRESS).origin] } }));
  assert.equal(await look(), "Nobody else's", "a page that is named");
  await close();
  await site.close();
});

test("calendar files go to the host too, and where nobody takes a file in a sandbox it is shown to be copied", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await portal(context));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => globalThis.register.call("go", ["calendar/2023-10"]));
  await frame.getByRole("button", { name: "Every date (.ics)" }).click();
  await page.waitForFunction(() => globalThis.heard.some(([name, detail]) => name === "export" && /\.ics$/.test(detail.name)));

  // Both pages really come from a server: a browser lets pages without an origin and of unknown whereabouts fetch nothing here.
  const site = await server({ policies: false });
  const inner = `<!DOCTYPE html><html lang="en-GB"><title>Inner</title><script type="module" src="./raid-register.js"></script><raid-register view="calendar/2023-10" src="./samples/mhhs.raid.json"></raid-register>`;
  site.change("embed.html", () => inner);
  site.change("host.html", () => `<!DOCTYPE html><title>Outer</title><iframe sandbox="allow-scripts" src="./embed.html" width="1000" height="700"></iframe>`);
  const outer = await visit(context, `${site.address}host.html`);
  const sandboxed = outer.frameLocator("iframe");
  await sandboxed.getByRole("button", { name: "Every date (.ics)" }).click();
  const text = sandboxed.getByRole("dialog", { name: "Copy the file" }).getByRole("textbox");
  await text.waitFor();
  for (const end = Date.now() + PATIENCE; !/^BEGIN:VCALENDAR/.test(await text.inputValue());) assert.ok(Date.now() < end);
  await sandboxed.getByRole("button", { name: "Close" }).click();
  await close();
  await site.close();
});

test("nothing that comes over the port, of whatever shape, does more than a call may", async () => {
  const { context, close, faults } = await profile(shared);
  const page = await visit(context, await host(context, "", { policy: POLICY, script: "" }));
  const answers = await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = `./embed.html?origin=${encodeURIComponent(location.origin)}`;
    const { port1, port2 } = new MessageChannel();
    const greeted = new Promise(resolve => addEventListener("message", ({ source }) => source === frame.contentWindow && resolve()));
    document.body.append(frame);
    await greeted;
    frame.contentWindow.postMessage({ p: "raid-embed", v: 1, type: "init" }, "*", [port2]);
    const waiting = new Map();
    port1.onmessage = ({ data }) => waiting.get(data?.id)?.(data.result ?? data.error);
    const call = (id, method, params) => new Promise(resolve => { waiting.set(id, resolve); port1.postMessage({ jsonrpc: "2.0", id, method, params }); });
    await call("a", "configure", { src: "./samples/mhhs.raid.json" });
    const before = await call("b", "save", []);
    const words = ["constructor", "__proto__", "toString", "recover", "remove", "innerHTML", "heard", "events", "status", "ping", "flush", "load", "merge", "configure", "host.load", "storageAdapter", ""];
    let seed = 11;
    const random = count => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
    const any = depth => [() => words[random(words.length)], () => random(9), () => null, () => undefined, () => 1n, () => new Date(0), () => new Map([[1, 2]]),
      () => Array.from({ length: random(3) }, () => any(depth - 1)), () => Object.fromEntries(Array.from({ length: random(4) }, () => [words[random(words.length)], any(depth - 1)]))][random(depth > 0 ? 9 : 7)]();
    for (let at = 0; at < 1500; at++) port1.postMessage(random(4) ? { jsonrpc: "2.0", id: any(1), method: random(3) ? words[random(words.length)] : any(1), params: any(3), error: any(1), result: any(1) } : any(3));
    return [await call("c", "ping"), (await call("d", "save", [])) === before];
  });
  assert.deepEqual(answers, ["pong", true]);
  assert.deepEqual(faults, []);
  await close();
});

test("the frame is as wide as its place, and as tall as its content where the portal lets it grow", async () => {
  const { context, close } = await profile(shared);
  const files = { "hosts/options.js": `globalThis.options = { grow: 6000 };` };
  const page = await visit(context, await portal(context, { files, head: `<script src="./hosts/options.js"></script>` }));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  const size = () => page.evaluate(() => { const { width, height } = document.querySelector("iframe").getBoundingClientRect(); return { width, height, place: document.body.clientWidth }; });
  const go = view => page.evaluate(view => globalThis.register.call("go", [view]), view);
  assert.equal((await size()).width, (await size()).place);
  await until(page, () => document.querySelector("iframe").offsetHeight === 6000);
  await go("item/R525");
  await frame.getByRole("heading", { level: 1, name: /large portfolios/ }).waitFor();
  await until(page, () => document.querySelector("iframe").offsetHeight < 6000);
  const main = frame.locator(".main");
  for (const end = Date.now() + PATIENCE; await main.evaluate(node => node.scrollHeight > node.clientHeight + 1);) assert.ok(Date.now() < end, "it still scrolls");
  const whole = (await size()).height;
  await frame.getByRole("button", { name: "Add a note" }).click();
  await until(page, whole => document.querySelector("iframe").offsetHeight > whole, whole);
  await go("list?q=nothing-at-all");
  await until(page, whole => document.querySelector("iframe").offsetHeight < whole, whole);
  await nothingForbidden(page);
  await close();
});

test("a portal that lets the frame be hears how tall it wants to be, and nothing moves", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await portal(context));
  await page.frameLocator("iframe").getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => { globalThis.register.on("resize", size => heard.push(["resize", size])); return globalThis.register.call("go", ["item/R525"]); });
  await page.waitForFunction(() => globalThis.heard.some(([name, size]) => name === "resize" && size.height > 600));
  assert.equal(await page.evaluate(() => document.querySelector("iframe").offsetHeight), Math.round(860 * 0.8));
  await close();
});

test("who leaves the portal with changes that are kept nowhere is asked, and nobody else", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await portal(context));
  const frame = page.frameLocator("iframe");
  const asked = [];
  page.on("dialog", dialog => { asked.push(dialog.type()); dialog.accept(); });
  const shown = async () => {
    await frame.getByRole("grid").waitFor();
    await page.waitForFunction(() => globalThis.register);
    await page.evaluate(() => globalThis.register.call("go", ["item/R525"]));
    await frame.getByRole("button", { name: "Edit title" }).click();
  };
  await shown();
  await page.reload();
  assert.deepEqual(asked, []);
  await shown();
  await page.evaluate(() => { globalThis.down = true; });
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await frame.getByText(/the portal is down/).first().waitFor();
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await close();
});

test("a portal that can take another register in place of its own is given it whole", async () => {
  const { context, close } = await profile(shared);
  const files = { "hosts/options.js": `globalThis.more = { replace: async (register, events) => { kept.splice(0, kept.length, ...events); globalThis.replaced = register; } };` };
  const page = await visit(context, await portal(context, { files, head: `<script src="./hosts/options.js"></script>` }));
  const frame = page.frameLocator("iframe");
  await frame.getByRole("grid").waitFor();
  await page.waitForFunction(() => globalThis.register);
  await page.evaluate(() => globalThis.register.call("load", [JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Another" }, items: [{ kind: "risk", ref: "R1", title: "The only one" }] })]));
  await page.evaluate(() => globalThis.register.call("flush"));
  assert.equal(await page.evaluate(() => globalThis.replaced), "framed");
  assert.deepEqual(await page.evaluate(() => globalThis.kept.filter(event => event.fact === "item.raised").map(event => event.fields.title)), ["The only one"]);
  await close();
});

test("whatever a frame says to the portal, of whatever shape, nothing comes of it", async () => {
  const { context, close, faults } = await profile(shared);
  const stranger = `let port = null;
    const words = ["host.load", "host.append", "host.replace", "host.constructor", "constructor", "__proto__", "toString", "hello", "change", "export", "resize", "configure", "register", "events", "framed", "height", "blob", "name", ""];
    let seed = 5;
    const random = count => (seed = (seed * 1103515245 + 12345) % 2147483648) % count;
    const any = depth => [() => words[random(words.length)], () => random(9) - 4, () => null, () => undefined, () => 1n, () => new Date(0), () => new Blob(["x"]),
      () => Array.from({ length: random(3) }, () => any(depth - 1)), () => Object.fromEntries(Array.from({ length: random(4) }, () => [words[random(words.length)], any(depth - 1)]))][random(depth > 0 ? 9 : 7)]();
    addEventListener("message", ({ data, ports }) => {
      port = ports[0];
      port.postMessage({ jsonrpc: "2.0", method: "hello", params: { version: 1 } });
      port.onmessage = ({ data }) => {
        if (data.method !== "configure") return;
        // First: one of the others may be an answer after which nothing is heard any more.
        port.postMessage({ jsonrpc: "2.0", id: "other", method: "host.load", params: { register: "somebody-elses" } });
        port.postMessage({ jsonrpc: "2.0", id: "own", method: "host.load", params: { register: "framed" } });
        for (let at = 0; at < 3000; at++) {
          const method = random(3) ? words[random(words.length)] : any(1);
          port.postMessage(random(5) ? { jsonrpc: "2.0", id: random(2) ? any(1) : random(9), method, params: any(3), error: any(2), result: any(1) } : any(3));
        }
        port.postMessage({ jsonrpc: "2.0", id: data.id, result: null });
      };
    });
    parent.postMessage({ p: "raid-embed", v: [1], type: "hello" }, "*");`;
  await context.route(`${ADDRESS}stranger.html*`, route => route.fulfill({ contentType: "text/html", body: `<script src="./stranger.js"></script>`, headers: { "access-control-allow-origin": "*" } }));
  await context.route(`${ADDRESS}stranger.js`, route => route.fulfill({ contentType: "text/javascript", body: stranger }));
  const watched = `globalThis.asked = []; globalThis.options = { src: "./stranger.html" };
    globalThis.more = { load: async register => { asked.push(register); return null; }, append: async register => { asked.push(register); }, replace: async register => { asked.push(register); } };`;
  const page = await visit(context, await portal(context, { files: { "hosts/options.js": watched }, head: `<script src="./hosts/options.js"></script>` }));
  // It may say that it could not be configured: then the portal is told so.
  await page.waitForFunction(() => globalThis.register ?? globalThis.failed);
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)));
  const asked = await page.evaluate(() => globalThis.asked);
  assert.ok(asked.length > 0 && asked.every(register => register === "framed"), `only its own register: ${asked}`);
  assert.deepEqual(await page.evaluate(() => [Object.prototype.framed, document.querySelector("iframe").style.blockSize, globalThis.kept.length]), [undefined, "80vh", 0]);
  assert.deepEqual(faults, []);
  await nothingForbidden(page);
  await close();
});
