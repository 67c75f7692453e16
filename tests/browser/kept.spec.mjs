// Nothing is lost and nothing goes astray: a host that is down, slow or shows a register twice; an element that is moved,
// taken away or told to show another register; two scripts, two tabs; a file of ours that is missing.

import { test } from "node:test";
import { ADDRESS, assert, handedOut, profile, withBrowser } from "./page.mjs";
import { SAMPLE, hearing, host, nothingForbidden, until, visit } from "./hosts.mjs";

const shared = withBrowser();
const element = page => page.locator("raid-register").first();
const stands = page => until(page, () => [...document.querySelectorAll("raid-register")].every(element => element.shadowRoot?.querySelector("h1")));
const flush = page => page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));

/** Adds to the title of the record that is open. */
async function retitle(page, register, words) {
  await register.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await register.getByRole("heading", { level: 1, name: new RegExp(`${words}$`) }).waitFor();
}

const BACKEND = `globalThis.kept = []; globalThis.calls = []; globalThis.down = false; globalThis.silent = false;
globalThis.adapter = {
  givesNumbers: true,
  async load(register) { calls.push("load"); if (silent) await new Promise(() => {}); if (down) throw new Error("the portal is down"); return kept.length ? [...kept] : null; },
  async append(register, events) { calls.push("append " + events.length); if (silent) await new Promise(() => {}); if (down) throw new Error("the portal is down"); kept.push(...events); },
};`;
const hosted = (context, count = 1, more = "") => {
  const one = `<raid-register register="x" src="${SAMPLE}" view="item/R525"></raid-register>`;
  const files = { "hosts/backend.js": `${BACKEND}${more}for (const element of document.querySelectorAll("raid-register")) element.storageAdapter = adapter;` };
  return host(context, one.repeat(count), { files, head: `<script type="module" src="./hosts/backend.js"></script>` });
};

test("what is opened the first time is asked for while the module is on its way, and never again once it is kept", async () => {
  const { context, close, faults } = await profile(shared);
  const page = await context.newPage();
  const asked = page.waitForRequest(/mhhs\.raid\.json$/);
  await page.route(/_bg\.wasm$/, async route => {
    await asked;
    await route.continue();
  });
  const times = () => page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("mhhs.raid.json")).length);
  await page.goto(ADDRESS);
  await stands(page);
  await flush(page);
  assert.equal(await times(), 1);
  await page.unroute(/_bg\.wasm$/);
  await page.reload();
  await stands(page);
  assert.equal(await times(), 0);
  assert.deepEqual(faults, []);
  await close();
});

for (const [what, change] of [
  ["is taken away", () => document.querySelector("raid-register").remove()],
  ["is told to show another register", () => { document.querySelector("raid-register").register = "y"; }],
  ["gets another adapter", () => { document.querySelector("raid-register").storageAdapter = { load: async () => null, append: async () => {} }; }],
]) {
  test(`a change that a host could not take is handed over later, although the element ${what}`, async () => {
    const { context, close } = await profile(shared);
    const page = await visit(context, await hosted(context));
    await stands(page);
    await flush(page);
    await page.evaluate(() => { globalThis.down = true; });
    await retitle(page, element(page), " unkept");
    await until(page, () => document.querySelector("raid-register").status.state === "failed");
    await page.evaluate(change);
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 50)));
    await page.evaluate(() => { globalThis.down = false; });
    await until(page, () => JSON.stringify(globalThis.kept).includes(" unkept"));
    assert.equal(await page.evaluate(() => new Set(globalThis.kept.map(({ id }) => id)).size === globalThis.kept.length), true, "no event twice");
    await close();
  });
}

test("what the host could not take is shown, and kept, by the next view of the same register", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await hosted(context, 1, `globalThis.refusing = false; const append = adapter.append; adapter.append = (...given) => refusing ? Promise.reject(new Error("full")) : append(...given);`));
  await stands(page);
  await flush(page);
  await page.evaluate(() => { globalThis.refusing = true; });
  await retitle(page, element(page), " carried over");
  await until(page, () => document.querySelector("raid-register").status.state === "failed");
  await page.evaluate(async () => {
    globalThis.taken = document.querySelector("raid-register");
    globalThis.taken.remove();
    await new Promise(resolve => setTimeout(resolve, 50));
    document.body.append(globalThis.taken);
  });
  await element(page).getByRole("heading", { level: 1, name: / carried over$/ }).waitFor();
  await page.evaluate(() => { globalThis.refusing = false; });
  await until(page, () => JSON.stringify(globalThis.kept).includes(" carried over"));
  await close();
});

test("two scripts from one folder, each with its own name, both draw", async () => {
  const { context, close, faults } = await profile(shared);
  const warnings = [];
  const address = await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register><raid-register-2 storage="memory" src="${SAMPLE}" view="list"></raid-register-2>`, {
    head: `<script type="module" src="./raid-register.js?tag=raid-register-2"></script>`,
  });
  context.on("console", message => { if (["error", "warning"].includes(message.type()) && !/preload/.test(message.text())) warnings.push(message.text()); });
  const page = await visit(context, address);
  for (const tag of ["raid-register", "raid-register-2"]) {
    await page.locator(tag).getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate(async tag => { const element = document.querySelector(tag); await element.go("list?kind=risk"); await element.flush(); }, tag);
    await page.locator(tag).getByRole("grid").getByText("R525").first().waitFor();
  }
  assert.deepEqual([warnings, faults], [[], []]);
  await nothingForbidden(page);
  await close();
});

test("a call belongs to the register it was made for", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="a" src="${SAMPLE}"></raid-register>`));
  await stands(page);
  const answer = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    const made = element.load({ format: "raid-register", formatVersion: 1, register: { title: "Meant for A" } }).then(() => "opened", error => error.code);
    element.register = "b";
    const code = await made;
    return [code, JSON.parse(await element.save()).register.title];
  });
  assert.deepEqual(answer, ["gone", "MHHS Programme register"]);
  await close();
});

test("two views of one host's register hand it over once, and both see every change although the host tells of none", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await hosted(context, 2));
  await stands(page);
  await flush(page);
  await until(page, () => globalThis.kept.length > 190);
  assert.equal(await page.evaluate(() => new Set(globalThis.kept.map(({ id }) => id)).size === globalThis.kept.length), true, "handed over once");
  assert.equal(await page.evaluate(() => globalThis.calls.filter(call => call.startsWith("append")).length), 1);
  for (const at of [0, 1]) {
    await retitle(page, page.locator("raid-register").nth(at), ` by ${at}`);
    await page.locator("raid-register").nth(1 - at).getByRole("heading", { level: 1, name: new RegExp(` by ${at}$`) }).waitFor();
  }
  await close();
});

test("two tabs that open a register together for the first time keep what is written in both", async () => {
  const { context, close } = await profile(shared);
  const address = await host(context, `<raid-register register="tabs" src="${SAMPLE}" view="item/R525"></raid-register>`);
  const pages = await Promise.all([visit(context, address), visit(context, address)]);
  await Promise.all(pages.map(async (page, at) => {
    await stands(page);
    const notes = page.getByRole("region", { name: "Notes" });
    await notes.getByRole("button", { name: "Add a note" }).click();
    await notes.getByRole("textbox", { name: "Note" }).fill(`From tab ${at}`);
    await notes.getByRole("button", { name: "Save", exact: true }).click();
  }));
  for (const page of pages) await flush(page);
  for (const page of pages) for (const at of [0, 1]) await page.getByText(`From tab ${at}`).first().waitFor();
  await pages[0].reload();
  await stands(pages[0]);
  for (const at of [0, 1]) await pages[0].getByText(`From tab ${at}`).first().waitFor();
  await close();
});

test("two tabs that begin a register under one name at the same moment have one, with what was begun in both", async () => {
  const { context, close, faults } = await profile(shared);
  const address = await host(context, `<raid-register register="begun"></raid-register>`);
  const first = await visit(context, address);
  await stands(first);
  // It hears of nothing: as if both had begun before either could be told.
  await context.addInitScript(() => { globalThis.BroadcastChannel = class { constructor() { throw new DOMException("denied"); } }; });
  const second = await visit(context, address);
  await stands(second);
  const raise = async (page, title) => {
    await element(page).getByRole("button", { name: "Raise", exact: true }).click();
    await element(page).getByRole("button", { name: "Risk", exact: true }).click();
    await element(page).getByRole("dialog").getByLabel(/^Title/).fill(title);
    await element(page).getByRole("dialog").getByRole("button", { name: /^Raise/ }).last().click();
    await element(page).getByRole("dialog").waitFor({ state: "detached" });
    await flush(page);
  };
  await raise(first, "Begun first");
  await raise(second, "Begun second");
  const titles = page => page.evaluate(async () => JSON.parse(await document.querySelector("raid-register").save()).items.map(item => item.title).sort());
  assert.deepEqual(await titles(second), ["Begun first", "Begun second"]);
  await first.reload();
  await stands(first);
  assert.deepEqual(await titles(first), ["Begun first", "Begun second"]);
  const replaced = await first.evaluate(() => new Promise(resolve => {
    indexedDB.open("raid-register-1").onsuccess = ({ target: { result } }) => {
      result.transaction("backups").objectStore("backups").count().onsuccess = ({ target }) => resolve(target.result);
    };
  }));
  assert.equal(replaced, 0, "none took another's place");
  assert.deepEqual(faults, []);
  await close();
});

test("a kept change that cannot be read is said, stays where it is, and takes no other with it", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="damaged" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  await retitle(page, element(page), " first");
  await flush(page);
  const tail = act => page.evaluate(act => new Promise(resolve => {
    indexedDB.open("raid-register-1").onsuccess = ({ target: { result } }) => {
      const store = result.transaction("tail", "readwrite").objectStore("tail");
      store.getAll().onsuccess = ({ target: { result: entries } }) => {
        if (act === "damage") store.add({ ...entries[0], lines: `${entries[0].lines}\n{"id":"9-dam` });
        result.close();
        resolve(entries.map(({ lines }) => lines));
      };
    };
  }), act);
  await tail("damage");
  const before = await tail("look");
  assert.equal(before.length, 2);
  await page.reload();
  await element(page).getByRole("heading", { level: 1, name: / first$/ }).waitFor();
  await element(page).getByText("1 of 3 kept changes could not be read. What could not be read stays in this browser, unchanged").first().waitFor();
  await retitle(page, element(page), " second");
  await flush(page);
  await page.reload();
  await element(page).getByRole("heading", { level: 1, name: / second$/ }).waitFor();
  assert.deepEqual((await tail("look")).slice(0, 2), before);
  await close();
});

test("where the browser throws its data away, the register is put down again, whole", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="thrown-away" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  await retitle(page, element(page), " first");
  await flush(page);
  await page.evaluate(() => new Promise(resolve => { indexedDB.deleteDatabase("raid-register-1").onsuccess = resolve; }));
  await until(page, () => document.querySelector("raid-register").status.state === "failed");
  await retitle(page, element(page), " second");
  await until(page, () => document.querySelector("raid-register").status.state === "saved");
  await page.reload();
  await element(page).getByRole("heading", { level: 1, name: / second$/ }).waitFor();
  await close();
});

test("two tabs that cannot hear each other lose nothing when each folds what it knows", async () => {
  const { context, close } = await profile(shared);
  await context.addInitScript(() => { delete globalThis.BroadcastChannel; });
  const address = await host(context, `<raid-register register="deaf" view="list"></raid-register>`);
  const [first, second] = [await visit(context, address), await visit(context, address)];
  await stands(first);
  await first.evaluate(() => document.querySelector("raid-register").load({ format: "raid-register", formatVersion: 1, register: { title: "Deaf" }, items: [] }));
  await flush(first);
  await second.reload();
  await stands(second);
  const add = (page, name) => page.evaluate(async name => {
    const element = document.querySelector("raid-register");
    for (let at = 0; at < 210; at++) await element.merge({ format: "raid-register", formatVersion: 1, register: { title: "Deaf" }, items: [{ kind: "risk", title: `${name} ${at}` }] });
    await element.flush();
    return element.status.state;
  }, name);
  assert.deepEqual([await add(first, "first"), await add(second, "second")], ["saved", "saved"]);
  await first.reload();
  await stands(first);
  const titles = await first.evaluate(async () => JSON.parse(await document.querySelector("raid-register").save()).items.map(({ title }) => title));
  assert.deepEqual(["first", "second"].map(name => titles.filter(title => title.startsWith(name)).length), [210, 210]);
  await close();
});

test("a register that there was no room for is put down once, when there is", async () => {
  const { context, close, faults } = await profile(shared);
  await context.addInitScript(() => {
    globalThis.full = true;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (globalThis.full) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(await host(context, `<raid-register register="full" src="${SAMPLE}" view="item/R525"></raid-register>`));
  for (let tries = 0; tries < 3; tries++) {
    await until(page, () => document.querySelector("raid-register").status.state === "failed");
    await page.clock.runFor(6_000);
  }
  await page.evaluate(() => { globalThis.full = false; });
  await page.clock.runFor(6_000);
  await until(page, () => document.querySelector("raid-register").status.state === "saved");
  const backups = await page.evaluate(() => new Promise(resolve => {
    indexedDB.open("raid-register-1").onsuccess = ({ target: { result } }) => {
      result.transaction("backups").objectStore("backups").count().onsuccess = ({ target }) => resolve(target.result);
    };
  }));
  assert.equal(backups, 0);
  assert.deepEqual(faults, []);
  await close();
});

test("where the database cannot be opened, the file does not stand in place of the person's own register", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="own" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  await retitle(page, element(page), " of my own");
  await flush(page);
  const upgraded = () => page.evaluate(() => new Promise(resolve => {
    indexedDB.open("raid-register-1", 2).onsuccess = ({ target }) => { target.result.close(); resolve(); };
  }));
  await upgraded();
  await until(page, () => document.querySelector("raid-register").status.state === "failed");
  await page.reload();
  await element(page).getByText("this browser keeps the register could not be opened").waitFor();
  assert.equal(await element(page).getByRole("heading", { level: 1 }).count(), 0);
  await close();
});

test("what is merged while the element is told another register says that this one is gone", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="a" src="${SAMPLE}"></raid-register>`));
  await stands(page);
  const answer = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    await element.flush();
    const read = ReadableStreamBYOBReader.prototype.read;
    let go;
    const slow = new Promise(resolve => { go = resolve; });
    const reads = new Promise(resolve => {
      ReadableStreamBYOBReader.prototype.read = async function (...given) { resolve(); await slow; return read.apply(this, given); };
    });
    const more = { format: "raid-register", formatVersion: 1, register: { title: "More" }, items: [{ kind: "risk", title: "Late", description: "x".repeat(100_000) }] };
    const made = element.merge(new Blob([JSON.stringify(more)])).then(() => "merged", error => error.code);
    await reads;
    element.register = "b";
    go();
    return made;
  });
  assert.equal(answer, "gone");
  await close();
});

test("an element that is taken away while its file never comes holds up no other", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="held" src="./samples/never.json"></raid-register>`));
  await page.route(/never\.json$/, () => {});
  await page.reload();
  await until(page, async () => (await navigator.locks.query()).held.some(({ name }) => name.endsWith("held")));
  await page.evaluate(src => {
    document.querySelector("raid-register").remove();
    const next = document.createElement("raid-register");
    Object.assign(next, { register: "held", src, view: "item/R525" });
    document.body.append(next);
  }, SAMPLE);
  await element(page).getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  await close();
});

test("what is in this browser alone for a week is said, to the person and to the host, until it is exported", async () => {
  const { context, close } = await profile(shared);
  await context.clock.setFixedTime(new Date("2026-03-02T10:00:00Z"));
  const hear = { files: { "hosts/hear.js": hearing(["raid-export-due"]) }, head: `<script src="./hosts/hear.js"></script>` };
  const page = await visit(context, await host(context, `<raid-register register="unfiled" src="${SAMPLE}" view="item/R525"></raid-register>`, hear));
  const due = () => page.evaluate(() => globalThis.heard.map(([, detail]) => detail));
  const banner = element(page).getByText(/What was changed since 2 March 2026 is in this browser alone/);
  const at = async day => {
    await context.clock.setFixedTime(new Date(`2026-03-${day}T10:00:00Z`));
    await page.reload();
    await stands(page);
    await flush(page);
  };
  await stands(page);
  await flush(page);
  await at("20");
  assert.deepEqual([await due(), await banner.count()], [[], 0], "what was never changed is in its file");
  await at("02");
  await retitle(page, element(page), " changed");
  await flush(page);
  await at("08");
  assert.deepEqual([await due(), await banner.count()], [[], 0]);
  await at("09");
  await banner.waitFor();
  assert.deepEqual(await due(), [{ since: "2026-03-02" }]);
  await element(page).getByRole("button", { name: "Remind me tomorrow" }).click();
  await banner.waitFor({ state: "detached" });
  await at("10");
  await banner.waitFor();
  await handedOut(page, () => element(page).getByRole("button", { name: "Export everything" }).first().click());
  await banner.waitFor({ state: "detached" });
  await at("30");
  assert.deepEqual([await due(), await banner.count()], [[], 0]);
  await close();
});

test("moved in the page, a scrolled list stays where it was and a dialog keeps the rest from being used", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<div id="a"><raid-register storage="memory" src="${SAMPLE}" view="list"></raid-register></div><div id="b"></div>`));
  await stands(page);
  const scroller = page.locator("raid-register .list__scroll");
  await scroller.evaluate(node => { node.scrollTop = 2500; });
  await until(page, () => document.querySelector("raid-register").shadowRoot.querySelector(".list__scroll").scrollTop === 2500);
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("raid-register")));
  await until(page, () => {
    const box = document.querySelector("raid-register").shadowRoot.querySelector(".list__scroll");
    const { top, bottom } = box.getBoundingClientRect();
    const seen = [...box.querySelectorAll("[role=row]")].filter(row => { const at = row.getBoundingClientRect(); return at.bottom > top + 100 && at.top < bottom; });
    return box.scrollTop === 2500 && seen.length > 3;
  });
  await element(page).getByRole("button", { name: "Raise", exact: true }).click();
  await element(page).getByRole("button", { name: "Risk", exact: true }).click();
  await element(page).getByRole("dialog").getByLabel(/^Title/).fill("Half");
  await page.evaluate(() => document.querySelector("#a").append(document.querySelector("raid-register")));
  assert.deepEqual(await page.evaluate(() => {
    const dialog = document.querySelector("raid-register").shadowRoot.querySelector("dialog[open]");
    return [dialog.matches(":modal"), dialog.getRootNode().activeElement.value];
  }), [true, "Half"]);
  await close();
});

test("while a host does not answer it is said, and nothing else is shown for its register", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await hosted(context, 1, "globalThis.silent = true;"));
  await element(page).getByText("The register is being opened…").waitFor();
  await until(page, () => document.querySelector("raid-register").offsetHeight > 20);
  await close();
});

test("a host that cannot give its register gets no sample in its place, and is asked again", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await hosted(context, 1, "globalThis.down = true;"));
  const alert = element(page).getByRole("alert");
  await alert.getByText("The register could not be fetched.").waitFor();
  await alert.getByText(/the portal is down/).waitFor();
  await page.evaluate(() => { globalThis.down = false; });
  await alert.getByRole("button", { name: "Try again" }).click();
  await element(page).getByRole("heading", { level: 1 }).waitFor();
  await close();
});

test("a host that never says whether it has kept a change holds up no other call", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await hosted(context));
  await stands(page);
  await flush(page);
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").status.by), "host");
  await page.evaluate(() => { globalThis.silent = true; });
  await retitle(page, element(page), " unanswered");
  const title = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    await element.flush();
    return [element.status.state, element.dirty, (await element.save()).includes(" unanswered")];
  });
  assert.deepEqual(title, ["failed", true, true]);
  await element(page).getByText(/no answer has come yet/).first().waitFor();
  await close();
});

test("a host that tells later, or not at all, how to stop listening is not called and does not call", async () => {
  const { context, close, faults } = await profile(shared);
  const page = await visit(context, await hosted(context, 1, `adapter.subscribe = async (register, hear) => { globalThis.hear = hear; return () => { globalThis.ended = true; }; };`));
  await stands(page);
  await page.evaluate(() => document.querySelector("raid-register").remove());
  await until(page, () => globalThis.ended === true);
  await page.evaluate(() => globalThis.hear([{ id: "9-0000beef" }]));
  await page.evaluate(() => {
    globalThis.heard = [];
    adapter.subscribe = () => { throw new Error("no news today"); };
    const element = document.createElement("raid-register");
    element.setAttribute("register", "x");
    element.storageAdapter = adapter;
    element.addEventListener("raid-error", event => heard.push(event.detail.message));
    document.body.append(element);
  });
  await until(page, () => globalThis.heard.some(words => /no news today/.test(words)));
  assert.deepEqual(faults, []);
  await close();
});

test("a missing script is said, and fetched again", async () => {
  const { context, close } = await profile(shared);
  await context.route(/glue\/raid-register\.js/, route => route.fulfill({ status: 404, body: "gone" }));
  const page = await visit(context, await host(context, `<raid-register storage="memory"><p>Read the report instead</p></raid-register>`));
  const alert = element(page).getByRole("alert");
  await alert.getByText("A file of the register is missing on the server.").waitFor();
  await page.getByText("Read the report instead").waitFor();
  await context.unroute(/glue\/raid-register\.js/);
  await alert.getByRole("button", { name: "Try again" }).click();
  await element(page).getByRole("heading", { level: 1 }).waitFor();
  await close();
});

test("a trap that is no panic is noticed, and the person is brought back to where they were", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register>`, {
    files: { "hosts/hear.js": hearing(["raid-error", "raid-ready"]) }, head: `<script src="./hosts/hear.js"></script>`,
  }));
  await stands(page);
  await page.evaluate(async () => {
    await document.querySelector("raid-register").go("item/R525");
    await document.querySelector("raid-register").flush();
    for (let frame = 0; frame < 4; frame++) await new Promise(resolve => requestAnimationFrame(resolve));
    const trap = new WebAssembly.RuntimeError("memory access out of bounds");
    trap.stack = "RuntimeError: memory access out of bounds\n at raid-register_bg.wasm:wasm-function[7]";
    setTimeout(() => { throw trap; });
  });
  await until(page, () => globalThis.heard.filter(([name]) => name === "raid-ready").length === 2);
  await element(page).getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.heard.find(([name]) => name === "raid-error")[1].code), "fault");
  await close();
});

test("a register that is kept nowhere leaves no trace, and a host's theme is not taken for the person's", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register><raid-register register="r" src="${SAMPLE}"></raid-register>`));
  await stands(page);
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll("raid-register")) {
      element.theme = "dark";
      await element.flush();
    }
  });
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter(key => /theme|user/.test(key))), []);
  await close();
});

test("the host says who works here, and keys of a field stay inside unless it shares them", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" user="Ada of the portal" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").shadowRoot.querySelector(".mount").lang), "en-GB");
  await page.evaluate(() => {
    globalThis.keys = [];
    for (const name of ["keydown", "keypress", "keyup"]) document.addEventListener(name, event => keys.push(`${name} ${event.key}`));
  });
  await element(page).getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type("/");
  // As browsers on Windows send it with AltGr.
  await page.evaluate(() => {
    const field = document.querySelector("raid-register").shadowRoot.activeElement;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "€", ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, composed: true }));
  });
  assert.deepEqual(await page.evaluate(() => globalThis.keys), []);
  await page.evaluate(() => { document.querySelector("raid-register").keys = "shared"; });
  await page.keyboard.type("s");
  assert.deepEqual(await page.evaluate(() => globalThis.keys), ["keydown s", "keypress s", "keyup s"]);
  await page.keyboard.press("Enter");
  await element(page).getByRole("heading", { level: 1, name: /\/s$/ }).waitFor();
  assert.equal(JSON.parse(await page.evaluate(() => document.querySelector("raid-register").save())).log.at(-1).by, "Ada of the portal");
  await close();
});

test("damaged text is refused with a code and nothing is changed", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register>`));
  await stands(page);
  const answers = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    const refused = source => element.load(source).then(() => "opened", error => [error instanceof Error, error.code]);
    const before = await element.save();
    const half = `{"format":"raid-register","formatVersion":1,"register":{"title":"Half \uD83D"}}`;
    const thrown = { toJSON() { throw null; } };
    return [await refused(half), await refused(10n), await refused(undefined), await refused(thrown), before === await element.save()];
  });
  const unreadable = [true, "unreadable"];
  assert.deepEqual(answers, [unreadable, unreadable, unreadable, unreadable, true]);
  const title = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    const given = { format: "raid-register", formatVersion: 1, register: { title: "As it was given" }, items: [] };
    const made = element.load(given);
    given.register.title = "Changed since";
    await made;
    return JSON.parse(await element.save()).register.title;
  });
  assert.equal(title, "As it was given");
  await close();
});
