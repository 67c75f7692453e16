// Lists: only what is on screen is drawn, search as one types, filters in the address, bulk edit as one step.

import { test } from "node:test";
import { assert, drawn, exported, flush, load, profile, region, rows, snapshot, withBrowser } from "./page.mjs";
import { A4, countPages } from "./paper.mjs";

const shared = withBrowser();

const many = count =>
  JSON.stringify({
    format: "raid-register",
    formatVersion: 1,
    register: { title: "Many" },
    items: Array.from({ length: count }, (_, at) => ({
      kind: "risk",
      ref: `R${at + 1}`,
      title: at % 100 === 7 ? `Turbine ${at}` : `Risk number ${at}`,
      assessment: { likelihood: (at % 5) + 1, impact: ((at >> 2) % 5) + 1, scheme: 1 },
    })),
  });

test("ten thousand records draw some thirty rows", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  assert.equal(await load(page, many(10_000)), null);
  await flush(page);
  assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "10001");
  const drawnRows = await rows(page).count();
  assert.ok(drawnRows > 10 && drawnRows < 60, `${drawnRows} rows are in the page`);
  await page.getByRole("grid").getByRole("row").nth(1).focus();
  await page.keyboard.press("Control+End");
  await page.getByRole("link", { name: "R10000", exact: true }).waitFor();
  assert.ok((await rows(page).count()) < 60);
  assert.deepEqual(faults, []);
  await close();
});

test("search follows the typing, and a link brings the filter back", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list");
  await load(page, many(1_000));
  const search = page.getByRole("searchbox", { name: "Search every text of these records" });
  await search.pressSequentially("turbine 0");
  await flush(page);
  await page.waitForURL(/q=turbine%200/);
  assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "10");
  assert.match(page.url(), /q=turbine%200/);
  await page.reload();
  await drawn(page);
  assert.equal(await page.getByRole("grid").getAttribute("aria-rowcount"), "10");
  await close();
});

test("a sort by any column is told to everyone", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list?kind=milestone");
  const header = page.getByRole("columnheader", { name: "Forecast" });
  await header.getByRole("button").click();
  await flush(page);
  assert.equal(await header.getAttribute("aria-sort"), "ascending");
  await header.getByRole("button").click();
  await flush(page);
  assert.equal(await header.getAttribute("aria-sort"), "descending");
  await close();
});

test("several records are changed as one step, and undone as one", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=action&status=Open");
  const before = JSON.parse(await snapshot(page));
  await page.getByRole("grid").getByRole("row").nth(1).focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: /^Add tag/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Tag").fill("checked");
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  const tagged = JSON.parse(await snapshot(page)).actions.filter(action => action.tags?.includes("checked"));
  assert.ok(tagged.length > 5, `${tagged.length} are tagged`);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await flush(page);
  const after = JSON.parse(await snapshot(page));
  assert.equal(after.actions.filter(action => action.tags?.includes("checked")).length, 0);
  assert.equal(after.log.length, before.log.length + 2 * tagged.length);
  assert.deepEqual(faults, []);
  await close();
});

test("a status that some of the records cannot go to is said with their references", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  const statuses = ["Open", "Treating", "Closed", "Closed"];
  const items = statuses.map((status, at) => ({ kind: "risk", ref: `R${at + 1}`, title: `Risk ${at}`, status }));
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Four" }, items })), null);
  await flush(page);
  const dialog = page.getByRole("dialog");
  const barred = "“Monitoring” does not follow “Closed” (R3, R4). Leave these records out, or change them on their own pages, with a reason.";
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  await page.getByRole("button", { name: /^Set status/ }).click();
  await dialog.getByLabel("Status").selectOption("Monitoring");
  await dialog.locator("#list-bulk-hint").getByText(barred).waitFor();
  await dialog.getByRole("button", { name: "Set status" }).click();
  await dialog.getByRole("alert").getByText(barred).waitFor();
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  await cancel.click();
  await dialog.getByText("Press again to throw away what you typed").waitFor();
  await cancel.click();
  await dialog.waitFor({ state: "detached" });

  for (const reference of ["R3", "R4"]) await rows(page).filter({ hasText: reference }).getByRole("checkbox").uncheck();
  await page.getByRole("button", { name: /^Set status/ }).click();
  await dialog.getByLabel("Status").selectOption("Monitoring");
  await dialog.getByRole("button", { name: "Set status" }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  const now = JSON.parse(await snapshot(page)).items.map(item => item.status);
  assert.deepEqual(now, ["Monitoring", "Monitoring", "Closed", "Closed"]);
  assert.deepEqual(faults, []);
  await close();
});

test("five thousand records are changed with a picture of how far it is, and undone as one step", async t => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  assert.equal(await load(page, many(5000)), null);
  await flush(page);
  const dialog = page.getByRole("dialog");
  const ask = async tag => {
    await page.getByRole("button", { name: "Add tag" }).click();
    await dialog.getByLabel("Tag").fill(tag);
    await dialog.getByRole("button", { name: "Add tag" }).click();
  };
  const tagged = async tag => JSON.parse(await snapshot(page)).items.filter(item => item.tags?.includes(tag)).length;
  await page.getByRole("checkbox", { name: /^Select all/ }).check();

  // How far the page said it was while it went on, however quickly; and the longest time without a picture. A machine may be
  // done before a test has pressed a button, so the button is pressed in the page, as soon as half of it is done.
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector("raid-register");
    globalThis.seen = new Set();
    globalThis.stops = false;
    new MutationObserver(() => {
      const bar = shadowRoot.querySelector("dialog progress");
      if (!bar) return;
      globalThis.seen.add(bar.value);
      if (globalThis.stops && bar.value > 60) [...bar.closest("dialog").querySelectorAll("button")].find(button => button.textContent === "Stop").click();
    }).observe(shadowRoot, { subtree: true, childList: true, attributes: true });
    globalThis.longest = 0;
    let last = performance.now();
    const beat = now => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  await ask("SIT");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("5000 records changed").waitFor();
  const { steps, longest } = await page.evaluate(() => ({ steps: globalThis.seen.size, longest: globalThis.longest }));
  t.diagnostic(`${steps} pictures of the way; the longest time without one was ${Math.round(longest)} ms`);
  assert.ok(steps > 5, `the way was pictured ${steps} times`);
  assert.equal(await tagged("SIT"), 5000);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await flush(page);
  assert.equal(await tagged("SIT"), 0);

  // Stopped on the way: nothing is left of it.
  await page.evaluate(() => { globalThis.stops = true; });
  await ask("UIT");
  await dialog.getByText("It was stopped, and nothing was changed").waitFor();
  assert.equal(await tagged("UIT"), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("on a phone the bars leave five sixths of the screen to the register, and the search has room when it is typed in", async () => {
  for (const [width, height] of [[390, 844], [360, 780], [320, 720]]) {
    const { open, close } = await profile(shared, { viewport: { width, height } });
    const page = await open();
    const top = await page.getByRole("main").evaluate(main => main.getBoundingClientRect().top);
    assert.ok(top < 140, `at ${width} pixels the page begins ${top} pixels down`);
    const places = await page.getByRole("banner").locator(".header__tools button, .header__title").evaluateAll(all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().right));
    assert.ok(places.length > 2 && places.every(right => right <= width), `at ${width} pixels something stands outside: ${places}`);
    const search = page.getByRole("searchbox").first();
    await search.focus();
    const room = await search.evaluate(field => field.getBoundingClientRect().width);
    assert.ok(room > width * 0.9, `the search has ${room} of ${width} pixels`);
    await close();
  }
});

test("the table of change requests shows when the impact assessment closes, and can be sorted by it", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  const asked = (ref, number, issuedOn, closesOn) => ({
    kind: "changeRequest", ref, title: ref, status: "In impact assessment", dins: ["DIN 685"],
    submissions: [{ id: `${number}-00000001`, version: "1.0", on: issuedOn, by: "Programme", content: { title: ref } }],
    rounds: [{ id: `${number}-00000002`, number: 1, version: "1.0", issuedOn, window: 10, closesOn, audience: ["DNO"] }],
  });
  const changeRequests = [asked("CR1", 1, "2023-10-11", "2023-10-25"), asked("CR2", 2, "2023-07-13", "2023-07-27"), { kind: "changeRequest", ref: "CR3", title: "CR3" }];
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "DAG" }, items: [], changeRequests })), null);
  await page.evaluate(() => { location.hash = "#list?kind=changeRequest"; });
  const grid = page.getByRole("grid");
  await grid.getByRole("columnheader", { name: "DINs" }).waitFor();
  await grid.getByText("25 Oct 2023").waitFor();
  await grid.getByRole("columnheader", { name: "IA closes" }).getByRole("button").click();
  await drawn(page);
  const shown = await grid.getByRole("row").allInnerTexts();
  const order = shown.map(words => words.match(/CR\d/)?.[0]).filter(Boolean);
  assert.deepEqual(order, ["CR2", "CR1", "CR3"]);
  await close();
});

test("a printed list can be read: a page holds many records", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list");
  const pages = countPages(await page.pdf(A4));
  assert.ok(pages >= 3 && pages <= 16, `190 records on ${pages} pages`);
  await close();
});

test("what was struck out is found again and brought back, a record and a note", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R272");
  await region(page, "Notes").getByRole("button", { name: "Add a note" }).click();
  await page.getByRole("textbox", { name: /note/i }).fill("Written in error");
  await page.keyboard.press("Control+Enter");
  await region(page, "Notes").getByRole("button", { name: "Strike out: Written in error" }).click();
  await region(page, "Notes").getByText("Struck out (1)").click();
  await region(page, "Notes").getByRole("button", { name: "Bring back: Written in error" }).click();
  await region(page, "Notes").getByRole("button", { name: "Strike out: Written in error" }).waitFor();
  await page.getByRole("button", { name: "Strike out…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill("Raised twice");
  await page.getByRole("dialog").getByRole("button", { name: "Strike out" }).click();
  await page.getByText("Struck out as raised in error: Raised twice").waitFor();
  // The menu offers it from now on, and not only once the page is loaded anew.
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: "Struck-out records…" }).waitFor();
  await page.keyboard.press("Escape");
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: "Struck-out records…" }).click();
  const list = page.getByRole("dialog", { name: "Struck-out records" });
  await list.getByText("Raised twice").waitFor();
  await list.getByRole("button", { name: /^Bring back R272/ }).click();
  await list.waitFor({ state: "detached" });
  await page.getByText("Struck out as raised in error: Raised twice").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Strike out…" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a list leaves for a spreadsheet as it is shown", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=changeRequest");
  await page.getByRole("heading", { level: 1, name: "Change requests" }).waitFor();
  const { name, bytes } = await exported(page, "Export this list for a spreadsheet (CSV)");
  assert.match(name, /-part-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = bytes.toString().split("\r\n");
  assert.equal(lines[0], '\ufeff"Reference","Title","Status","Decision body","IA closes","Target decision","Release date","DINs"');
  assert.equal(lines[14], '"CR032","Change to Interface IF-165 P0210 TUoS Reporting","Amendments required","DAG","","meeting DAG030","",""');
  await page.getByText("The export is in your downloads").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});
