// A file of this register in a person's hands: it is merged unless they ask otherwise, what was replaced comes back by one
// button, what two people set differently is settled, and what a party decides can be left out.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { assert, drawn, flush, leaveSettings, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it is shown now. */
async function found(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { rules: { "skip-link": { enabled: false } }, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(" | ")}`);
}

const choose = (page, name, text) =>
  page.locator("raid-register input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const dialogOf = page => page.getByRole("dialog", { name: "Open this register?" });
const report = page => page.getByRole("dialog", { name: "What the merge brought" });

async function note(page, words) {
  await region(page, "Notes").getByRole("button", { name: "Add a note" }).click();
  await page.getByRole("textbox", { name: /note/i }).fill(words);
  await page.keyboard.press("Control+Enter");
  await flush(page);
}

async function edit(page, field, words) {
  await page.getByRole("button", { name: new RegExp(`^(Edit|Add) ${field}$`, "i") }).click();
  const box = page.getByRole("textbox", { name: new RegExp(`^${field}$`, "i") });
  await box.fill(words);
  await box.press("Enter");
  await flush(page);
}

async function user(page, name) {
  await page.evaluate(name => document.querySelector("raid-register").setAttribute("user", name), name);
}

const setsCustodian = async (page, gives) => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: "This copy gives out reference numbers" }).setChecked(gives);
  await leaveSettings(page);
  await flush(page);
};

test("an older copy of the register that is open is merged by Enter, and nothing newer is lost", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const older = await snapshot(page);
  await note(page, "Newer than the copy");
  await choose(page, "older.raid.json", older);
  const dialog = dialogOf(page);
  await dialog.getByText(/1 change since .* is not in this file/).waitFor();
  assert.equal(await dialog.locator(".button--primary").count(), 1);
  assert.equal(await dialog.locator(".button--primary").innerText(), "Merge into this register");
  assert.equal(await dialog.getByRole("radio").count(), 0);
  await page.keyboard.press("Enter");
  await report(page).getByText(/nothing that was not here already/).waitFor();
  await page.keyboard.press("Escape");
  assert.match(await snapshot(page), /Newer than the copy/);
  assert.deepEqual(faults, []);
  await close();
});

test("what an older copy was opened in place of comes back by one button, and numbering stays where it was", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const older = await snapshot(page);
  await note(page, "Left behind by the copy");
  const whole = await snapshot(page);
  await choose(page, "older.raid.json", older);
  await dialogOf(page).getByRole("button", { name: "Open instead" }).click();
  const notice = page.getByRole("alert").getByText(/1 change that was here is not in it/);
  await notice.waitFor();
  await flush(page);
  assert.equal(await snapshot(page), older);
  // Who gave out numbers still does.
  await page.getByRole("button", { name: "Settings" }).click();
  assert.ok(await page.getByRole("checkbox", { name: "This copy gives out reference numbers" }).isChecked());
  await leaveSettings(page);
  await note(page, "Written in the older copy");
  await page.getByRole("button", { name: "Bring back" }).click();
  await notice.waitFor({ state: "detached" });
  await flush(page);
  assert.equal(await snapshot(page), whole);
  await page.reload();
  await drawn(page);
  assert.equal(await snapshot(page), whole);
  // What was written meanwhile is kept too.
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: /^Earlier registers/ }).click();
  await page.getByRole("dialog", { name: "Earlier registers" }).getByText(/1 change\./).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

/** Two people set the title of R525, and this one has merged the other's copy. */
async function inConflict(options) {
  const theirs = await profile(shared);
  const page = await theirs.open("#item/R525");
  await user(page, "Test Manager");
  await edit(page, "title", "Testing");
  const text = await snapshot(page);
  await theirs.close();
  const ours = await profile(shared, options);
  const here = await ours.open("#item/R525");
  await user(here, "Programme (PMO)");
  await edit(here, "title", "Migration");
  await choose(here, "theirs.raid.json", text);
  await dialogOf(here).getByRole("button", { name: "Merge into this register" }).click();
  await report(here).getByText("In 1 record two people changed the same, and nobody has settled it yet.").waitFor();
  return { ...ours, here, text };
}

const panel = page => page.getByRole("region", { name: "Two people changed the same" });

test("a conflict is counted, shown with both values and names, and settled for every copy", async () => {
  const { here, text, close, faults } = await inConflict();
  await report(here).getByRole("button", { name: "Look at them" }).click();
  await here.getByRole("heading", { level: 1 }).first().waitFor();
  assert.match(here.url(), /list\?conflicts=1/);
  await here.getByRole("grid").getByText("R525").first().waitFor();
  // Merged once more, it is open still.
  await choose(here, "theirs.raid.json", text);
  await dialogOf(here).getByRole("button", { name: "Merge into this register" }).click();
  await report(here).getByText("In 1 record two people changed the same").waitFor();
  await here.keyboard.press("Escape");
  // After a reload it is found in the history while nobody waits.
  await flush(here);
  await here.reload();
  await drawn(here);
  await here.getByRole("banner").getByText(/1 record holds an open conflict/).waitFor();
  await here.evaluate(() => document.querySelector("raid-register").go("overview"));
  await here.getByRole("main").getByText(/1 record holds an open conflict/).waitFor();
  await here.evaluate(() => document.querySelector("raid-register").go("item/R525"));
  const shown = panel(here);
  for (const words of [/Testing/, /Migration/, /Test Manager/, /Programme \(PMO\)/]) await shown.getByText(words).first().waitFor();
  await shown.getByRole("button", { name: /^Take that/ }).click();
  await shown.waitFor({ state: "detached" });
  await flush(here);
  assert.equal(await here.getByText(/holds an open conflict/).count(), 0);
  const settled = await snapshot(here);
  // Undo opens it again.
  await here.keyboard.press("Control+z");
  await shown.waitFor();
  await here.keyboard.press("Control+Shift+z");
  await shown.waitFor({ state: "detached" });
  const third = await profile(shared);
  const page = await third.open("#item/R525");
  await choose(page, "theirs.raid.json", text);
  await dialogOf(page).getByRole("button", { name: "Merge into this register" }).click();
  await report(page).getByRole("button", { name: "Close" }).last().click();
  await report(page).waitFor({ state: "detached" });
  await choose(page, "settled.raid.json", settled);
  await dialogOf(page).getByRole("button", { name: "Merge into this register" }).click();
  await report(page).waitFor();
  assert.match(await report(page).innerText(), /Nothing needs your attention\./);
  await page.keyboard.press("Escape");
  assert.equal(await panel(page).count(), 0);
  assert.deepEqual([faults, third.faults], [[], []]);
  await third.close();
  await close();
});

test("two titles of the register are both shown until somebody settles which one stays", async () => {
  const rename = async (page, title) => {
    await page.getByTitle("Rename this register").click();
    await page.getByRole("textbox", { name: "Title of the register" }).fill(title);
    await page.keyboard.press("Enter");
    await flush(page);
  };
  const theirs = await profile(shared);
  const there = await theirs.open();
  await user(there, "Test Manager");
  await rename(there, "Testing register");
  const text = await snapshot(there);
  await theirs.close();
  const { open, close, faults } = await profile(shared);
  const page = await open();
  await user(page, "Programme (PMO)");
  await rename(page, "Programme register");
  await choose(page, "theirs.raid.json", text);
  await dialogOf(page).getByRole("button", { name: "Merge into this register" }).click();
  await report(page).getByText(/Title was changed from “MHHS Programme register”/).waitFor();
  await page.keyboard.press("Escape");
  const line = page.getByText("Two people changed the register’s title or scheme, and nobody has settled it");
  await line.waitFor();
  // After a reload it is found in the history while nobody waits.
  await flush(page);
  await page.reload();
  await drawn(page);
  await line.click();
  const sides = page.getByRole("group", { name: "Title" });
  const values = await sides.getByRole("listitem").allInnerTexts();
  assert.ok(values.some(value => /Testing register[^]*Test Manager/.test(value)) && values.some(value => /Programme register[^]*Programme \(PMO\)/.test(value)), values.join());
  assert.deepEqual(await found(page), []);
  const stood = JSON.parse(await snapshot(page)).register.title;
  await sides.getByRole("button", { name: /^Take that/ }).click();
  await line.waitFor({ state: "detached" });
  const other = { "Testing register": "Programme register", "Programme register": "Testing register" }[stood];
  assert.equal(JSON.parse(await snapshot(page)).register.title, other);
  await page.keyboard.press("Control+z");
  await line.waitFor();
  await line.click();
  await sides.getByRole("button", { name: /^Keep this/ }).click();
  await line.waitFor({ state: "detached" });
  assert.equal(JSON.parse(await snapshot(page)).register.title, stood);
  assert.deepEqual(faults, []);
  await close();
});

test("saving the value that stands settles a conflict", async () => {
  const { here, close, faults } = await inConflict();
  await report(here).getByRole("button", { name: "Close" }).last().click();
  await panel(here).waitFor();
  await here.getByRole("button", { name: "Edit title" }).click();
  await here.getByRole("textbox", { name: "Title" }).press("Enter");
  await panel(here).waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await close();
});

test("what a party decides is listed before a merge, can be left out, and comes in with a later one", async () => {
  const theirs = await profile(shared);
  const page = await theirs.open("#item/R525");
  await setsCustodian(page, false);
  await user(page, "Party");
  await note(page, "Written by the party");
  await page.getByTitle("Rename this register").click();
  await page.getByRole("textbox", { name: "Title of the register" }).fill("The party’s title");
  await page.keyboard.press("Enter");
  await flush(page);
  const text = await snapshot(page);
  await theirs.close();
  const ours = await profile(shared);
  const here = await ours.open("#item/R525");
  const title = JSON.parse(await snapshot(here)).register.title;
  await choose(here, "theirs.raid.json", text);
  await dialogOf(here).getByText(/register renamed: .* → The party’s title/).waitFor();
  await here.getByRole("checkbox", { name: "Leave these out" }).check();
  await dialogOf(here).getByRole("button", { name: "Merge into this register" }).click();
  await report(here).getByText("It brought 1 change").waitFor();
  await report(here).getByText(/was left out\. Merge it again/).waitFor();
  await here.keyboard.press("Escape");
  assert.equal(JSON.parse(await snapshot(here)).register.title, title);
  assert.match(await snapshot(here), /Written by the party/);
  assert.doesNotMatch(await snapshot(here), /The party’s title/);
  await choose(here, "theirs.raid.json", text);
  await dialogOf(here).getByText(/register renamed/).waitFor();
  await here.keyboard.press("Escape");
  await choose(here, "theirs.raid.json", text);
  await dialogOf(here).getByRole("button", { name: "Merge into this register" }).click();
  await report(here).getByText("The register is called “The party’s title” now").waitFor();
  assert.deepEqual(ours.faults, []);
  await ours.close();
});

for (const colorScheme of ["light", "dark"])
  for (const width of [1440, 390])
    test(`axe finds nothing where there is a conflict, and in what is asked about a file: ${colorScheme}, ${width}`, async () => {
      const { here, text, close } = await inConflict({ colorScheme, reducedMotion: "reduce", viewport: { width, height: 860 } });
      assert.deepEqual(await found(here), [], "report");
      await report(here).getByRole("button", { name: "Close" }).last().click();
      await panel(here).waitFor();
      assert.deepEqual(await found(here), [], "record");
      await setsCustodian(here, true);
      await choose(here, "theirs.raid.json", text);
      await dialogOf(here).waitFor();
      assert.deepEqual(await found(here), [], "preview");
      await dialogOf(here).getByRole("button", { name: "Open instead" }).click();
      await here.getByRole("button", { name: "Bring back" }).waitFor();
      assert.deepEqual(await found(here), [], "notice");
      await here.getByRole("button", { name: "Bring back" }).click();
      await here.evaluate(() => document.querySelector("raid-register").go("overview"));
      await here.getByRole("main").getByText(/1 record holds an open conflict/).waitFor();
      assert.deepEqual(await found(here), [], "overview");
      await close();
    });
