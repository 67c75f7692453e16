// The jobs of the README by keyboard alone: no test in here touches the mouse, but for what the browser's own file dialog does.

import { test } from "node:test";
import { assert, drawn, flush, load, profile, region, snapshot, withBrowser } from "./page.mjs";
import { choose, handedOut, press, reach, write } from "./keys.mjs";

const shared = withBrowser();

const dialogOf = page => page.getByRole("dialog");
const gone = page => dialogOf(page).waitFor({ state: "detached" }).catch(async () => assert.fail(await dialogOf(page).innerText()));
const next = page => region(page, "What comes next");
const state = page => page.locator("button.item__status").innerText().then(words => words.split("\n")[0].trim());
const field = (place, label) => place.getByLabel(new RegExp(`^${label}( \\(required\\))?$`)).and(place.locator("input, select, textarea"));

/** Presses a step and answers its dialog: texts by label, lists of choices by `{ pick }`, closed parts by `{ open }`. */
async function step(page, button, answers, last) {
  const dialog = dialogOf(page);
  await press(page, page.getByRole("button", { name: button }).first());
  await dialog.waitFor();
  for (const [label, answer] of Object.entries(answers)) {
    if (answer.open) await press(page, dialog.locator("summary", { hasText: label }));
    else if (answer.pick) await choose(page, field(dialog, label), answer.pick);
    else await write(page, field(dialog, label), answer);
  }
  await press(page, dialog.getByRole("button", { name: last, exact: true }));
  await gone(page);
  await flush(page);
}

test("an assessment is agreed, and the register travels to another browser and back out", async () => {
  const first = await profile(shared);
  const page = await first.open();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("R525");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  await press(page, region(page, "Assessment").getByRole("button", { name: "Assess…" }));
  const form = page.getByRole("form", { name: "Assess" });
  await reach(page, form.getByLabel("Impact", { exact: true }));
  await page.keyboard.press("ArrowUp");
  await write(page, form.getByLabel("Reason"), "By keyboard");
  await press(page, form.getByRole("button", { name: "Record as agreed" }));
  await region(page, "History").getByText(/impact 5 → 4/i).first().waitFor();
  await flush(page);
  const out = await handedOut(page, async () => {
    await press(page, page.getByRole("button", { name: "Files" }));
    await press(page, page.getByRole("button", { name: /^Export everything/ }));
  });

  const second = await profile(shared);
  const other = await second.open("#list");
  await press(other, other.getByRole("button", { name: "Files" }));
  const [chooser] = await Promise.all([other.waitForEvent("filechooser"), press(other, other.getByRole("button", { name: /^Open a file/ }))]);
  await chooser.setFiles({ name: out.name, mimeType: "application/json", buffer: out.bytes });
  await press(other, dialogOf(other).getByRole("button", { name: /^Open/ }));
  await gone(other);
  await flush(other);
  assert.equal(await other.evaluate(() => Boolean(document.querySelector("raid-register").shadowRoot.activeElement)), true, "the focus is not lost with the dialog");
  const again = await handedOut(other, () => other.keyboard.press("Control+Shift+s"));
  assert.ok(again.bytes.equals(out.bytes), "the second export differs from the first");
  assert.deepEqual([...first.faults, ...second.faults], []);
  await first.close();
  await second.close();
});

test("a change request is submitted, decided upon, issued and answered, and its dates handed out", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const request = {
    kind: "changeRequest", ref: "CR050", title: "Use the existing report", status: "Draft", changeRaiser: "NGESO", description: "Use P0210", justification: "One receiver",
    impactedArtefacts: ["P0210"], changeType: "Design", decisionBody: "DAG", releaseType: "Minor", inSitScope: "tbc", releaseDate: "tbc", outlookOwner: "Programme", papersOn: "2023-10-04",
  };
  const meeting = { kind: "meeting", ref: "DAG029", title: "DAG029", group: "DAG", heldOn: "2023-10-11" };
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "DAG" }, changeRequests: [request], meetings: [meeting] })), null);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("CR050");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: request.title }).waitFor();

  await press(page, next(page).getByRole("button", { name: "Add Issue statement" }));
  await page.keyboard.type("Two reports say the same");
  await page.keyboard.press("Control+Enter");
  await flush(page);
  await step(page, "Submit…", { "Submitted on": "2 October 2023" }, "Submit");
  await step(page, "Validate…", { Since: "3 October 2023" }, "Change status");
  await press(page, next(page).getByRole("button", { name: "Add Target decision" }));
  await page.keyboard.type("meeting DAG029");
  await page.keyboard.press("Enter");
  await flush(page);
  await step(page, "Put to a meeting for the first decision…", { Since: "4 October 2023" }, "Change status");
  await step(page, "Record the decision…", {
    "Decided by": "Chair", "In the capacity of": "SRO, as delegated to the DAG Chair", "Objections invited": { pick: "Yes" }, Objections: "None received",
  }, "Record the decision");
  await step(page, "Issue to impact assessment…", { "Issued on": "13 October 2023", "Who is asked": "Elexon, DNO" }, "Issue");
  assert.equal(await state(page), "In impact assessment");
  await step(page, "Add a response…", { Party: "Elexon", Constituency: "Elexon", Position: { pick: "Support" }, "Received on": "20 October 2023" }, "Save response");

  await press(page, page.getByRole("navigation", { name: "Register" }).getByRole("link", { name: "Calendar" }));
  const every = await handedOut(page, () => press(page, page.getByRole("button", { name: "Every date (.ics)" })));
  assert.match(every.bytes.toString(), /DTSTART;VALUE=DATE:20231027[\s\S]*CR050/);
  const file = JSON.parse(await snapshot(page));
  assert.deepEqual(file.changeRequests[0].rounds.map(round => [round.issuedOn, round.closesOn]), [["2023-10-13", "2023-10-27"]]);
  assert.deepEqual(file.changeRequests[0].responses.map(response => response.party), ["Elexon"]);
  assert.equal(file.decisions.length, 1);
  assert.deepEqual(faults, []);
  await close();
});

test("a file is merged, and an earlier register opened again", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const text = await snapshot(page);
  const take = async bytes => {
    await page.keyboard.press("Tab");
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Control+o")]);
    await chooser.setFiles({ name: "theirs.raid.json", mimeType: "application/json", buffer: Buffer.from(bytes) });
    await dialogOf(page).waitFor();
  };
  await take(text);
  await press(page, dialogOf(page).getByRole("button", { name: "Merge into this register" }));
  const report = page.getByRole("dialog", { name: "What the merge brought" });
  await report.getByText(/nothing that was not here already/).waitFor();
  await press(page, report.getByRole("button", { name: "Close" }).last());
  await gone(page);

  await take(JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "Another register" } }));
  await press(page, dialogOf(page).getByRole("button", { name: "Open", exact: true }));
  await gone(page);
  await flush(page);
  await press(page, page.getByRole("button", { name: "Files" }));
  await press(page, page.getByRole("button", { name: /^Earlier registers/ }));
  await press(page, page.getByRole("dialog", { name: "Earlier registers" }).getByRole("button", { name: /^Open…/ }).first());
  await press(page, page.getByRole("dialog", { name: "Open this register?" }).getByRole("button", { name: "Open", exact: true }));
  await gone(page);
  await flush(page);
  assert.equal(await snapshot(page), text);
  assert.deepEqual(faults, []);
  await close();
});

test("a list's view is kept, and two of its rows are changed together", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#list?kind=risk");
  await press(page, page.getByRole("button", { name: "Views", exact: true }));
  await write(page, page.getByLabel("Save this list as"), "Mine");
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("button", { name: "Views", exact: true }));
  await reach(page, page.getByRole("button", { name: "Mine", exact: true }));
  await page.keyboard.press("Escape");
  await page.getByRole("group", { name: "Saved views" }).waitFor({ state: "detached" });

  await reach(page, page.locator("raid-register tr[role=row][tabindex='0']"));
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.getByText("2 selected", { exact: true }).waitFor();
  await press(page, page.getByRole("button", { name: /^Set owner|owner…$/i }));
  await page.keyboard.type("PMO");
  await page.keyboard.press("Enter");
  await gone(page);
  await flush(page);
  assert.equal(JSON.parse(await snapshot(page)).log.slice(-2).filter(event => event.field === "owner").length, 2);
  assert.deepEqual(faults, []);
  await close();
});

test("who types on right after Ctrl K loses no letter, even while the page is being drawn", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open();
  const taken = await page.evaluate(() => {
    const inside = document.querySelector("raid-register").shadowRoot;
    inside.querySelector(".app").dispatchEvent(new KeyboardEvent("keydown", { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, composed: true, cancelable: true }));
    return inside.activeElement?.id;
  });
  assert.equal(taken, "search");
  await page.keyboard.type("R525");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Suppliers with large portfolios/ }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a status is chosen and not only kept, and one Escape loses nothing that was typed", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  const before = await snapshot(page);
  const dialog = dialogOf(page);
  await press(page, page.getByRole("button", { name: /change status$/ }));
  await press(page, dialog.getByRole("button", { name: "Change status" }));
  await dialog.getByText("Choose a new status").waitFor();
  await page.waitForFunction(() => document.querySelector("raid-register").shadowRoot.activeElement?.id === "item-status-to");
  await page.keyboard.press("Escape");
  await gone(page);

  const said = dialog.getByRole("status").filter({ hasText: "Press again to throw away what you typed" });
  for (const away of ["Cancel", "Close", null]) {
    await press(page, page.getByRole("button", { name: /change status$/ }));
    await write(page, dialog.getByLabel(/^Reason/), "Half a reas");
    const putAway = () => away ? press(page, dialog.getByRole("button", { name: away, exact: true })) : page.keyboard.press("Escape");
    await putAway();
    await said.waitFor();
    await write(page, dialog.getByLabel(/^Reason/), "Half a reason");
    await said.waitFor({ state: "detached" });
    await putAway();
    await said.waitFor();
    assert.equal(await dialog.getByLabel(/^Reason/).inputValue(), "Half a reason");
    await putAway();
    await gone(page);
  }
  assert.equal(await snapshot(page), before);
  assert.deepEqual(faults, []);
  await close();
});
