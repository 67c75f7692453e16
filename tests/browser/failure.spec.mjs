// What a person reads when the register cannot start, and what can still be had after a fault: for each kind, in plain words.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { ADDRESS, assert, handedOut, onlyInChromium, profile, region, withBrowser } from "./page.mjs";
import { SAMPLE, hearing, host, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const GLUE = /glue\/raid-register\.js/;
const WASM = /_bg\.wasm/;
const element = page => page.locator("raid-register").first();
const alert = page => element(page).getByRole("alert");

/** Another build's name in place of this one's: as if it came from a cache. */
const otherBuild = bytes => Buffer.from(bytes.toString("latin1").replace(/(raid-build|const build = "|build ?= ?")[0-9a-f]{16}/, (_, before) => `${before}0123456789abcdef`), "latin1");
const changed = make => async route => {
  const response = await route.fetch();
  return route.fulfill({ response, ...make(await response.body()) });
};

for (const [name, file, answer, said] of [
  ["a glue that is not there", GLUE, route => route.fulfill({ status: 404, body: "gone" }), "A file of the register is missing on the server."],
  ["a sign-in page in place of the glue", GLUE, route => route.fulfill({ contentType: "text/html", body: "<html>Sign in</html>" }), "The server sent something else in place of the register."],
  ["a sign-in page that says it is a script", GLUE, route => route.fulfill({ contentType: "text/javascript", body: "<html>Sign in</html>" }), "The server sent something else in place of the register."],
  ["a glue that is cut short", GLUE, changed(body => ({ body: body.subarray(0, body.length / 2) })), "The server sent something else in place of the register."],
  ["a sign-in page in place of the WebAssembly", WASM, route => route.fulfill({ contentType: "text/html", body: "<html>Sign in</html>" }), "The server sent something else in place of the register."],
  ["a sign-in page that says it is WebAssembly", WASM, route => route.fulfill({ contentType: "application/wasm", body: "<html>Sign in</html>" }), "The server sent something else in place of the register."],
  ["WebAssembly that is cut short", WASM, changed(body => ({ body: body.subarray(0, body.length / 2) })), "The server sent something else in place of the register."],
  ["a server that is at its end", WASM, route => route.fulfill({ status: 503, body: "later" }), "A file of the register is missing on the server."],
  ["no way to the glue", GLUE, route => route.abort(), "The register could not be fetched."],
  ["WebAssembly of another build", WASM, changed(body => ({ body: otherBuild(body) })), "The files of the register do not belong together: some are of another version."],
  ["a glue of another build", GLUE, changed(body => ({ body: otherBuild(body) })), "The files of the register do not belong together: some are of another version."],
]) {
  test(`${name} is said, told to the host, and tried again`, async () => {
    const { context, close } = await profile(shared, { serviceWorkers: "block" });
    await context.route(file, answer);
    const hear = { files: { "hosts/hear.js": hearing(["raid-error"]) }, head: `<script src="./hosts/hear.js"></script>` };
    const page = await visit(context, await host(context, `<raid-register storage="memory"><p>Read the report instead</p></raid-register>`, hear));
    await alert(page).getByText(said).waitFor();
    await page.getByText("Read the report instead").waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.heard.map(([, detail]) => detail.message)), [said]);
    await context.unroute(file);
    await alert(page).getByRole("button", { name: "Try again" }).click();
    await element(page).getByRole("heading", { level: 1 }).waitFor();
    await close();
  });
}

for (const [lacks, take] of [
  ["style sheets that scripts make", () => { delete CSSStyleSheet.prototype.replaceSync; }],
  ["light-dark()", () => { const { supports } = CSS; CSS.supports = (...asked) => !/light-dark/.test(asked) && supports.apply(CSS, asked); }],
  [":has()", () => { const { supports } = CSS; CSS.supports = (...asked) => !/:has/.test(asked) && supports.apply(CSS, asked); }],
  ["SIMD", () => { WebAssembly.validate = () => false; }],
]) {
  test(`a browser without ${lacks} is told which would do, and no WebAssembly is fetched`, async () => {
    const { context, close, requests } = await profile(shared, { serviceWorkers: "block" });
    await context.addInitScript(take);
    const page = await visit(context, await host(context, `<raid-register storage="memory"><p>Read the report instead</p></raid-register>`));
    await alert(page).getByText("This browser is too old for the register.").waitFor();
    await alert(page).getByText("It needs Chrome or Edge 123, Firefox 121, Safari 17.5, or a later one.").waitFor();
    await page.getByText("Read the report instead").waitFor();
    assert.deepEqual(requests.filter(address => WASM.test(address)), []);
    await close();
  });
}

test("a page whose script for the element is missing shows what stands between the element's tags", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  await context.route(/\/raid-register\.js/, route => (GLUE.test(route.request().url()) ? route.continue() : route.fulfill({ status: 404, body: "gone" })));
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await page.getByText(/nor where a file of it is missing on the server/).waitFor();
  await close();
});

test("what is said in place of the register is in English and says so, and axe finds nothing in it", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { context, close } = await profile(shared, { serviceWorkers: "block", colorScheme });
    await context.route(WASM, route => route.abort());
    const page = await visit(context, await host(context, `<main><h1>Portal</h1><raid-register storage="memory"><p>Read the report instead</p></raid-register></main>`, { head: `<meta name="color-scheme" content="light dark">` }));
    await page.evaluate(() => { document.documentElement.lang = "de"; });
    await alert(page).waitFor();
    assert.deepEqual(await alert(page).evaluate(node => [node.lang, node.dir]), ["en-GB", "ltr"]);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    assert.deepEqual(violations.map(({ id }) => id), [], colorScheme);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.querySelector("raid-register").shadowRoot.activeElement?.textContent), "Try again");
    await close();
  }
});

test("files of two builds from a cache are fetched anew before anybody reads of it", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  let old = 0;
  await context.route(WASM, async route => (old++ ? route.continue() : changed(body => ({ body: otherBuild(body) }))(route)));
  const page = await visit(context, await host(context, `<raid-register storage="memory"></raid-register>`));
  await element(page).getByRole("heading", { level: 1 }).waitFor();
  assert.equal(old, 2);
  await close();
});

test("WebAssembly that is sent as something else is taken all the same", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  await context.route(WASM, changed(body => ({ body, contentType: "application/octet-stream" })));
  const page = await visit(context, await host(context, `<raid-register storage="memory"></raid-register>`));
  await element(page).getByRole("heading", { level: 1 }).waitFor();
  await close();
});

test("a browser that runs no WebAssembly is told so, and what may have switched it off", onlyInChromium("only Chromium has a switch for it"), async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--js-flags=--jitless"] });
  try {
    const page = await browser.newPage();
    await page.goto(ADDRESS);
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
    await alert(page).getByText("This browser does not run WebAssembly, of which the register is made.").waitFor();
    await alert(page).getByText(/enhanced security/).waitFor();
    await page.getByText(/the sample file/).waitFor();
  } finally {
    await browser.close();
  }
});

test("where every kind of storage is denied it works, and says that it is kept nowhere", async () => {
  const { context, open, close, faults } = await profile(shared, { serviceWorkers: "block" });
  await context.addInitScript(() => {
    const denied = () => { throw new DOMException("denied", "SecurityError"); };
    for (const name of ["indexedDB", "localStorage", "sessionStorage", "caches", "cookieStore"]) Object.defineProperty(globalThis, name, { get: denied });
    for (const name of ["locks", "storage", "serviceWorker"]) Object.defineProperty(Navigator.prototype, name, { get: denied });
    globalThis.BroadcastChannel = class { constructor() { denied(); } };
  });
  const page = await open("#item/R525");
  await page.getByRole("banner").getByText(/memory/i).first().waitFor();
  const notes = region(page, "Notes");
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByLabel("Note").fill("Only here");
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await notes.getByText("Only here").waitFor();
  assert.deepEqual(faults, []);
  await close();
});

const HEAR = { files: { "hosts/hear.js": hearing(["raid-error", "raid-ready"]) }, head: `<script src="./hosts/hear.js"></script>` };
const stands = page => until(page, () => Boolean(document.querySelector("raid-register").version && document.querySelector("raid-register").shadowRoot.querySelector("h1")));
const count = (page, name) => page.evaluate(name => globalThis.heard.filter(([told]) => told === name).length, name);

/** A module that met a fault in the midst of a change can tell nothing more of what is open. */
const mute = context => context.route(GLUE, changed(body => ({ body: body.toString().replace(/rescue\(\)\{[^}]*\}/, `rescue(){throw new Error("already mutably borrowed")}`) })));

async function fault(page) {
  const before = await count(page, "raid-error");
  await page.evaluate(() => {
    const trap = new WebAssembly.RuntimeError("memory access out of bounds");
    trap.stack = "RuntimeError: memory access out of bounds\n at raid-register_bg.wasm:wasm-function[7]";
    setTimeout(() => { throw trap; });
  });
  await until(page, before => globalThis.heard.filter(([name]) => name === "raid-error").length === before + 1, before);
}

async function note(page, words) {
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByRole("textbox", { name: "Note" }).fill(words);
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await notes.getByText(words).waitFor();
  return page.evaluate(async () => {
    await document.querySelector("raid-register").flush();
    return document.querySelector("raid-register").save();
  });
}

async function lastKept(page) {
  const { name, bytes } = await handedOut(page, () => alert(page).getByRole("button", { name: "Download what was last kept" }).click());
  assert.equal(name, "rescued.raid.json");
  return bytes.toString();
}

const HOST = `globalThis.kept = [];
document.querySelector("raid-register").storageAdapter = {
  givesNumbers: true,
  load: async () => (kept.length ? kept : null),
  append: async (register, events) => { kept.push(...events); },
};`;

for (const [where, attributes, script] of [
  ["in this browser", "", ""],
  ["nowhere", `storage="memory"`, ""],
  ["by the host", "", HOST],
]) {
  test(`after faults in which nothing can be asked, what was last kept ${where} is handed out whole`, async () => {
    const { context, close } = await profile(shared, { serviceWorkers: "block" });
    await mute(context);
    const files = { ...HEAR.files, "hosts/host.js": script };
    const page = await visit(context, await host(context, `<raid-register ${attributes} register="r" src="${SAMPLE}" view="item/R525"></raid-register>`, { files, head: `${HEAR.head}<script type="module" src="./hosts/host.js"></script>` }));
    await stands(page);
    const text = await note(page, "Written before the fault");
    await fault(page);
    // The first time it goes on by itself, with everything.
    await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
    await until(page, async () => (await document.querySelector("raid-register").save()).includes("Written before the fault"));
    await fault(page);
    const rescued = await lastKept(page);
    assert.deepEqual(JSON.parse(rescued).log, JSON.parse(text).log);
    assert.deepEqual(JSON.parse(rescued).items, JSON.parse(text).items);
    await alert(page).getByRole("button", { name: "Start again" }).click();
    await element(page).getByRole("heading", { level: 1 }).waitFor();
    await close();
  });
}

test("what was last kept is handed out even where no module starts any more", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  await mute(context);
  const page = await visit(context, await host(context, `<raid-register register="r" src="${SAMPLE}" view="item/R525"></raid-register>`, HEAR));
  await stands(page);
  const text = await note(page, "Written before the fault");
  await fault(page);
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await context.route(WASM, route => route.abort());
  await fault(page);
  const rescued = await lastKept(page);
  assert.deepEqual(JSON.parse(rescued).log, JSON.parse(text).log);
  await context.unroute(WASM);
  await alert(page).getByRole("button", { name: "Start again" }).click();
  await stands(page);
  await page.evaluate(rescued => document.querySelector("raid-register").load(rescued), rescued);
  await until(page, async () => (await document.querySelector("raid-register").save()).includes("Written before the fault"));
  await close();
});

test("an empty register that is kept nowhere is rescued, too", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register storage="memory"></raid-register>`, HEAR));
  await stands(page);
  await page.evaluate(() => document.querySelector("raid-register").load({ format: "raid-register", formatVersion: 1, register: { title: "By hand" }, items: [{ kind: "risk", ref: "R1", title: "First" }] }));
  await page.evaluate(() => document.querySelector("raid-register").go("item/R1"));
  await element(page).getByRole("heading", { level: 1, name: "First" }).waitFor();
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => setTimeout(resolve, 50))));
  await note(page, "Written before the fault");
  await fault(page);
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await until(page, async () => (await document.querySelector("raid-register").save()).includes("Written before the fault"));
  await close();
});

test("after a fault, what is nowhere else is still told to be dirty", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register>`, HEAR));
  await stands(page);
  await note(page, "Written before the fault");
  // A file that nobody has is none: save() gave one.
  await page.evaluate(() => document.querySelector("raid-register").undo());
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").dirty), true);
  await fault(page);
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await until(page, () => document.querySelector("raid-register").dirty);
  await close();
});

test("after a fault a register that may only be looked at goes on", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register register="v" mode="view" src="${SAMPLE}" view="item/R525"></raid-register>`, HEAR));
  await stands(page);
  await page.evaluate(() => document.querySelector("raid-register").flush());
  await fault(page);
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await page.evaluate(() => document.querySelector("raid-register").flush());
  await element(page).getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  assert.equal(await count(page, "raid-error"), 1);
  await close();
});

test("a trap in somebody else's WebAssembly is none of ours", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="list"></raid-register>`, HEAR));
  await stands(page);
  await page.evaluate(async () => {
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11]);
    const { instance } = await WebAssembly.instantiate(bytes);
    setTimeout(() => instance.exports.t(), 0);
    await new Promise(resolve => setTimeout(resolve, 300));
  });
  assert.equal(await count(page, "raid-error"), 0);
  await close();
});

test("what the browser throws at the module in the midst of its work is a fault; what a host's listener throws is not", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register>`, HEAR));
  await stands(page);
  await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    element.addEventListener("raid-navigate", () => { throw new Error("a host's own mistake"); }, { once: true });
    await element.go("overview");
    await element.flush();
    await new Promise(resolve => setTimeout(resolve, 200));
  });
  assert.equal(await count(page, "raid-error"), 0);
  await page.evaluate(async () => {
    // Refuses whatever is no input, as browsers do: without a line of ours.
    const usual = Document.prototype.createTextNode;
    Document.prototype.createTextNode = HTMLInputElement.prototype.select;
    document.addEventListener("raid-error", () => { Document.prototype.createTextNode = usual; }, { once: true });
    document.querySelector("raid-register").go("item/R127");
  });
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  assert.equal(await page.evaluate(() => globalThis.heard.find(([name]) => name === "raid-error")[1].code), "fault");
  await close();
});

for (const [what, end] of [
  ["is taken away", () => document.querySelector("raid-register").remove()],
  ["is told to show another register", () => { document.querySelector("raid-register").register = "another"; }],
]) {
  test(`every call settles when the element ${what}, also one whose file is never read`, async () => {
    const { context, close } = await profile(shared, { serviceWorkers: "block" });
    const page = await visit(context, await host(context, `<raid-register register="r" src="${SAMPLE}" view="item/R525"></raid-register>`, HEAR));
    await stands(page);
    await page.evaluate(() => {
      globalThis.settled = promise => Promise.race([promise.then(() => "done", error => error.code), new Promise(resolve => setTimeout(resolve, 10_000, "hangs"))]);
      const usual = ReadableStreamBYOBReader.prototype.read;
      const element = document.querySelector("raid-register");
      const large = () => new Blob([JSON.stringify({ format: "raid-register", more: "x".repeat(200_000) })]);
      const reads = new Promise(begun => {
        ReadableStreamBYOBReader.prototype.read = () => {
          ReadableStreamBYOBReader.prototype.read = usual;
          begun();
          return new Promise(() => {});
        };
      });
      globalThis.calls = [element.load(large()), element.flush(), element.merge(large()), element.save()].map(settled);
      return reads;
    });
    await page.evaluate(end);
    assert.deepEqual(await page.evaluate(() => Promise.all(globalThis.calls)), ["gone", "gone", "gone", "gone"]);
    await page.evaluate(() => {
      const element = document.querySelector("raid-register") ?? document.createElement("raid-register");
      if (!element.isConnected) document.body.append(Object.assign(element, { register: "another" }));
    });
    assert.equal(await page.evaluate(() => globalThis.settled(document.querySelector("raid-register").flush())), "done");
    await close();
  });
}

test("what is being drawn when the element is taken away keeps nobody waiting", async () => {
  const { context, close } = await profile(shared, { serviceWorkers: "block" });
  const page = await visit(context, await host(context, `<raid-register register="r" src="${SAMPLE}"></raid-register>`, HEAR));
  await stands(page);
  const outcomes = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    const outcomes = [];
    for (const view of ["list", "board", "list", "overview"]) {
      const made = [element.go(view), element.flush(), element.save()];
      // The module is at one of them by then; the last are still to come.
      for (let turn = 0; turn < outcomes.length; turn++) await Promise.resolve();
      element.remove();
      outcomes.push(...await Promise.all(made.map(promise => Promise.race([promise.then(() => "done", error => error.code), new Promise(resolve => setTimeout(resolve, 10_000, "hangs"))]))));
      document.body.append(element);
      await element.flush();
    }
    return outcomes;
  });
  assert.deepEqual(outcomes.filter(outcome => !["done", "gone"].includes(outcome)), []);
  await close();
});
