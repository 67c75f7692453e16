// The set-up of a programme: its groups, the parties it asks, and the words it offers, changed by a person.

import { test } from "node:test";
import { assert, drawn, profile, saved, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

async function lists(page) {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Change the lists…" }).click();
  const dialog = page.getByRole("dialog", { name: "The programme’s lists" });
  await dialog.waitFor();
  return dialog;
}

const scheme = async page => JSON.parse(await snapshot(page)).scheme;

test("the programme's lists are changed together, say what is wrong and where, and are taken back in one step", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  const before = await scheme(page);
  const dialog = await lists(page);
  await dialog.getByLabel("Groups").fill("BOARD Programme Board\nUSERS User Group\nboard Another");
  await dialog.getByLabel("Constituencies, or parties").fill("Contractor A\nContractor B\n\n");
  await dialog.getByLabel("Days to answer").fill("5");
  await dialog.getByRole("button", { name: "Save the lists" }).click();
  await dialog.getByText("“board” stands in lines 1 and 3").waitFor();
  assert.equal(await dialog.getByLabel("Groups").getAttribute("aria-invalid"), "true");
  assert.deepEqual(await scheme(page), before, "nothing was kept");

  // What records have is told before it goes out of what is offered.
  await dialog.getByLabel("Groups").fill("BOARD Programme Board\nUSERS User Group");
  await dialog.getByRole("button", { name: "Save the lists" }).click();
  await dialog.getByText(/^Still in use: .*\d+ records have “TMAG”/).waitFor();
  assert.deepEqual(await scheme(page), before);
  await dialog.getByRole("button", { name: "Save the lists all the same" }).click();
  await dialog.waitFor({ state: "detached" });
  const after = await scheme(page);
  assert.deepEqual(after.groups, [{ code: "BOARD", name: "Programme Board" }, { code: "USERS", name: "User Group" }]);
  assert.deepEqual([after.lists, after.responseWindow], [{ constituencies: ["Contractor A", "Contractor B"] }, 5]);
  assert.equal(after.version, before.version + 1);

  // It is there after a reload, and offered.
  await saved(page);
  await page.reload();
  await drawn(page);
  const again = await lists(page);
  assert.equal(await again.getByLabel("Constituencies, or parties").inputValue(), "Contractor A\nContractor B");
  await page.keyboard.press("Escape");
  await again.waitFor({ state: "detached" });

  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.waitForFunction(async () => JSON.parse(await document.querySelector("raid-register").save()).scheme.groups.length > 2);
  assert.deepEqual((await scheme(page)).groups, before.groups);
  assert.deepEqual(faults, []);
  await close();
});
