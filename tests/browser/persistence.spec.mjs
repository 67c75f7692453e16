// What saving promises, whatever happens to the place where the register is kept: the pill, `flush()`, `dirty` and `status`
// say the same, and what was recorded while nothing could be kept is written once it can be.

import { test } from "node:test";
import { chromium } from "playwright-core";
import { ADDRESS, assert, profile, withBrowser } from "./page.mjs";
import { SAMPLE, host, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const element = page => page.locator("raid-register").first();
const stands = page => until(page, () => [...document.querySelectorAll("raid-register")].every(element => element.shadowRoot?.querySelector("h1")));
const flush = page => page.evaluate(() => document.querySelector("raid-register").flush());
const comes = (page, state) => until(page, state => document.querySelector("raid-register").status.state === state, state);
const saved = page => comes(page, "saved");
const failed = page => comes(page, "failed");

/** Raises a risk of that title by the element's method, as a host would; it is a change like any other. */
const raise = (page, title) => page.evaluate(title => document.querySelector("raid-register").merge({
  format: "raid-register", formatVersion: 1, register: { title: "More" }, items: [{ kind: "risk", title }],
}).then(() => undefined), title);
const titles = page => page.evaluate(async () => JSON.parse(await document.querySelector("raid-register").save()).items.map(({ title }) => title));
const deleteDatabase = page => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase("raid-register-1");
  request.onsuccess = resolve;
  request.onerror = reject;
}));
const told = page => page.evaluate(() => { const { status, dirty } = document.querySelector("raid-register"); return [status.state, dirty]; });
const pill = page => page.evaluate(() => document.querySelector("raid-register").shadowRoot.querySelector(".save").textContent.trim());

/** A page of the register of that name, and another of the same. */
async function tabs(context, name, count = 2) {
  const address = await host(context, `<raid-register register="${name}" src="${SAMPLE}" view="list"></raid-register>`);
  const pages = [];
  for (let at = 0; at < count; at++) {
    const page = await visit(context, address);
    await stands(page);
    await flush(page);
    pages.push(page);
  }
  return pages;
}

test("after the database was deleted behind two tabs and one of them has put the register back, the other saves again, or says that it does not", async () => {
  const { context, close } = await profile(shared);
  const [first, second] = await tabs(context, "deleted-behind");
  await deleteDatabase(first);
  await failed(second);
  await raise(first, "From the first");
  await saved(first);
  await saved(second);
  await raise(second, "From the second");
  await flush(second);
  assert.deepEqual([await pill(second), ...await told(second)], ["Saved", "saved", false]);
  await until(first, async () => (await document.querySelector("raid-register").save()).includes("From the second"));
  await second.reload();
  await stands(second);
  const kept = await titles(second);
  assert.deepEqual(["From the first", "From the second"].filter(title => !kept.includes(title)), []);
  await close();
});

test("a database that the browser closes is said and opened again with what was recorded meanwhile", async () => {
  const { context, close, faults } = await profile(shared);
  const [page, other] = await tabs(context, "interrupted");
  const databases = () => page.evaluate(() => {
    globalThis.opened = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      if (globalThis.refused) throw new DOMException("not now", "UnknownError");
      const request = open.apply(this, given);
      request.addEventListener("success", () => opened.push(request.result));
      return request;
    };
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...given) { globalThis.current = this; return transaction.apply(this, given); };
  });
  await databases();
  await raise(page, "Before");
  await saved(page);
  await page.evaluate(() => { globalThis.refused = true; current.close(); current.dispatchEvent(new Event("close")); });
  assert.deepEqual(await told(page), ["failed", false]);
  await raise(page, "While it was closed");
  assert.deepEqual(await told(page), ["failed", true]);
  await flush(page);
  assert.equal(await pill(page), "Not saved");
  await raise(other, "In the other tab meanwhile");
  await flush(other);
  await page.evaluate(() => { globalThis.refused = false; });
  await saved(page);
  assert.deepEqual(await told(page), ["saved", false]);
  assert.equal((await titles(page)).includes("In the other tab meanwhile"), true);
  await until(other, async () => (await document.querySelector("raid-register").save()).includes("While it was closed"));
  await page.reload();
  await stands(page);
  const kept = await titles(page);
  assert.deepEqual(["Before", "While it was closed", "In the other tab meanwhile"].filter(title => !kept.includes(title)), []);
  assert.deepEqual(faults, []);
  await close();
});

for (const [what, stop] of [
  ["a request", () => {
    for (const name of ["add", "put"]) {
      const real = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...given) {
        const request = real.apply(this, given);
        if (globalThis.broken) this.transaction.abort();
        return request;
      };
    }
  }],
  ["the commit", () => {
    const real = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () { if (globalThis.broken && this.mode === "readwrite") this.abort(); else real.call(this); };
  }],
  ["a full disk, at once", () => {
    for (const name of ["add", "put"]) {
      const real = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (...given) {
        if (globalThis.broken) throw new DOMException("no room", "QuotaExceededError");
        return real.apply(this, given);
      };
    }
  }],
  ["a request that fails by itself", () => {
    const real = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (value) {
      if (!globalThis.broken) return real.call(this, value);
      // Two of one key: the second fails, and takes the transaction with it.
      real.call(this, value, 1_000_000);
      return real.call(this, value, 1_000_000);
    };
  }],
]) {
  test(`a transaction that is aborted at ${what} is "Not saved", is tried again and never stops the register`, async () => {
    const { context, close, faults } = await profile(shared);
    await context.addInitScript(stop);
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(await host(context, `<raid-register register="aborted" src="${SAMPLE}" view="list"></raid-register>`));
    await stands(page);
    await flush(page);
    await page.evaluate(() => { globalThis.broken = true; });
    await raise(page, "First");
    await failed(page);
    await raise(page, "Second");
    await flush(page);
    assert.deepEqual([await pill(page), ...await told(page)], ["Not saved", "failed", true]);
    for (let times = 0; times < 3; times++) await page.clock.runFor(6_000);
    assert.deepEqual([await pill(page), ...await told(page)], ["Not saved", "failed", true]);
    assert.equal(await page.getByText("has stopped").count(), 0);
    await page.evaluate(() => { globalThis.broken = false; });
    await page.clock.runFor(6_000);
    await saved(page);
    assert.deepEqual(await told(page), ["saved", false]);
    await page.reload();
    await stands(page);
    const kept = await titles(page);
    assert.deepEqual(["First", "Second"].filter(title => !kept.includes(title)), []);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("while another tab holds on to a database that is being deleted, that is said, and what is recorded waits", async () => {
  const { context, close } = await profile(shared);
  const [page] = await tabs(context, "blocked", 1);
  const holder = await context.newPage();
  await holder.goto(new URL(SAMPLE, ADDRESS).href);
  // It does not let go when it is asked to: the deletion waits, and whoever opens the database waits behind it.
  await holder.evaluate(() => new Promise(resolve => { indexedDB.open("raid-register-1").onsuccess = ({ target }) => { globalThis.held = target.result; resolve(); }; }));
  await holder.evaluate(() => { globalThis.gone = new Promise(resolve => { indexedDB.deleteDatabase("raid-register-1").onsuccess = resolve; }); });
  await failed(page);
  // Browsers say so where a database has to be made of a newer version, which there is none of yet.
  await page.evaluate(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      setTimeout(() => { if (request.readyState === "pending") request.dispatchEvent(new Event("blocked")); });
      return request;
    };
  });
  await raise(page, "While it was blocked");
  assert.deepEqual(await told(page), ["failed", true]);
  await flush(page);
  await until(page, () => /another tab has still to let go of it/.test(document.querySelector("raid-register").status.message));
  await holder.evaluate(() => held.close());
  await holder.evaluate(() => gone);
  await saved(page);
  await page.reload();
  await stands(page);
  assert.equal((await titles(page)).includes("While it was blocked"), true);
  await close();
});

test("another tab that opens a register after the browser threw everything away displaces nothing: it becomes an earlier register", async () => {
  const { context, close } = await profile(shared);
  const [first, second] = await tabs(context, "displaced");
  await raise(second, "Heard of by nobody");
  await flush(second);
  await deleteDatabase(first);
  await failed(second);
  // The first opens another file before the second has put its own back.
  await first.evaluate(() => document.querySelector("raid-register").load({ format: "raid-register", formatVersion: 1, register: { title: "Quite another" }, items: [] }));
  await saved(first);
  await saved(second);
  await until(second, async () => JSON.parse(await document.querySelector("raid-register").save()).register.title === "Quite another");
  await element(second).getByRole("button", { name: "Files" }).click();
  await element(second).getByRole("button", { name: "Earlier registers…" }).click();
  await element(second).getByRole("dialog").getByText("MHHS Programme register").first().waitFor();
  await close();
});

test("a tab that was frozen, or kept by the browser after it was left, sees what was done meanwhile and saves what is done next", async () => {
  const { context, close } = await profile(shared);
  const [page, other] = await tabs(context, "frozen");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await raise(other, "While it was frozen");
  await flush(other);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await until(page, async () => (await document.querySelector("raid-register").save()).includes("While it was frozen"));
  // A page that the browser keeps for the person's return hears nothing.
  await other.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
  await raise(other, "While it was away");
  await flush(other);
  assert.equal((await titles(page)).includes("While it was away"), false);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await until(page, async () => (await document.querySelector("raid-register").save()).includes("While it was away"));
  await raise(page, "Afterwards");
  await flush(page);
  assert.deepEqual(await told(page), ["saved", false]);
  await page.reload();
  await stands(page);
  const kept = await titles(page);
  assert.deepEqual(["While it was frozen", "While it was away", "Afterwards"].filter(title => !kept.includes(title)), []);
  await close();
});

test("a page that comes back from the browser's cache of left pages shows what was kept meanwhile, and keeps on saving", async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"], ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    const context = await browser.newContext();
    const [page, other] = await tabs(context, "left");
    await page.evaluate(() => { addEventListener("pageshow", event => { globalThis.restored = event.persisted; }); });
    await page.goto(new URL(SAMPLE, ADDRESS).href);
    // A message would make Chromium throw the left page away.
    await other.evaluate(() => { BroadcastChannel.prototype.postMessage = () => {}; });
    await raise(other, "While it was left");
    await flush(other);
    await page.goBack({ waitUntil: "commit" });
    await until(page, () => globalThis.restored === true);
    await until(page, async () => (await document.querySelector("raid-register").save()).includes("While it was left"));
    await raise(page, "After the return");
    await flush(page);
    assert.deepEqual(await told(page), ["saved", false]);
    await until(other, async () => (await document.querySelector("raid-register").save()).includes("After the return"));
  } finally {
    await browser.close();
  }
});

test("a browser that stores no blobs keeps the same bytes, and large registers come back in pieces", async () => {
  const { context, close, faults } = await profile(shared);
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    const holdsBlob = value => value instanceof Blob || value && typeof value === "object" && !(value instanceof ArrayBuffer) && Object.values(value).some(holdsBlob);
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (holdsBlob(value)) throw new DOMException("Error preparing Blob/File data to be stored in object store", "UnknownError");
      return put.call(this, value, ...key);
    };
  });
  const [page] = await tabs(context, "no-blobs", 1);
  assert.deepEqual(await told(page), ["saved", false]);
  const large = () => page.evaluate(() => {
    const items = Array.from({ length: 900 }, (_, at) => ({ kind: "risk", title: `Large ${at}`, description: "x".repeat(900) }));
    return document.querySelector("raid-register").load({ format: "raid-register", formatVersion: 1, register: { title: "Large" }, items });
  });
  await large();
  await flush(page);
  await raise(page, "After that");
  await flush(page);
  assert.deepEqual(await told(page), ["saved", false]);
  const before = await page.evaluate(() => document.querySelector("raid-register").save());
  await page.reload();
  await stands(page);
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").save()), before);
  const stored = await page.evaluate(() => new Promise(resolve => {
    indexedDB.open("raid-register-1").onsuccess = ({ target: { result } }) => {
      result.transaction("checkpoints").objectStore("checkpoints").get("no-blobs").onsuccess = ({ target }) => resolve(target.result.blob.constructor.name);
    };
  }));
  assert.equal(stored, "ArrayBuffer");
  await element(page).getByRole("button", { name: "Files" }).click();
  await element(page).getByRole("button", { name: "Earlier registers…" }).click();
  await element(page).getByRole("dialog").getByText("MHHS Programme register").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("writes are asked to be on the disk before they count as saved", async () => {
  const { context, close } = await profile(shared);
  await context.addInitScript(() => {
    globalThis.asked = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      const made = transaction.call(this, stores, mode, options);
      if (mode === "readwrite") asked.push(made.durability);
      return made;
    };
  });
  const [page] = await tabs(context, "durable", 1);
  await raise(page, "Kept");
  await flush(page);
  assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.asked)]), ["strict"]);
  await close();
});

test("the eleventh earlier register pushes out the first only after that was said, and never one that is pinned", async () => {
  const { context, close } = await profile(shared);
  const [page] = await tabs(context, "eleven", 1);
  const open = async title => {
    await page.evaluate(title => document.querySelector("raid-register").load({ format: "raid-register", formatVersion: 1, register: { title }, items: [] }), title);
    await flush(page);
  };
  const said = page.getByText(/The next register that is opened here pushes out/).first();
  for (let at = 1; at <= 9; at++) await open(`Opened ${at}`);
  assert.equal(await said.count(), 0);
  await open("Opened 10");
  await page.getByText(/pushes out “MHHS Programme register”, in use until /).first().waitFor();
  // It is said before the next one is opened, too, also after a reload; and of the next to go once that one is pinned.
  const preview = element(page).getByRole("dialog", { name: "Open this register?" });
  const offered = async says => {
    await page.evaluate(() => document.querySelector("raid-register").offer({ format: "raid-register", formatVersion: 1, register: { title: "Offered" }, items: [{ kind: "risk", ref: "R1", title: "T" }] }));
    await preview.getByText(says).waitFor();
    await preview.getByRole("button", { name: "Cancel" }).click();
    await preview.waitFor({ state: "detached" });
  };
  await page.reload();
  await flush(page);
  await raise(page, "Not empty");
  await offered(/It pushes out the oldest of them, “MHHS Programme register”, in use until [^:]+:\d\d: pin that one first/);
  const earlier = async () => {
    await element(page).getByRole("button", { name: "Files" }).click();
    await element(page).getByRole("button", { name: "Earlier registers…" }).click();
    await element(page).getByRole("dialog").waitFor();
  };
  await earlier();
  const oldest = element(page).getByRole("dialog").getByRole("listitem").filter({ hasText: "MHHS Programme register" });
  await oldest.getByText("The next register that is opened here pushes this one out.").waitFor();
  await oldest.getByRole("button", { name: /^Pin/ }).click();
  await oldest.getByRole("button", { name: /^Pinned/ }).waitFor();
  await element(page).getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();
  await offered(/stays in this browser’s backups \(Files, Earlier registers\)\.$/);
  for (let at = 11; at <= 13; at++) await open(`Opened ${at}`);
  await earlier();
  const titles = await element(page).getByRole("dialog").locator(".holds__title").allTextContents();
  assert.deepEqual([titles.length, titles.at(-1), titles.includes("Opened 1")], [11, "MHHS Programme register", false]);
  await close();
});

for (const [what, answer, said] of [
  ["answers 503", route => route.fulfill({ status: 503, body: "later" }), /the server answered 503/],
  ["answers nothing", route => route.abort(), /could not be fetched/],
  ["answers with an empty file", route => route.fulfill({ status: 200, contentType: "application/json", body: "" }), /could not be fetched/],
]) {
  test(`a server that ${what} at the first visit has no other register begun in place of its own: what is raised meanwhile joins it`, async () => {
    const { context, close } = await profile(shared);
    const address = await host(context, `<raid-register register="later" src="./samples/later.raid.json" view="list"></raid-register>`);
    await context.route(/later\.raid\.json$/, answer);
    const page = await visit(context, address);
    await stands(page);
    await page.getByText(said).first().waitFor();
    await page.getByText(/what you record meanwhile is kept and joins it/).first().waitFor();
    await raise(page, "Raised meanwhile");
    await flush(page);
    assert.deepEqual(await told(page), ["saved", false]);
    // Still not there at the next visit: it is the same again, with what was raised.
    await page.reload();
    await stands(page);
    assert.deepEqual(await titles(page), ["Raised meanwhile"]);
    await page.getByText(/what you record meanwhile is kept and joins it/).first().waitFor();
    await context.unroute(/later\.raid\.json$/, answer);
    const sample = await (await context.request.get(new URL(SAMPLE, ADDRESS).href)).body();
    await context.route(/later\.raid\.json$/, route => route.fulfill({ contentType: "application/json", body: sample }));
    await page.reload();
    await page.getByText(/has come: what was recorded meanwhile was added to it/).first().waitFor();
    await flush(page);
    assert.equal(await page.getByText(/what you record meanwhile is kept and joins it/).count(), 0);
    await page.reload();
    await stands(page);
    await flush(page);
    const file = JSON.parse(await page.evaluate(() => document.querySelector("raid-register").save()));
    assert.equal(file.register.title, "MHHS Programme register");
    const joined = file.items.find(({ title }) => title === "Raised meanwhile");
    assert.match(joined.ref, /^R\d+$/);
    assert.equal(file.items.filter(({ ref }) => ref === joined.ref).length, 1);
    await close();
  });
}

test("a server that is down for a moment is asked again while the page is open", async () => {
  const { context, close } = await profile(shared);
  const address = await host(context, `<raid-register register="soon" src="./samples/soon.raid.json" view="list"></raid-register>`);
  const sample = await (await context.request.get(new URL(SAMPLE, ADDRESS).href)).body();
  let times = 0;
  await context.route(/soon\.raid\.json$/, route => (times += 1) < 3 ? route.fulfill({ status: 503, body: "" }) : route.fulfill({ contentType: "application/json", body: sample }));
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(address);
  await stands(page);
  await raise(page, "Raised at once");
  for (let at = 0; at < 4; at++) {
    await page.clock.runFor(11_000);
    await flush(page);
  }
  await until(page, async () => { const { register, items } = JSON.parse(await document.querySelector("raid-register").save()); return register.title === "MHHS Programme register" && items.some(({ title }) => title === "Raised at once"); });
  assert.equal(times, 3);
  await close();
});

test("a server that never answers holds nothing up for ever: what is recorded meanwhile joins the file when it comes", async () => {
  const { context, close } = await profile(shared);
  const address = await host(context, `<raid-register register="silent" src="./samples/silent.raid.json" view="list"></raid-register>`);
  const sample = await (await context.request.get(new URL(SAMPLE, ADDRESS).href)).body();
  const waiting = [];
  await context.route(/silent\.raid\.json$/, route => { waiting.push(route); });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(address);
  await element(page).getByText("The register is being opened…").waitFor();
  await page.waitForFunction(() => navigator.locks.query().then(({ held }) => held.some(({ name }) => name.endsWith("silent"))));
  await page.clock.runFor(31_000);
  await stands(page);
  await page.getByText(/no answer has come yet/).first().waitFor();
  await raise(page, "Raised in silence");
  await flush(page);
  assert.deepEqual(await told(page), ["saved", false]);
  await waiting.at(-1).fulfill({ contentType: "application/json", body: sample });
  await until(page, async () => { const { register, items } = JSON.parse(await document.querySelector("raid-register").save()); return register.title === "MHHS Programme register" && items.some(({ title }) => title === "Raised in silence"); });
  await close();
});

test("while a host's register waits for its file nothing is handed to the host, and then all of it at once", async () => {
  const { context, close } = await profile(shared);
  const backend = `globalThis.kept = []; globalThis.adapter = { givesNumbers: true, load: async () => null, append: async (register, events) => { kept.push(...events); } };
  document.querySelector("raid-register").storageAdapter = adapter;`;
  const address = await host(context, `<raid-register register="hosted" src="./samples/hosted.raid.json" view="list"></raid-register>`, {
    files: { "hosts/backend.js": backend }, head: `<script type="module" src="./hosts/backend.js"></script>`,
  });
  const sample = await (await context.request.get(new URL(SAMPLE, ADDRESS).href)).body();
  let is_up = false;
  await context.route(/hosted\.raid\.json$/, route => is_up ? route.fulfill({ contentType: "application/json", body: sample }) : route.fulfill({ status: 503, body: "" }));
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(address);
  await stands(page);
  await raise(page, "Held back");
  await failed(page);
  assert.deepEqual([await told(page), await page.evaluate(() => kept.length)], [["failed", true], 0]);
  is_up = true;
  await until(page, () => document.querySelector("raid-register").status.state === "failed");
  for (let at = 0; at < 4; at++) await page.clock.runFor(6_000);
  await saved(page);
  const [opened, raised] = await page.evaluate(() => [kept.filter(({ fact }) => fact === "register.opened").map(({ title }) => title), JSON.stringify(kept).includes("Held back")]);
  assert.deepEqual([opened, raised], [["MHHS Programme register"], true]);
  await close();
});
