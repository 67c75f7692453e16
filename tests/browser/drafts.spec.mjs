// Half-typed words: whichever way a form goes, they are kept as a draft at their record, or asked about.

import { test } from "node:test";
import { assert, drawn, flush, load, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();
const alert = page => page.getByRole("alert");
const go = (page, view) => page.evaluate(view => document.querySelector("raid-register").go(view), view);
const addNote = page => region(page, "Notes").getByRole("button", { name: "Add a note" }).click();
const noteBox = page => page.getByRole("textbox", { name: /note/i });
const OTHER = JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Another" }, items: [{ kind: "risk", ref: "R1", title: "T" }] });

test("Escape and Cancel put what was typed aside, and the form goes on with it or throws it away", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const before = await snapshot(page);
  for (const leave of [() => noteBox(page).press("Escape"), () => page.getByRole("button", { name: "Cancel" }).click()]) {
    await addNote(page);
    await noteBox(page).fill("Half a note");
    await leave();
    await page.getByText("Note: not saved. What you typed waits where it was").first().waitFor();
    await page.getByRole("button", { name: "Go on with the note" }).click();
    assert.equal(await noteBox(page).inputValue(), "Half a note");
    await page.getByRole("button", { name: "Throw it away" }).click();
    assert.equal(await noteBox(page).inputValue(), "");
    await noteBox(page).press("Escape");
    await region(page, "Notes").getByRole("button", { name: "Add a note" }).waitFor();
  }
  assert.equal(await snapshot(page), before);
  await page.getByRole("button", { name: "Edit title" }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("Half a title");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Go on with title" }).click();
  await page.getByRole("textbox", { name: "Title" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Half a title" }).waitFor();
  await page.getByRole("button", { name: "Edit title" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a reload of the page keeps what was half typed in a note, a step, an assessment and a dialog", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  await addNote(page);
  await noteBox(page).fill("Typed before the fault");
  await page.getByRole("button", { name: "Add a step" }).click();
  await page.locator("#item-step-text").fill("Agree the plan");
  await page.getByRole("button", { name: "Assess…" }).click();
  await page.locator("#item-assess-why").fill("Because of the data cut");
  await page.reload();
  await drawn(page);
  await alert(page).getByText("R525, Note: what you typed is not kept yet").waitFor().catch(() => {});
  assert.equal(await noteBox(page).inputValue(), "Typed before the fault");
  await page.getByRole("button", { name: "Add a step" }).click();
  assert.equal(await page.locator("#item-step-text").inputValue(), "Agree the plan");
  await page.getByRole("button", { name: "Assess…" }).click();
  assert.equal(await page.locator("#item-assess-why").inputValue(), "Because of the data cut");
  await page.getByRole("button", { name: "Strike out…" }).click();
  const dialog = page.getByRole("dialog", { name: "Strike out R525" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Raised by mis");
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Strike out…" }).click();
  await dialog.getByText("What you had typed before is here again").waitFor();
  assert.equal(await dialog.getByRole("textbox", { name: "Reason" }).inputValue(), "Raised by mis");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Raised by mistake");
  await dialog.getByRole("button", { name: "Strike out" }).click();
  await page.getByText(/struck out; undo brings it back/).first().waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Strike out…" }).click();
  assert.equal(await dialog.getByRole("textbox", { name: "Reason" }).inputValue(), "", "what was kept is no draft any more");
  assert.deepEqual(faults, []);
  await close();
});

test("a dialog that goes because the page goes elsewhere leaves its words, and one that is answered leaves none", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  await page.getByRole("button", { name: /change status/ }).click();
  const status = page.getByRole("dialog", { name: "Change status" });
  await status.getByRole("textbox", { name: "Reason" }).fill("Half a reason");
  await page.waitForTimeout(1100);
  await go(page, "item/R127");
  await alert(page).getByText("Change status: what you typed is not kept yet").waitFor();
  await page.getByRole("button", { name: /change status/ }).click();
  assert.equal(await status.getByRole("textbox", { name: "Reason" }).inputValue(), "", "that is another record’s");
  await page.keyboard.press("Escape");
  await go(page, "item/R525");
  await page.getByRole("button", { name: /change status/ }).click();
  assert.equal(await status.getByRole("textbox", { name: "Reason" }).inputValue(), "Half a reason");
  // Thrown away on purpose, asked once.
  await page.keyboard.press("Escape");
  await status.getByText("Press again to throw away what you typed").waitFor().catch(() => {});
  await page.keyboard.press("Escape");
  await status.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /change status/ }).click();
  assert.equal(await status.getByRole("textbox", { name: "Reason" }).inputValue(), "");
  await page.keyboard.press("Escape");
  // A record that is being raised outlives a reload too.
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  const raise = page.getByRole("dialog", { name: "Raise a risk" });
  await raise.getByRole("textbox", { name: /^Title/ }).fill("A risk that is half written");
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  assert.equal(await raise.getByRole("textbox", { name: /^Title/ }).inputValue(), "A risk that is half written");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "A risk that is half written" }).waitFor();
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  assert.equal(await raise.getByRole("textbox", { name: /^Title/ }).inputValue(), "");
  assert.deepEqual(faults, []);
  await close();
});

test("a draft waits for its register while another is open, also in another tab", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const whole = await snapshot(page);
  await addNote(page);
  await noteBox(page).fill("Of the first register");
  const other = await open();
  assert.equal(await load(other, OTHER), null);
  await flush(other);
  await page.getByRole("banner").getByText("Another").first().waitFor();
  assert.equal(await load(page, whole), null);
  await go(page, "item/R525");
  await noteBox(page).waitFor();
  assert.equal(await noteBox(page).inputValue(), "Of the first register");
  assert.deepEqual(faults, []);
  await close();
});

test("a cell that is left by Escape keeps its words at the record", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk&q=R525");
  const row = page.getByRole("grid").getByRole("row").filter({ hasText: "R525" });
  await row.focus();
  await page.keyboard.press("F2");
  await page.locator("#list-cell-field").fill("Half a title");
  await page.keyboard.press("Escape");
  await page.locator("#list-cell-field").waitFor({ state: "detached" });
  assert.equal(await page.getByRole("grid").getByText("Half a title").count(), 0);
  await go(page, "item/R525");
  await page.getByRole("button", { name: "Go on with title" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Title" }).inputValue(), "Half a title");
  assert.deepEqual(faults, []);
  await close();
});
