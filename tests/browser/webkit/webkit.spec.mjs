// What Safari's engine does otherwise than the others: start, the main job, what is kept, a private window, the sandboxed frame,
// a paste, a download, and paper.

import { rm } from "node:fs/promises";
import { test } from "node:test";
import { server } from "../hosts.mjs";
import { ADDRESS, assert } from "../page.mjs";
import { countPages } from "../paper.mjs";
import { downloaded, folder, open, until, withScreen } from "./webkit.mjs";

const screen = withScreen();
// In no other entry of the history: a text is waited for without regard to its case.
const REASON = "Most MPANs can be migrated before M15 without the Large Suppliers";

/** Does it in a window of its own, whose folder goes with it. */
async function inWindow(act, options) {
  const place = folder();
  const window = await open(screen, place, options);
  try {
    await act(window, place);
  } finally {
    await window.close();
    await rm(place, { recursive: true, force: true, maxRetries: 40, retryDelay: 100 });
  }
}

async function note(window, words) {
  await window.click("button", "^Add a note$");
  await window.find("textarea");
  await window.type(words);
  await window.press("CONTROL", "ENTER");
  await until("the note stands", async () => (await window.snapshot()).includes(words));
}

const isSaved = window => until("it is saved", async () => (await window.status()).state === "saved");

test("it starts, and fetches each of its files once", () => inWindow(async window => {
  await window.go(ADDRESS);
  await window.find("h1", "^Overview$");
  const fetched = await window.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  for (const file of ["glue/raid-register_bg.wasm", "glue/raid-register.js", "raid-register.js", "samples/mhhs.raid.json"]) {
    assert.equal(fetched.filter(name => name === `${ADDRESS}${file}`).length, 1, `${file}: ${fetched.join(" ")}`);
  }
}));

test("a newcomer finds R525, lowers its impact, and it is there after a reload and in the export", () => inWindow(async window => {
  await window.go(ADDRESS);
  await window.press("CONTROL", "k");
  await window.type("R525");
  await window.press("ENTER");
  await window.find("h1", "Suppliers with large portfolios");
  await window.click("button", "^Assess…$");
  await window.evaluate(field => {
    field.value = "4";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, await window.find("select", "^Impact"));
  await window.click("textarea, input", "^Reason");
  await window.type(REASON);
  await window.click("button", "^Record as agreed$");
  await window.find("li", `mpact 5 → 4[^]*${REASON}`);
  await isSaved(window);
  await window.driver.navigate().refresh();
  await window.drawn();
  await window.find("li", `mpact 5 → 4[^]*${REASON}`);
  await window.press("CONTROL", "SHIFT", "s");
  const { name, bytes } = await downloaded(window.downloads, bytes => bytes.toString().endsWith("]\n}\n"));
  assert.match(name, /^mhhs-programme-register-\d{4}-\d\d-\d\d\.raid\.json$/);
  assert.equal(bytes.toString(), await window.snapshot());
}));

test("what is saved is there when the browser is closed and opened again", () => inWindow(async (window, place) => {
  await window.go(`${ADDRESS}#item/R525`);
  await note(window, "Kept by the browser");
  await isSaved(window);
  await window.evaluate(() => document.querySelector("raid-register").flush());
  await window.close();
  const again = await open(screen, place);
  try {
    await again.go(`${ADDRESS}#item/R525`);
    assert.match(await again.snapshot(), /Kept by the browser/);
  } finally {
    await again.close();
  }
}));

test("a private window saves, and reloads what it saved", () => inWindow(async window => {
  await window.go(`${ADDRESS}#item/R525`);
  await note(window, "Written in private");
  await isSaved(window);
  await window.driver.navigate().refresh();
  await window.drawn();
  assert.match(await window.snapshot(), /Written in private/);
}, { isPrivate: true }));

const PORTAL = `import { embed } from "./raid-embed-host.js";
globalThis.kept = [];
const storage = { givesNumbers: true, load: async () => kept.length ? kept : null, append: async (register, events) => { kept.push(...events); } };
globalThis.ready = embed(document.body, { src: "./embed.html", config: { register: "framed", src: "./samples/mhhs.raid.json", view: "item/R525" }, storage, patience: 60_000 });
globalThis.ready.then(register => { globalThis.register = register; }, error => { globalThis.failed = error.message; });`;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; connect-src 'self'";

test("in a sandboxed frame it starts, and the portal keeps what is changed there", async () => {
  const site = await server();
  site.add("portal.html", "text/html; charset=utf-8", `<!DOCTYPE html><html lang="en-GB"><title>Portal</title><script type="module" src="./portal.js"></script><body></body></html>`, POLICY);
  site.add("portal.js", "text/javascript", PORTAL);
  try {
    await inWindow(async window => {
      await window.driver.get(`${site.address}portal.html`);
      const answer = await until("the frame answers", () => window.evaluate(() => globalThis.failed ?? (globalThis.register ? "stands" : null)));
      assert.equal(answer, "stands");
      await window.driver.switchTo().frame(0);
      await window.find("h1", "Suppliers with large portfolios");
      await note(window, "Written in the frame");
      await window.driver.switchTo().defaultContent();
      await until("the portal has it", () => window.evaluate(() => JSON.stringify(globalThis.kept).includes("Written in the frame")));
    });
  } finally {
    await site.close();
  }
});

const OTHER = JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "A pasted register" }, items: [] });

test("a register that is pasted after a press on words is offered", () => inWindow(async window => {
  await window.go(`${ADDRESS}#item/R525`);
  await window.press("CONTROL", "k");
  await window.type(OTHER);
  await window.press("CONTROL", "a");
  await window.press("CONTROL", "x");
  await window.click("h1");
  await window.press("CONTROL", "v");
  await window.find("dialog", "A pasted register");
}));

test("every record of a list is on paper", () => inWindow(async window => {
  await window.go(`${ADDRESS}#list`);
  const count = await window.evaluate(() => Number(document.querySelector("raid-register").shadowRoot.querySelector("table").getAttribute("aria-rowcount")) - 1);
  await window.evaluate(() => {
    // After the register has heard of it, and in the same event.
    addEventListener("beforeprint", () => { globalThis.printed = document.querySelector("raid-register").shadowRoot.querySelectorAll(".list__print-rows > tr").length; });
  });
  await window.print();
  const { bytes } = await downloaded(window.downloads, bytes => bytes.toString("latin1").trimEnd().endsWith("%%EOF"));
  assert.equal(await window.evaluate(() => globalThis.printed), count);
  const pages = countPages(bytes);
  assert.ok(pages >= 3, `${count} records on ${pages} pages`);
  await until("the page is as it was", () => window.evaluate(() => !document.querySelector("raid-register").shadowRoot.querySelector(".list__print-rows")));
}));
