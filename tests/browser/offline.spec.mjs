// The stand-alone page without a network: kept by its own list of files, updated when the person asks, taken back by a switch.

import { test } from "node:test";
import { ADDRESS, assert, drawn, flush, onlyInChromium, profile, region, snapshot, withBrowser } from "./page.mjs";
import { server, until } from "./hosts.mjs";

const shared = withBrowser();

/** Waits until the page is kept for work without a network. */
const kept = page => page.evaluate(async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise(resolve => setTimeout(resolve, 20));
});

test("with the network off it opens, takes a change, and still has it after a reload", async () => {
  const { context, open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await drawn(page);
  const notes = region(page, "Notes");
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByLabel("Note").fill("Written in a meeting without a network");
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await notes.getByText("Written in a meeting").waitFor();
  await flush(page);
  await page.reload();
  await drawn(page);
  await notes.getByText("Written in a meeting").waitFor();
  const fresh = await context.newPage();
  await fresh.goto(`${ADDRESS}?opened=again#list`);
  await drawn(fresh);
  assert.match(await snapshot(fresh), /Written in a meeting without a network/);
  assert.deepEqual(faults.filter(fault => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
  await close();
});

test("only the build's own files are kept, and no register", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  await kept(page);
  const addresses = await page.evaluate(async () => {
    const names = await caches.keys();
    const found = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(request => request.url)));
    return found.flat();
  });
  for (const file of ["glue/raid-register_bg.wasm", "glue/raid-register_rest.wasm", "index.html"]) assert.ok(addresses.includes(ADDRESS + file), file);
  assert.ok(addresses.every(address => address.startsWith(ADDRESS) && !/sw(-kill)?\.js|element\//.test(address)), addresses.join("\n"));
  await close();
});

test("a new version is offered, waits for the person, and loses nothing", async () => {
  const { context, close } = await profile(shared);
  const site = await server();
  const page = await context.newPage();
  await page.goto(`${site.address}#item/R525`);
  await drawn(page);
  await kept(page);
  site.change("sw.js", script => script.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText("A new version of this page is ready.").waitFor();
  const caches = () => page.evaluate(async () => (await globalThis.caches.keys()).length);
  assert.equal(await caches(), 2, "both are kept until one is chosen");
  await page.getByRole("button", { name: "Later" }).click();
  assert.equal(await page.locator("#update").isVisible(), false);
  await page.reload();
  await drawn(page);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Use it now" }).click()]);
  await drawn(page);
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  assert.equal(await caches(), 1);
  await close();
  await site.close();
});

test("a new version can be used although the register has stopped, or another tab was quicker", async () => {
  const { context, close } = await profile(shared);
  const site = await server();
  const page = await context.newPage();
  await page.goto(site.address);
  await drawn(page);
  await kept(page);
  site.change("sw.js", script => script.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText("What is typed and not kept yet does not come along.").waitFor();
  await page.evaluate(async () => {
    document.querySelector("raid-register").flush = () => Promise.reject(new Error("stopped"));
    const { waiting } = await navigator.serviceWorker.getRegistration();
    waiting.postMessage("update");
    while (waiting.state !== "activated") await new Promise(resolve => setTimeout(resolve, 20));
  });
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Use it now" }).click()]);
  await drawn(page);
  await close();
  await site.close();
});

test("a server that leads from /index.html to / has a page that opens again, and without a network", async () => {
  const { context, close } = await profile(shared);
  const site = await server();
  site.lead("/index.html", "/");
  const page = await context.newPage();
  await page.goto(`${site.address}#item/R525`);
  await drawn(page);
  await kept(page);
  await page.reload();
  await drawn(page);
  await site.close();
  await page.reload();
  await drawn(page);
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  await close();
});

test("two pages of one site, each in its own folder, leave each other's files alone", async () => {
  const { context, close } = await profile(shared);
  const site = await server({ folder: "second/" });
  const counts = async page => page.evaluate(async () => Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).length)));
  const first = await context.newPage();
  await first.goto(site.address);
  await drawn(first);
  await kept(first);
  const second = await context.newPage();
  await second.goto(`${site.address}second/index.html`);
  await drawn(second);
  await until(second, async () => (await navigator.serviceWorker.getRegistrations()).length === 2 && (await caches.keys()).length === 2);
  await until(second, async () => (await navigator.serviceWorker.getRegistrations()).every(({ active }) => active?.state === "activated"));
  assert.equal(new Set(await counts(first)).size, 1, "both are whole");
  await close();
  await site.close();
});

test("the switch takes the offline page back and leaves the registers", async () => {
  const { context, close } = await profile(shared);
  const site = await server();
  const page = await context.newPage();
  await page.goto(site.address);
  await drawn(page);
  await kept(page);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1);
  const killing = await (await fetch(`${ADDRESS}sw-kill.js`)).text();
  site.change("sw.js", () => killing);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await until(page, async () => !(await caches.keys()).length);
  assert.ok((await page.evaluate(async () => (await indexedDB.databases()).length)) > 0);
  await close();
  await site.close();
});

test("a file that the installed page is asked to open is shown first", async () => {
  const { context, close } = await profile(shared);
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer(consumer) { globalThis.launch = consumer; } } });
  });
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await drawn(page);
  await page.evaluate(() => globalThis.launch({ files: [{ getFile: async () => new File([JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "From the desk" } })], "desk.raid.json") }] }));
  await page.getByRole("dialog").getByText("From the desk").waitFor();
  assert.doesNotMatch(await snapshot(page), /From the desk/);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.evaluate(() => globalThis.launch({ files: [] }));
  await page.evaluate(() => globalThis.launch({ files: [{ getFile: async () => new File(["Dear all"], "letter.raid.json") }] }));
  await page.getByRole("dialog").getByText(/not JSON/i).first().waitFor();
  await close();
});

test("who leaves the page with changes that are kept nowhere is asked, and nobody else", async () => {
  const { context, close } = await profile(shared);
  await context.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); }; });
  const page = await context.newPage();
  const asked = [];
  page.on("dialog", dialog => { asked.push(dialog.type()); dialog.accept(); });
  await page.goto(`${ADDRESS}#item/R525`);
  await drawn(page);
  await page.reload();
  await drawn(page);
  assert.deepEqual(asked, []);
  const notes = region(page, "Notes");
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByLabel("Note").fill("Nowhere else");
  await notes.getByRole("button", { name: "Save", exact: true }).click();
  await until(page, () => document.querySelector("raid-register").dirty);
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await close();
});

test("the manifest that a browser reads names the files that the installed page opens", onlyInChromium("only Chromium's protocol tells how a manifest was read"), async () => {
  const { context, open, close } = await profile(shared);
  const page = await open();
  const debug = await context.newCDPSession(page);
  const { errors, data } = await debug.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.match(JSON.stringify(JSON.parse(data).file_handlers), /\.raid\.json|raid-register\+json/);
  await close();
});
