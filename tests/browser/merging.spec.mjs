// Merging: what was edited by hand is settled first, the page lives meanwhile, and Stop leaves everything as it was.

import { test } from "node:test";
import { assert, drawn, flush, load, profile, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

const choose = (page, name, text) =>
  page.locator("raid-register input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const byHand = text => {
  const edited = text.replace(/\n      "title": "[^"]*"/, '\n      "title": "Written by hand"');
  assert.notEqual(edited, text);
  return edited;
};
const merge = page => page.getByRole("button", { name: "Merge into this register" }).click();
const large = count => {
  const items = Array.from({ length: count }, (_, n) => ({ kind: "risk", ref: `R${n + 1}`, title: `Risk number ${n + 1}`, notes: [{ text: "Discussed" }] }));
  return JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Large" }, items });
};

test("what was edited by hand in a file is settled before it is merged", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const before = await snapshot(page);
  const dialog = page.getByRole("dialog", { name: "Settle what was edited by hand" });
  await choose(page, "theirs.raid.json", byHand(before));
  await merge(page);
  await dialog.getByText(/theirs\.raid\.json was edited by hand/).waitFor();
  await dialog.getByText(/Written by hand/).waitFor();
  await dialog.getByRole("button", { name: "Do not merge" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await snapshot(page), before);
  for (const [answer, brought] of [["Put back what the history says", /nothing that was not here already/], ["Keep these edits", /It brought 1 change/]]) {
    await choose(page, "theirs.raid.json", byHand(before));
    await merge(page);
    await dialog.getByRole("button", { name: answer }).click();
    const report = page.getByRole("dialog", { name: "What the merge brought" });
    await report.getByText(brought).waitFor();
    await page.keyboard.press("Escape");
    await report.waitFor({ state: "detached" });
  }
  await flush(page);
  await page.reload();
  await drawn(page);
  const kept = JSON.parse(await snapshot(page));
  assert.equal(kept.log.at(-1).fact, "item.edited");
  assert.ok(kept.items.some(item => JSON.stringify(item).includes("Written by hand")));
  assert.deepEqual(faults, []);
  await close();
});

test("what was edited by hand in the register that is open is settled before a merge", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const before = await snapshot(page);
  assert.equal(await load(page, byHand(before)), null);
  await choose(page, "theirs.raid.json", before);
  await merge(page);
  const dialog = page.getByRole("dialog", { name: "Settle what was edited by hand" });
  await dialog.getByText(/This register’s file was edited by hand/).waitFor();
  await dialog.getByRole("button", { name: "Put back what the history says" }).click();
  await page.getByRole("dialog", { name: "What the merge brought" }).getByText(/nothing that was not here already/).waitFor();
  assert.equal(await snapshot(page), before);
  assert.deepEqual(faults, []);
  await close();
});

test("a merge of many records can be stopped, and what is done meanwhile stays", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const before = await snapshot(page);
  await choose(page, "large.raid.json", large(3000));
  // Pressed as soon as it is there, however fast the machine.
  await page.evaluate(() => {
    const root = document.querySelector("raid-register").shadowRoot;
    const press = () => [...root.querySelectorAll(".reading button")].filter(button => button.textContent === "Stop").forEach(button => button.click());
    new MutationObserver(press).observe(root, { childList: true, subtree: true });
  });
  await merge(page);
  await page.getByText("Stopped: nothing of large.raid.json was merged").first().waitFor();
  assert.equal(await snapshot(page), before);
  assert.deepEqual(faults, []);
  await close();
});

test("many records are merged while the page is used", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const own = JSON.parse(await snapshot(page)).items.length;
  await choose(page, "large.raid.json", large(3000));
  await merge(page);
  // Whoever goes on is not in its way, nor lost by it.
  await page.evaluate(() => document.querySelector("raid-register").merge({ format: "raid-register", formatVersion: 1, register: { title: "Small" }, items: [{ kind: "issue", title: "Meanwhile" }] }));
  await page.getByRole("dialog", { name: "What the merge brought" }).getByText(/It brought/).waitFor();
  await flush(page);
  await page.reload();
  await drawn(page);
  const kept = JSON.parse(await snapshot(page)).items;
  assert.equal(kept.length, own + 3001);
  assert.ok(kept.some(item => item.title === "Meanwhile"));
  assert.deepEqual(faults, []);
  await close();
});

// Fewer are kept singly, in parts; more than a quarter of all that happened, by writing all of it.
for (const count of [700, 6000]) {
  test(`what a merge of ${count} records brings reaches the host in parts, this browser, and another tab`, async () => {
    const { open, close, faults } = await profile(shared);
    const [page, other] = [await open(), await open()];
    await page.evaluate(() => {
      window.told = [];
      document.querySelector("raid-register").addEventListener("raid-change", event => window.told.push(event.detail.events.map(fact => fact.id)));
    });
    const facts = async () => JSON.parse(await snapshot(page)).log.map(fact => fact.id);
    const before = new Set(await facts());
    await page.evaluate(text => document.querySelector("raid-register").merge(text), large(count));
    await flush(page);
    const brought = (await facts()).filter(id => !before.has(id));
    await page.waitForFunction(count => window.told.flat().length >= count, brought.length);
    const told = await page.evaluate(() => window.told);
    assert.ok(told.every(part => part.length <= 500), `parts of ${told.map(part => part.length)}`);
    assert.deepEqual(told.flat().sort(), brought.sort());
    const whole = await snapshot(page);
    await other.waitForFunction(async whole => await document.querySelector("raid-register").save() === whole, whole, { polling: 200 });
    await page.reload();
    await drawn(page);
    assert.equal(await snapshot(page), whole);
    assert.deepEqual(faults, []);
    await close();
  });
}
