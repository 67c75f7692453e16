// <raid-register> in pages that are not ours: calls before it stands, two on a page, moved, taken away, watched, kept by
// the host, beside another Yew program, and after a fault.

import { test } from "node:test";
import { ADDRESS, assert, profile, withBrowser } from "./page.mjs";
import { SAMPLE, hearing, host, nothingForbidden, until, visit } from "./hosts.mjs";

const shared = withBrowser();

const stands = page => page.waitForFunction(() => [...document.querySelectorAll("raid-register")].every(element => element.shadowRoot?.querySelector("h1")));
const heard = (page, name) => page.evaluate(name => globalThis.heard.filter(([told]) => told === name).map(([, detail]) => detail), name);

/** Raises a risk through the page of one element. */
async function raise(page, element, title) {
  await element.getByRole("button", { name: "Raise", exact: true }).click();
  await element.getByRole("button", { name: "Risk", exact: true }).click();
  await element.getByRole("dialog").getByLabel(/^Title/).fill(title);
  await element.getByRole("dialog").getByRole("button", { name: /^Raise/ }).last().click();
  await element.getByRole("heading", { level: 1, name: title }).waitFor();
}

test("methods wait for the module, and properties set before it are honoured", async () => {
  const { context, close } = await profile(shared);
  const early = `const element = document.createElement("raid-register");
    element.storage = "memory";
    element.view = "list?kind=risk";
    element.readOnly = true;
    document.body.append(element);
    globalThis.early = customElements.get("raid-register") === undefined;`;
  const later = `const element = document.querySelector("raid-register");
    globalThis.answers = customElements.whenDefined("raid-register").then(() => Promise.all([element.load({ format: "raid-register", formatVersion: 1, register: { title: "Early" }, items: [{ kind: "risk", ref: "R1", title: "First" }] }), element.flush(), element.save()]));`;
  const page = await visit(context, await host(context, "", { script: "", files: { "hosts/early.js": early, "hosts/later.js": later }, head: `<script type="module" src="./hosts/early.js"></script><script type="module" src="./hosts/later.js"></script><script type="module" src="./raid-register.js"></script>` }));
  const text = await page.evaluate(async () => (await globalThis.answers)[2]);
  assert.equal(JSON.parse(text).register.title, "Early");
  assert.ok(await page.evaluate(() => globalThis.early));
  assert.deepEqual(await page.evaluate(() => {
    const element = document.querySelector("raid-register");
    return [element.view, element.mode, element.readOnly, element.getAttribute("storage"), element.status.state, element.dirty];
  }), ["list?kind=risk", "view", true, "memory", "memory", false]);
  await nothingForbidden(page);
  await close();
});

test("one register shown twice on a page stays in step", async () => {
  const { context, close, faults } = await profile(shared);
  const body = `<raid-register register="both" src="${SAMPLE}" view="list"></raid-register><raid-register register="both" src="${SAMPLE}" view="board"></raid-register>`;
  const page = await visit(context, await host(context, body));
  await stands(page);
  const [first, second] = [page.locator("raid-register").nth(0), page.locator("raid-register").nth(1)];
  await page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));
  await raise(page, first, "Seen in both");
  await second.getByRole("link", { name: /^Risks \d/ }).click();
  await second.getByText("Seen in both").first().waitFor();
  await raise(page, second, "And the other way");
  await first.getByRole("link", { name: /^Risks \d/ }).click();
  await first.getByText("And the other way").first().waitFor();
  await page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));
  await page.reload();
  await stands(page);
  await second.getByRole("link", { name: /^Risks \d/ }).click();
  for (const title of ["Seen in both", "And the other way"]) await second.getByText(title).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("moved in the page it loses no keystroke", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<div id="a"><raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register></div><div id="b"></div>`));
  await stands(page);
  await page.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" one");
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("raid-register")));
  await page.keyboard.type(" two");
  await page.evaluate(() => {
    const [place, element] = [document.querySelector("#a"), document.querySelector("raid-register")];
    if (place.moveBefore) place.moveBefore(element, null);
    else place.append(element);
  });
  await page.keyboard.type(" three");
  const field = await page.evaluate(() => document.querySelector("raid-register").shadowRoot.activeElement.value);
  assert.match(field, / one two three$/);
  await close();
});

test("taken out, told something else and put back in one go, it shows what it was told", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register register="one" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  await page.evaluate(() => {
    const element = document.querySelector("raid-register");
    element.remove();
    element.setAttribute("register", "two");
    document.body.append(element);
  });
  await until(page, () => document.querySelector("raid-register").status.state === "saved");
  await stands(page);
  await nothingForbidden(page);
  await close();
});

test("with the page's address its own, a page's base and what it has put down in the history stay as they are", async () => {
  const { context, close } = await profile(shared);
  // The host's page names a base: a hash alone would lead there.
  const page = await visit(context, await host(context, `<raid-register storage="memory" router="hash" src="${SAMPLE}" view="list"></raid-register>`));
  await stands(page);
  const at = () => page.evaluate(() => [location.pathname.split("/").at(-1), location.hash, history.state]);
  await page.evaluate(() => document.querySelector("raid-register").go("list?kind=risk"));
  await until(page, () => location.hash === "#list?kind=risk");
  await page.evaluate(() => {
    history.replaceState({ of: "the host" }, "");
    return document.querySelector("raid-register").go("list?kind=issue");
  });
  await until(page, () => location.hash === "#list?kind=issue");
  assert.deepEqual(await at(), ["portal.html", "#list?kind=issue", { of: "the host" }]);
  await close();
});

test("Escape that puts a menu away is used up", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register>`));
  await stands(page);
  await page.evaluate(() => addEventListener("keydown", event => setTimeout(() => { globalThis.usedUp = event.defaultPrevented; }), true));
  await page.locator("raid-register").getByRole("button", { name: "Files" }).click();
  for (const expected of [true, false]) {
    await page.keyboard.press("Escape");
    await until(page, expected => globalThis.usedUp === expected, expected);
  }
  await close();
});

test("told another register and file while it loads, it puts nothing down under the first name", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory"></raid-register>`));
  await stands(page);
  for (const wait of [0, 2, 5, 10, 20]) {
    await page.evaluate(async ({ wait, src }) => {
      const element = document.createElement("raid-register");
      element.setAttribute("register", `first-${wait}`);
      document.body.append(element);
      await new Promise(resolve => setTimeout(resolve, wait));
      element.setAttribute("register", `second-${wait}`);
      element.setAttribute("src", src);
      await element.flush().catch(() => element.flush());
      element.remove();
    }, { wait, src: SAMPLE });
    const names = await page.evaluate(() => new Promise(resolve => {
      indexedDB.open("raid-register-1").onsuccess = ({ target: { result } }) => {
        result.transaction("checkpoints").objectStore("checkpoints").getAllKeys().onsuccess = ({ target }) => {
          result.close();
          resolve(target.result);
        };
      };
    }));
    assert.ok(!names.includes(`first-${wait}`), `after ${wait} ms: ${names}`);
  }
  await close();
});

test("five hundred times shown and taken away leaves nothing behind", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" id="stays"></raid-register>`));
  await stands(page);
  const debug = await context.newCDPSession(page);
  const cycle = count => page.evaluate(async count => {
    globalThis.gone ??= [];
    for (let at = 0; at < count; at++) {
      const element = document.createElement("raid-register");
      element.setAttribute("storage", "memory");
      document.body.append(element);
      await element.flush();
      element.remove();
      globalThis.gone.push(new WeakRef(element));
      await new Promise(resolve => setTimeout(resolve, 0));
    }
  }, count);
  const weigh = async () => {
    await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 800)));
    await debug.send("HeapProfiler.collectGarbage");
    const { usedSize } = await debug.send("Runtime.getHeapUsage");
    const { nodes } = await debug.send("Memory.getDOMCounters");
    return { usedSize, nodes };
  };
  await cycle(50);
  const before = await weigh();
  await cycle(450);
  const after = await weigh();
  const alive = await page.evaluate(() => globalThis.gone.filter(gone => gone.deref()).length);
  assert.ok(alive <= 2, `${alive} of 500 elements are still held`);
  assert.ok(after.nodes - before.nodes < 2_000, `${after.nodes - before.nodes} nodes more`);
  const each = (after.usedSize - before.usedSize) / 450;
  assert.ok(each < 4_000, `${each.toFixed(0)} bytes for each`);
  await page.locator("#stays").getByRole("heading", { level: 1 }).waitFor();
  await close();
});

test("a second script leaves the first alone, and under another name both stand", async () => {
  const { context, close } = await profile(shared);
  const warnings = [];
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register>`, {
    head: `<script type="module" src="./raid-register.js?v=2"></script><script type="module" src="./raid-register.js?tag=raid-register-2"></script>`,
  }));
  page.on("console", message => warnings.push(message.text()));
  await stands(page);
  await page.evaluate(() => document.body.append(document.createElement("raid-register-2")));
  await page.locator("raid-register-2").getByRole("heading", { level: 1 }).waitFor();
  await close();
});

test("the host hears of facts, places, what is open and what is unkept, and takes an export over", async () => {
  const { context, close } = await profile(shared);
  const names = ["raid-ready", "raid-load", "raid-change", "raid-dirty", "raid-storage", "raid-navigate", "raid-select", "raid-error"];
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register>`, {
    files: { "hosts/hear.js": hearing(names) }, head: `<script src="./hosts/hear.js"></script>`,
  }));
  await stands(page);
  await page.evaluate(() => document.querySelector("raid-register").go("item/R525"));
  await page.getByRole("button", { name: "Edit title" }).click();
  await page.keyboard.type("!");
  await page.keyboard.press("Enter");
  await page.evaluate(() => document.querySelector("raid-register").flush());
  await page.waitForFunction(() => globalThis.heard.some(([name]) => name === "raid-dirty"));
  assert.equal((await heard(page, "raid-ready")).length, 1);
  assert.deepEqual(await heard(page, "raid-load"), [{ title: "MHHS Programme register", records: 192 }]);
  const [change] = await heard(page, "raid-change");
  assert.equal(change.origin, "user");
  assert.equal(change.events.length, 1);
  assert.equal(change.events[0].fact, "item.edited");
  assert.equal(change.events[0].field, "title");
  assert.deepEqual(await heard(page, "raid-select"), [{ reference: "R525" }]);
  assert.deepEqual((await heard(page, "raid-navigate"))[0], { view: "item/R525" });
  assert.equal((await heard(page, "raid-storage")).at(-1).state, "memory");
  assert.deepEqual(await heard(page, "raid-dirty"), [{ dirty: true }]);

  await page.evaluate(() => document.addEventListener("raid-before-export", event => {
    event.preventDefault();
    globalThis.taken = event.detail;
  }));
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: /^Export everything Ctrl/ }).click();
  await page.waitForFunction(() => globalThis.taken);
  const taken = await page.evaluate(async () => [globalThis.taken.name, JSON.parse(await globalThis.taken.blob.text()).format]);
  assert.match(taken[0], /^mhhs-programme-register-.*\.raid\.json$/);
  assert.equal(taken[1], "raid-register");
  await page.getByText("The page around has taken the export").waitFor();
  assert.deepEqual((await heard(page, "raid-dirty")).at(-1), { dirty: false });
  // A host may call back from inside an event.
  await page.evaluate(() => new Promise(resolve => {
    const element = document.querySelector("raid-register");
    element.addEventListener("raid-navigate", () => element.save().then(resolve), { once: true });
    element.go("list");
  }));
  await nothingForbidden(page);
  await close();
});

test("undo, merge and read only through the element", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register>`));
  await stands(page);
  const element = page.locator("raid-register");
  const before = await page.evaluate(() => document.querySelector("raid-register").save());
  await raise(page, element, "Of one party");
  const theirs = await page.evaluate(() => document.querySelector("raid-register").save());
  await page.evaluate(before => document.querySelector("raid-register").load(before), before);
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").save()), before);
  await raise(page, element, "Of the other");
  // Both parties have raised R526: the record that is here is told apart from theirs.
  const brought = await page.evaluate(theirs => document.querySelector("raid-register").merge(theirs), theirs);
  assert.deepEqual([brought.events, brought.numbered, brought.ofAnother], [1, 0, false]);
  // Whoever drew the lower number keeps it; either way it is told once, about the one that shows a letter.
  assert.ok(brought.records === 1 || brought.records === 2, `${brought.records} records`);
  assert.deepEqual(brought.anomalies, [["R526b", "R526 was given twice: this one is shown as R526b until it is given a reference of its own"]]);
  const items = JSON.parse(await page.evaluate(() => document.querySelector("raid-register").save())).items;
  for (const title of ["Of one party", "Of the other"]) assert.ok(items.some(item => item.title === title), title);
  const refused = await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    element.readOnly = true;
    return element.undo().then(() => null, error => [error instanceof Error, error.code, error.message]);
  });
  assert.deepEqual(refused.slice(0, 2), [true, "refused"]);
  assert.match(refused[2], /read/i);
  await close();
});

test("a host leaves views out of the navigation, and takes them in again, without anything being lost", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" hide="board agenda"></raid-register>`));
  await stands(page);
  const links = () => page.getByRole("navigation", { name: "Register" }).getByRole("link").allInnerTexts().then(all => all.map(words => words.replace(/\s*\d+$/, "").trim()));
  assert.ok(!(await links()).includes("Board") && (await links()).includes("Calendar"));
  await raise(page, page.locator("raid-register"), "Nowhere else");
  await page.evaluate(() => { document.querySelector("raid-register").hide = "calendar list?kind=risk"; });
  await page.getByRole("link", { name: "Board" }).waitFor();
  assert.ok(!(await links()).includes("Calendar") && !(await links()).includes("Risks"));
  assert.match(await page.evaluate(() => document.querySelector("raid-register").save()), /Nowhere else/);
  await page.evaluate(() => document.querySelector("raid-register").go("calendar"));
  await page.getByRole("heading", { level: 1, name: /20\d\d/ }).waitFor();
  await close();
});

const ADAPTER = `globalThis.kept = []; globalThis.calls = []; globalThis.failing = 0; globalThis.slow = 0;
const heard = new Set();
globalThis.others = events => { kept.push(...events); for (const hear of heard) hear(events); };
const adapter = {
  givesNumbers: true,
  async load(register) { calls.push(["load", register]); return kept.length ? kept : null; },
  async append(register, events) {
    calls.push(["append", events.length]);
    if (slow) await new Promise(resolve => setTimeout(resolve, slow));
    if (failing-- > 0) throw new Error("the portal is down");
    kept.push(...events);
  },
  subscribe(register, hear) { heard.add(hear); return () => heard.delete(hear); },
};
globalThis.listeners = () => heard.size;
const element = document.createElement("raid-register");
element.setAttribute("register", "portal");
element.setAttribute("src", "${SAMPLE}");
element.storageAdapter = adapter;
globalThis.adapter = adapter;
document.body.append(element);`;

test("a host keeps the register: every event once and in order, through slowness and failure, and news comes back", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, "", { files: { "hosts/adapter.js": ADAPTER }, head: `<script type="module" src="./hosts/adapter.js"></script>` }));
  await page.locator("raid-register").getByRole("heading", { level: 1 }).first().waitFor();
  await page.evaluate(() => document.querySelector("raid-register").flush());
  const element = page.locator("raid-register");
  const whole = await page.evaluate(() => globalThis.kept.length);
  assert.ok(whole > 190, "the first register is handed over whole");
  const ids = () => page.evaluate(() => globalThis.kept.map(event => event.id));

  await page.evaluate(() => { globalThis.slow = 150; });
  await raise(page, element, "Slowly");
  await raise(page, element, "And another");
  await page.evaluate(() => document.querySelector("raid-register").flush());
  assert.deepEqual(await page.evaluate(() => globalThis.kept.slice(-2).map(event => [event.fact, event.fields.title])), [["item.raised", "Slowly"], ["item.raised", "And another"]]);

  await page.evaluate(() => { globalThis.slow = 0; globalThis.failing = 1; });
  await raise(page, element, "When it is down");
  await page.getByText(/the portal is down/).first().waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").dirty), true);
  await raise(page, element, "When it is back");
  await page.evaluate(() => document.querySelector("raid-register").flush());
  await page.waitForFunction(() => document.querySelector("raid-register").status.state === "saved");
  const all = await ids();
  assert.equal(new Set(all).size, all.length, "no event twice");
  assert.equal(all.length, whole + 4);

  // Somebody else adds a note at the host's.
  await page.evaluate(() => {
    const last = globalThis.kept.at(-1);
    const tick = Number(last.id.split("-")[0]) + 1;
    globalThis.others([{ id: `${tick}-0000beef`, about: last.about, at: "2023-10-11T10:00:00Z", by: "Somebody else", fact: "note.added", text: "Heard from elsewhere" }]);
  });
  await page.getByText("Heard from elsewhere").first().waitFor();

  // Taken away and shown again: everything comes back from the host.
  await page.evaluate(async () => {
    const element = document.querySelector("raid-register");
    element.remove();
    await new Promise(resolve => setTimeout(resolve, 20));
    globalThis.left = globalThis.listeners();
    document.body.append(element);
    await element.flush();
  });
  assert.equal(await page.evaluate(() => globalThis.left), 0, "it no longer listens");
  const titles = JSON.parse(await page.evaluate(() => document.querySelector("raid-register").save())).items.map(item => item.title);
  for (const title of ["Slowly", "And another", "When it is down", "When it is back"]) assert.ok(titles.includes(title), title);
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0, "nothing is kept in the browser");
  await nothingForbidden(page);
  await close();
});

test("what a host has and cannot be read is said and never written over", async () => {
  const { context, close } = await profile(shared);
  const files = { "hosts/adapter.js": ADAPTER.replace("globalThis.kept = [];", `globalThis.kept = [{ no: "event" }];`) };
  const page = await visit(context, await host(context, "", { files, head: `<script type="module" src="./hosts/adapter.js"></script>` }));
  await page.getByText(/could not be fetched from where this page keeps it/).first().waitFor();
  assert.deepEqual(await page.evaluate(() => globalThis.calls), [["load", "portal"]]);
  await close();
});

test("beside and inside another Yew program, each hears its own clicks only", async () => {
  const { context, close, faults } = await profile(shared);
  // The same program as it would be if nobody had renamed Yew's marks: a stranger's.
  await context.route(/\/stranger\//, async route => {
    const response = await route.fetch({ url: route.request().url().replace("/stranger/", "/") });
    const body = route.request().url().includes("/glue/raid-register.js") ? (await response.text()).replaceAll("__raidyew_", "__yew_") : await response.body();
    return route.fulfill({ response, body });
  });
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}"></raid-register><stranger-register storage="memory" src="${SAMPLE}"></stranger-register>`, {
    head: `<script type="module" src="./stranger/raid-register.js?tag=stranger-register"></script>`,
  }));
  for (const tag of ["raid-register", "stranger-register"]) await page.locator(tag).getByRole("heading", { level: 1 }).waitFor();
  for (const [clicked, beside] of [["raid-register", "stranger-register"], ["stranger-register", "raid-register"]]) {
    const views = await page.evaluate(async ([clicked, beside]) => {
      const [one, other] = [clicked, beside].map(tag => document.querySelector(tag));
      await Promise.all([one.go("overview"), other.go("overview")]);
      await Promise.all([one.flush(), other.flush()]);
      [...one.shadowRoot.querySelectorAll(".nav__link")].find(link => /Risks/.test(link.textContent)).click();
      await Promise.all([one.flush(), other.flush()]);
      return [one.view, other.view];
    }, [clicked, beside]);
    assert.deepEqual(views, ["list?kind=risk", "overview"], `${beside} beside ${clicked}`);
  }
  for (const [outer, inner] of [["raid-register", "stranger-register"], ["stranger-register", "raid-register"]]) {
    const moved = await page.evaluate(async ([outer, inner]) => {
      const [around, within] = [outer, inner].map(tag => document.querySelector(tag) ?? globalThis.kept);
      globalThis.kept = within;
      document.body.append(around, within);
      await new Promise(resolve => setTimeout(resolve, 50));
      await Promise.all([around.go("overview"), within.go("overview")]);
      around.shadowRoot.querySelector(".main").append(within);
      await within.flush();
      const link = [...within.shadowRoot.querySelectorAll(".nav__link")].find(link => /Risks/.test(link.textContent));
      link.click();
      await new Promise(resolve => setTimeout(resolve, 100));
      const views = [around.view, within.view];
      document.body.append(within);
      return views;
    }, [outer, inner]);
    assert.deepEqual(moved, ["overview", "list?kind=risk"], `${inner} inside ${outer}`);
  }
  assert.deepEqual(faults, []);
  await close();
});

test("after a fault everything goes on in a fresh module, with what was open", async () => {
  const { context, close } = await profile(shared);
  const page = await visit(context, await host(context, `<raid-register storage="memory" src="${SAMPLE}" view="item/R525"></raid-register><raid-register register="other" src="${SAMPLE}"></raid-register>`, {
    files: { "hosts/hear.js": hearing(["raid-error", "raid-ready"]) }, head: `<script src="./hosts/hear.js"></script>`,
  }));
  await stands(page);
  await raise(page, page.locator("raid-register").first(), "Not kept anywhere");
  // The browser refuses something that a drawing cannot do without.
  const breakOnce = () => page.evaluate(() => {
    const real = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function () {
      Element.prototype.setAttribute = real;
      throw new Error("no attributes today");
    };
    document.querySelector("raid-register").go("list");
  });
  await breakOnce();
  await page.waitForFunction(() => globalThis.heard.filter(([name]) => name === "raid-ready").length === 4);
  await until(page, async () => /Not kept anywhere/.test(await document.querySelector("raid-register").save()));
  const [error] = await heard(page, "raid-error");
  assert.equal(error.code, "fault");
  assert.equal(error.recoverable, true);
  await page.locator("raid-register").nth(1).getByRole("link", { name: /^Risks \d/ }).click();
  await page.locator("raid-register").nth(1).getByText("R525").first().waitFor();

  // Again, soon: now it says so, and what was open can be downloaded.
  await breakOnce();
  const failure = page.locator("raid-register").first().getByRole("alert");
  await failure.getByText("The register met a fault of its own and has stopped.").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), failure.getByRole("button", { name: "Download what was open" }).click()]);
  assert.equal(download.suggestedFilename(), "rescued.raid.json");
  await failure.getByRole("button", { name: "Start again" }).click();
  await page.locator("raid-register").first().getByRole("heading", { level: 1 }).waitFor();
  await nothingForbidden(page);
  await close();
});

for (const [name, options, said] of [
  ["a policy without wasm", { policy: "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" }, /Content-Security-Policy needs 'wasm-unsafe-eval'/],
  ["a missing file", { status: 404 }, /A file of the register is missing on the server/],
  ["something else in its place", { body: "<html>Log in</html>" }, /The server sent something else/],
  ["no network", { abort: true }, /could not be fetched/],
]) {
  test(`${name} is said in plain words, with what the host has put inside`, async () => {
    const { context, close } = await profile(shared);
    if (options.status || options.body || options.abort) {
      await context.route(/_bg\.wasm/, route => options.abort ? route.abort() : route.fulfill({ status: options.status ?? 200, contentType: "text/html", body: options.body ?? "gone" }));
    }
    const page = await visit(context, await host(context, `<raid-register><p>Read the report instead</p></raid-register>`, options));
    const alert = page.locator("raid-register").getByRole("alert");
    await alert.getByText(said).waitFor();
    await page.getByText("Read the report instead").waitFor();
    await context.unroute(/_bg\.wasm/);
    if (options.status || options.body || options.abort) {
      await alert.getByRole("button", { name: "Try again" }).click();
      await page.locator("raid-register").getByRole("heading", { level: 1 }).waitFor();
    }
    await close();
  });
}

test("a browser that is too old is told which would do", async () => {
  const { context, close } = await profile(shared);
  await context.addInitScript(() => { delete CSSStyleSheet.prototype.replaceSync; });
  const page = await visit(context, await host(context, `<raid-register><p>Read the report instead</p></raid-register>`));
  await page.getByRole("alert").getByText("This browser is too old for the register.").waitFor();
  await page.getByText(/Chrome or Edge 123/).waitFor();
  await page.getByText("Read the report instead").waitFor();
  await close();
});

test("opened as a file from a folder the page says what it needs", async () => {
  const { context, close } = await profile(shared);
  const page = await context.newPage();
  await page.goto(new URL("../../dist/index.html", import.meta.url).href);
  await page.getByText(/has to come from a web server/).waitFor();
  await close();
});
