// The main job, as a newcomer does it: find R525, lower its impact with a reason, see it in the history, reload, export,
// open the export in another profile, export it there: the same bytes.

import { test } from "node:test";
import { ADDRESS, assert, drawn, exported, flush, profile, region, rows, saved, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

// In no other entry of the history: a text is waited for without regard to its case.
const REASON = "Most MPANs can be migrated before M15 without the Large Suppliers";

async function lowerImpact(page) {
  await region(page, "Assessment").getByRole("button", { name: "Assess…" }).click();
  const form = page.getByRole("form", { name: "Assess" });
  await form.getByLabel("Impact", { exact: true }).selectOption("4");
  await form.getByLabel("Reason").fill(REASON);
  await form.getByRole("button", { name: "Record as agreed" }).click();
}

test("a newcomer finds R525, lowers its impact, and the bytes travel", async () => {
  const first = await profile(shared);
  const page = await first.open();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("R525");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();

  await lowerImpact(page);
  // Agreeing on figures ends the proposal that spoke of them: two facts of one step.
  const newest = region(page, "History").getByRole("listitem").filter({ hasText: /impact 5 → 4/i }).first();
  // The history follows after the frame that shows the change.
  await newest.filter({ hasText: REASON }).waitFor();
  assert.match(await newest.textContent(), new RegExp(REASON));
  await flush(page);
  await saved(page);

  await page.reload();
  await drawn(page);
  await newest.filter({ hasText: REASON }).waitFor();

  const out = await exported(page);
  assert.match(out.name, /^mhhs-programme-register-\d{4}-\d\d-\d\d\.raid\.json$/);

  const second = await profile(shared);
  const other = await second.open("#list");
  await other.getByRole("button", { name: "Files" }).click();
  const [chooser] = await Promise.all([other.waitForEvent("filechooser"), other.getByRole("button", { name: /^Open a file/ }).click()]);
  await chooser.setFiles({ name: out.name, mimeType: "application/json", buffer: out.bytes });
  const dialog = other.getByRole("dialog");
  await dialog.getByText("MHHS Programme register").first().waitFor();
  await dialog.getByRole("button", { name: /^Open/ }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(other);
  const again = await exported(other);
  assert.ok(again.bytes.equals(out.bytes), "the second export differs from the first");
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.close();
  await second.close();
});

test("undo and redo are new facts, and the history keeps them", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const before = JSON.parse(await snapshot(page));
  await lowerImpact(page);
  await flush(page);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await flush(page);
  await page.getByRole("button", { name: /^Redo/ }).click();
  await flush(page);
  const after = JSON.parse(await snapshot(page));
  // Each step is two facts: the figures, and the end of the proposal that spoke of them.
  assert.equal(after.log.length, before.log.length + 6);
  assert.deepEqual(after.log.slice(0, before.log.length), before.log);
  const risk = after.items.find(item => item.ref === "R525");
  assert.equal(risk.assessment.impact, 4);
  assert.deepEqual(faults, []);
  await close();
});

test("only our own files are requested", async () => {
  const { open, close, requests } = await profile(shared);
  const page = await open();
  await page.getByRole("navigation", { name: "Register" }).getByRole("link", { name: /^All records/ }).click();
  await rows(page).nth(3).waitFor();
  const strange = requests.filter(url => !url.startsWith(new URL(ADDRESS).origin));
  assert.deepEqual(strange, []);
  // Each once for the page, and the page's files once more for work without a network.
  const times = new Map();
  for (const url of requests) times.set(url, (times.get(url) ?? 0) + 1);
  assert.ok(times.size < 16 && [...times.values()].every(count => count <= 3), `${requests.length} requests: ${requests.join(" ")}`);
  await close();
});

test("going on with a form that was nearly put away raises nothing", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Alt+Shift+n");
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Raise a risk" });
  const title = form.getByLabel(/^Title/);
  const stay = form.getByRole("button", { name: "Go on typing" });
  await title.fill("Half of a ri");
  for (const goOn of [() => stay.click(), () => stay.press("Enter"), () => stay.press("Space")]) {
    await title.press("Escape");
    await goOn();
    await stay.waitFor({ state: "detached" });
    assert.equal(await title.inputValue(), "Half of a ri");
  }
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.getByRole("button", { name: "Throw it away" }).click();
  await form.waitFor({ state: "detached" });
  assert.doesNotMatch(await snapshot(page), /Half of a ri/);
  assert.deepEqual(faults, []);
  await close();
});

test("the tab says where the person is, and in which register", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#item/R525");
  const says = title => page.waitForFunction(title => document.title === title, title);
  await says("R525 – MHHS Programme register");
  await page.getByRole("navigation", { name: "Register" }).getByRole("link", { name: /^Change requests/ }).click();
  await says("Change requests – MHHS Programme register");
  await page.goBack();
  await says("R525 – MHHS Programme register");
  await page.getByRole("button", { name: /, rename$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title of the register").fill("Renamed");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await says("R525 – Renamed");
  await close();
});

test("who has not said who they are hears once under which name a change is recorded", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#item/R525");
  const said = page.getByText("say who you are in Settings");
  const retitle = async title => {
    await page.getByRole("button", { name: "Edit title" }).click();
    await page.getByLabel("Title", { exact: true }).fill(title);
    await page.keyboard.press("Enter");
  };
  await retitle("A first change");
  await page.getByText("Title changed. Recorded as “Register user”: say who you are in Settings").first().waitFor();
  await retitle("A second change");
  await page.getByText("Title changed", { exact: true }).waitFor();
  assert.equal(await said.count(), 0);
  await close();
});
