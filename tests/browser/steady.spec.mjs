// What is half done stays: words that were typed wait, the keyboard never falls out of the page, a choice is never about
// other records, and what could not be read is never written over.

import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ADDRESS, assert, drawn, flush, load, profile, region, rows, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();
const SAMPLE = new URL("../../www/samples/mhhs.raid.json", import.meta.url);
const alert = page => page.locator("raid-register").getByRole("alert");
const focused = page => page.evaluate(() => {
  const at = document.querySelector("raid-register").shadowRoot.activeElement;
  return at ? `${at.tagName.toLowerCase()} ${at.id || at.textContent.trim().slice(0, 30)}` : "nothing";
});
const show = async (page, view) => {
  await page.evaluate(view => { document.querySelector("raid-register").view = view; }, view);
  await flush(page);
};
/** The focus goes there when the page has followed. */
const focusAt = (page, pattern) => page.waitForFunction(pattern => {
  const at = document.querySelector("raid-register").shadowRoot.activeElement;
  return at && new RegExp(pattern).test(`${at.tagName.toLowerCase()} ${at.id || at.textContent.trim()}`);
}, pattern.source).catch(async () => assert.fail(`the focus is at ${await focused(page)} and not at ${pattern}`));

test("a half-typed note, a date that does not fit and a step wait at their record, and it is said", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R127");
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.keyboard.type("Ten minutes of a note");
  await page.keyboard.press("Alt+0");
  await alert(page).getByText("R127, Note: what you typed is not kept yet").waitFor();
  await show(page, "item/R127");
  await page.getByRole("textbox", { name: "Note" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "Ten minutes of a note");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.getByRole("textbox", { name: "Step (required)" }).fill("Half a step");
  await show(page, "item/R501");
  await alert(page).getByText("R127, Step: what you typed is not kept yet").waitFor();
  assert.equal(JSON.stringify(JSON.parse(await snapshot(page)).log).includes("Half a step"), false);
  await show(page, "item/R127");
  assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "Ten minutes of a note");
  await page.getByRole("button", { name: "Add a step" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Step (required)" }).inputValue(), "Half a step");
  await page.getByRole("button", { name: "Save step" }).click();
  await page.getByRole("button", { name: "Edit step: Half a step" }).waitFor();
  await page.getByRole("textbox", { name: "Note" }).press("Control+Enter");
  await page.getByText("Ten minutes of a note", { exact: true }).waitFor();
  // What is finished waits no more.
  await show(page, "overview");
  await show(page, "item/R127");
  await page.getByRole("button", { name: "Add a note" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a form that is being filled in waits beneath what a file asks", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  const text = await readFile(SAMPLE, "utf8");
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  const title = page.getByRole("dialog").getByRole("textbox", { name: /^Title/ });
  await title.fill("Not to be thrown away");
  await page.evaluate(text => document.querySelector("raid-register").offer(text), text);
  await page.getByRole("dialog", { name: "Open this register?" }).getByRole("button", { name: "Cancel" }).click();
  assert.equal(await title.inputValue(), "Not to be thrown away");
  await close();
});

test("the keyboard stays in the page when what it was at goes away", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=action&due=overdue");
  await rows(page).nth(1).focus();
  await page.keyboard.press("F2");
  // The row that leaves the list gives its place, and the focus, to the next one.
  const field = page.locator("#list-cell-field");
  for (let at = 0; at < 9 && !(await field.evaluate(node => node.labels[0].textContent)).startsWith("Due"); at++) await page.keyboard.press("Tab");
  const before = await page.getByRole("grid").getAttribute("aria-rowcount");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("1 January 2099");
  await page.keyboard.press("Enter");
  await page.waitForFunction(before => document.querySelector("raid-register").shadowRoot.querySelector("[role=grid]").getAttribute("aria-rowcount") !== before, before);
  await focusAt(page, /^tr/);
  await page.keyboard.press("Alt+1");
  await page.waitForURL(/kind=risk/);

  await page.goto(`${ADDRESS}#list?kind=action&status=Open`);
  await drawn(page);
  await rows(page).nth(1).getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Set status/ }).click();
  await page.getByRole("dialog").locator("#list-bulk").selectOption("Ongoing");
  await page.getByRole("dialog").getByRole("button", { name: "Set status" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await focusAt(page, /^tr/);

  await page.goto(`${ADDRESS}#item/CR002`);
  await drawn(page);
  await page.getByRole("button", { name: "Edit title" }).focus();
  const toast = page.getByRole("button", { name: "Put this message away" });
  await page.getByRole("button", { name: "Copy link" }).click();
  await toast.first().focus();
  await page.keyboard.press("Enter");
  await focusAt(page, /^h1/);
  await page.keyboard.press("Alt+1");
  await page.waitForURL(/kind=risk/);
  assert.deepEqual(faults, []);
  await close();
});

test("what is refused in a long form is gone to", async () => {
  const { open, close } = await profile(shared, { viewport: { width: 360, height: 640 } });
  const page = await open("#item/CR005");
  await page.getByRole("button", { name: "Record the decision…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Record/ }).click();
  await page.waitForFunction(() => {
    const at = document.querySelector("raid-register").shadowRoot.activeElement;
    const box = at?.getBoundingClientRect();
    return at?.matches("[aria-invalid=true], [role=alert]") && box.top >= 0 && box.bottom <= innerHeight;
  });
  await close();
});

test("what was chosen in one register is not chosen in the next", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#list?kind=risk");
  await rows(page).nth(1).getByRole("checkbox").check();
  await page.getByText("1 selected").waitFor();
  const other = JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Other" }, items: [{ kind: "risk", ref: "R900", title: "Another risk" }, { kind: "risk", ref: "R901", title: "One more" }] });
  assert.equal(await load(page, other), null);
  await page.getByRole("link", { name: "R900" }).waitFor();
  assert.equal(await page.getByText("1 selected").count(), 0);
  assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 0);
  await close();
});

test("back and forward lead through what was looked at, also from an address without a place", async () => {
  const { open, close } = await profile(shared);
  const page = await open();
  await page.keyboard.press("Alt+1");
  await page.waitForURL(/kind=risk/);
  const length = await page.evaluate(() => history.length);
  await page.goBack();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await flush(page);
  assert.equal(new URL(page.url()).hash, "");
  await page.goForward();
  await page.waitForURL(/kind=risk/);
  assert.equal(await page.evaluate(() => history.length), length);
  await close();
});

test("a store that cannot be read is not written over: it is said, nothing stands in its place, and it is asked again", async () => {
  const { context, open, close } = await profile(shared);
  const page = await open("#item/R127");
  await page.getByRole("button", { name: "Add a note" }).click();
  await page.keyboard.type("Kept before the trouble");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Kept before the trouble", { exact: true }).waitFor();
  await flush(page);
  const trouble = `const get = IDBObjectStore.prototype.getAll; globalThis.troubled = true;
    IDBObjectStore.prototype.getAll = function (...given) { if (globalThis.troubled && this.name === "tail") throw new DOMException("the disk is tired", "UnknownError"); return get.apply(this, given); };`;
  await context.addInitScript(trouble);
  await page.reload();
  await page.getByText("What this browser keeps of the register could not be read").waitFor();
  assert.equal(await page.getByRole("link", { name: "Risks" }).count(), 0);
  await page.evaluate(() => { globalThis.troubled = false; });
  await page.getByRole("button", { name: /again/i }).click();
  await drawn(page);
  await page.getByText("Kept before the trouble", { exact: true }).waitFor();
  await close();
});

test("a tab that is still reading hears what another one keeps meanwhile", async () => {
  const { context, open, close } = await profile(shared);
  const first = await open("#item/R127");
  const second = await context.newPage();
  // The second reads slowly: its checkpoint comes when the first has kept another title.
  await second.addInitScript(`globalThis.slow = new Promise(go => { globalThis.go = go; });
    const read = ReadableStreamBYOBReader.prototype.read;
    ReadableStreamBYOBReader.prototype.read = async function (...given) { globalThis.reads = true; await slow; return read.apply(this, given); };`);
  await second.goto(`${ADDRESS}#item/R127`);
  await second.waitForFunction(() => globalThis.reads === true);
  await first.getByRole("button", { name: "Edit title" }).click();
  await first.keyboard.press("End");
  await first.keyboard.type(", as the first tab says");
  await first.keyboard.press("Enter");
  await flush(first);
  await second.evaluate(() => go());
  await second.getByRole("heading", { level: 1, name: /as the first tab says$/ }).waitFor();
  await close();
});
