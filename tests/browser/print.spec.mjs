// Paper: a printed list holds every record, and the page is as it was when printing is over.

import { test } from "node:test";
import { assert, load, profile, rows, withBrowser } from "./page.mjs";
import { SAMPLE, host, visit } from "./hosts.mjs";
import { A4, countPages } from "./paper.mjs";

const shared = withBrowser();

/** Keeps what stands in the page while it is printed. */
const watch = page => page.evaluate(() => {
  globalThis.printed = [];
  // After the register has heard of it, and in the same event: this is what browsers print.
  addEventListener("beforeprint", () => {
    const root = document.querySelector("raid-register").shadowRoot;
    globalThis.printed.push({
      rows: root.querySelectorAll(".list__print-rows > tr").length,
      words: [...root.querySelectorAll(".list__print-rows > tr")].map(row => [...row.cells].map(cell => cell.textContent).join("|")),
      note: root.querySelector(".list__print-note")?.textContent ?? null,
    });
  });
});

test("every record of a list is on paper, and the page is as it was afterwards", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  const count = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  const before = await rows(page).count();
  assert.ok(count > before, `all ${count} are on the screen`);
  await watch(page);
  const pdf = await page.pdf(A4);
  const [{ rows: printed, words, note }] = await page.evaluate(() => globalThis.printed);
  assert.equal(printed, count);
  assert.equal(note, null);
  assert.match(words.find(row => row.startsWith("R525")), /Suppliers with large portfolios/);
  const pages = countPages(pdf);
  assert.ok(pages >= 2, `${count} records on ${pages} pages`);
  await page.waitForFunction(() => !document.querySelector("raid-register").shadowRoot.querySelector(".list__print-rows"));
  assert.equal(await rows(page).count(), before);
  assert.deepEqual(faults, []);
  await close();
});

test("a row on paper says what the row on the screen says", async () => {
  const { open, close } = await profile(shared);
  for (const kind of ["risk", "action", "milestone", "changeRequest"]) {
    const page = await open(`#list?kind=${kind}`);
    const [screen, paper] = await page.evaluate(() => {
      const root = document.querySelector("raid-register").shadowRoot;
      const said = row => [...row.cells].filter(cell => !cell.matches(".list__c-check")).map(cell => [cell.className, cell.innerText.trim().replace(/^Overdue\s+/, "")]);
      const before = [...root.querySelectorAll(".list__row")].map(said);
      dispatchEvent(new Event("beforeprint"));
      const body = root.querySelector(".list__print-rows");
      // As far as it is drawn: a row on the screen has words that no paper shows.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".list__table > .list__print-rows { display: table-row-group !important }");
      root.adoptedStyleSheets.push(sheet);
      const printed = [...body.rows].map(said);
      root.adoptedStyleSheets.pop();
      dispatchEvent(new Event("afterprint"));
      return [before, printed];
    });
    assert.ok(screen.length > 2, kind);
    assert.deepEqual(paper.slice(0, screen.length), screen, kind);
    await page.close();
  }
  await close();
});

test("a list of more than five hundred says on paper how many are left out", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list");
  const items = Array.from({ length: 620 }, (_, at) => ({ kind: "risk", ref: `R${at + 1}`, title: `Risk number ${at + 1}` }));
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Many" }, items })), null);
  await page.getByRole("link", { name: "R1", exact: true }).waitFor();
  await watch(page);
  await page.evaluate(() => { dispatchEvent(new Event("beforeprint")); dispatchEvent(new Event("afterprint")); });
  const [{ rows: printed, note }] = await page.evaluate(() => globalThis.printed);
  assert.equal(printed, 500);
  assert.equal(note, "The first 500 of 620 records are printed.");
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").shadowRoot.querySelector(".list__print-note")), null);
  await close();
});

test("a host that prints has the whole list of each register on its page", async () => {
  const { context, close } = await profile(shared);
  const list = kind => `<raid-register storage="memory" src="${SAMPLE}" view="list?kind=${kind}"></raid-register>`;
  const page = await visit(context, await host(context, `<h1>Minutes</h1>${list("action")}${list("risk")}`));
  await page.evaluate(() => Promise.all([...document.querySelectorAll("raid-register")].map(element => element.flush())));
  const [printed, expected] = await page.evaluate(() => {
    const roots = [...document.querySelectorAll("raid-register")].map(element => element.shadowRoot);
    const found = new Promise(resolve => addEventListener("beforeprint", () => resolve(roots.map(root => root.querySelectorAll(".list__print-rows > tr").length)), { once: true }));
    dispatchEvent(new Event("beforeprint"));
    dispatchEvent(new Event("afterprint"));
    return Promise.all([found, roots.map(root => Number(root.querySelector("table").getAttribute("aria-rowcount")) - 1)]);
  });
  assert.deepEqual(printed, expected);
  await close();
});
