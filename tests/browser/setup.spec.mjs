// The set-up of a programme: its groups, the parties it asks, and the words it offers, changed by a person.

import { test } from "node:test";
import { assert, drawn, frames, handedOut, leaveSettings, profile, saved, snapshot, withBrowser } from "./page.mjs";

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

  // What records have is told before it goes out of what is offered, whatever the list.
  const types = dialog.getByLabel("Types of change");
  const usual = await types.inputValue();
  await dialog.getByLabel("Groups").fill(before.groups.map(group => `${group.code} ${group.name}`).join("\n"));
  await types.fill(usual.replace("Design\n", ""));
  await dialog.getByRole("button", { name: "Save the lists" }).click();
  await dialog.getByText(/^Still in use: \d+ records have “Design”\. They keep it/).waitFor();
  await types.fill(usual);
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

async function begin(page, { title, preset, groups, user }) {
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: "Begin a register…" }).click();
  const dialog = page.getByRole("dialog", { name: "Begin a register" });
  await dialog.getByLabel("Name of the programme or project").fill(title);
  await dialog.getByLabel(preset, { exact: true }).check();
  if (groups) await dialog.getByLabel("Groups that meet and decide").fill(groups);
  if (user) await dialog.getByLabel("Who you are").fill(user);
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  return dialog;
}

test("another programme is set up from the beginning, and offers no word of the sample's", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  const dialog = await begin(page, { title: "Hospital build", preset: "General programme", groups: "BOARD Building Board\nboard Twice", user: "Programme office" });
  await dialog.getByText("“board” stands in lines 1 and 2").waitFor();
  await dialog.getByLabel("Groups that meet and decide").fill("BOARD Building Board\nCLIN Clinical Group");
  await dialog.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByText("“Hospital build” is set up as “General programme”. Groups: BOARD, CLIN.").waitFor();
  await page.getByRole("button", { name: "Raise the first risk" }).click();
  const raise = page.getByRole("dialog", { name: "Raise a risk" });
  await raise.getByLabel("Title").fill("The steel comes late");
  assert.match(await raise.getByLabel("Raised at").locator("..").innerText(), /CLIN030/);
  await page.keyboard.press("Control+Enter");
  await raise.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Change request" }).click();
  const request = page.getByRole("dialog", { name: "Raise a change request" });
  await request.getByLabel("Title").fill("A fifth theatre");
  const types = await request.getByLabel("Type", { exact: true }).locator("option").allInnerTexts();
  assert.deepEqual(types.slice(1), ["Scope", "Schedule", "Cost", "Quality", "Administrative"]);
  await page.keyboard.press("Control+Enter");
  await request.waitFor({ state: "detached" });
  await saved(page);
  await page.reload();
  await drawn(page);
  const file = await snapshot(page);
  for (const word of ["TMAG", "Ofgem", "The Clock", "SIT scope", "DINs"]) {
    // The set-up that it had for a moment stands in the event that changed it.
    assert.ok(!JSON.stringify({ ...JSON.parse(file), log: [] }).includes(word), word);
  }
  assert.ok(JSON.parse(file).log.some(event => event.fact === "item.raised" && event.by === "Programme office"));
  const shown = await page.locator("raid-register").evaluate(host => host.shadowRoot.textContent);
  for (const word of ["TMAG", "Ofgem", "SIT scope", "DINs"]) assert.ok(!shown.includes(word), word);
  assert.deepEqual(faults, []);
  await close();
});

test("kinds and fields are left out and renamed, and the set-up goes to another register as a file", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  await begin(page, { title: "Village hall", preset: "Small project" });
  await page.getByText("“Village hall” is set up as “Small project”").waitFor();
  const nav = page.getByRole("navigation", { name: "Register" });
  assert.equal(await nav.getByRole("link", { name: /^Change requests/ }).count(), 0);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Change kinds and fields…" }).click();
  const dialog = page.getByRole("dialog", { name: "Kinds and fields" });
  await dialog.getByLabel("Name of one of risks").fill("Worry");
  await dialog.getByLabel("Name of several of risks").fill("Worries");
  await dialog.getByLabel("Number begins with of risks").fill("I");
  await dialog.getByRole("button", { name: "Save kinds and fields" }).click();
  await dialog.getByText("Kinds: worries and issues would both be numbered I1, I2 …").waitFor();
  await dialog.getByLabel("Number begins with of risks").fill("W");
  await dialog.getByLabel("Use dependencies").uncheck();
  await dialog.getByLabel("Ask for category").uncheck();
  await dialog.getByLabel("Name of the field owner").fill("Who looks after it");
  await dialog.getByRole("button", { name: "Save kinds and fields" }).click();
  await dialog.waitFor({ state: "detached" });
  // The menu follows at once.
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  const offered = await page.locator("raid-register #raise-menu, raid-register .menu__list:not([hidden])").first().innerText();
  assert.match(offered, /^Worry\b/);
  assert.doesNotMatch(offered, /Dependency|Risk|Change request/);
  await page.keyboard.press("Escape");
  // A reference that others number leads where the set-up says.
  const words = await lists(page);
  await words.getByLabel("External references").fill("TICKET https://tickets.example/{id}");
  await words.getByRole("button", { name: "Save the lists" }).click();
  await words.waitFor({ state: "detached" });
  await nav.getByRole("link", { name: /^Worries/ }).click();
  assert.equal(await nav.getByRole("link", { name: /^Dependencies/ }).count(), 0);
  await page.getByRole("button", { name: "Raise a worry" }).click();
  const raise = page.getByRole("dialog", { name: "Raise a worry" });
  await raise.getByLabel("Title").fill("The roof leaks");
  await raise.getByLabel("Who looks after it").first().fill("Caretaker");
  assert.equal(await raise.getByLabel("Category").count(), 0);
  await page.keyboard.press("Control+Enter");
  await raise.waitFor({ state: "detached" });
  await page.getByText("Worry raised").waitFor();
  assert.equal(JSON.parse(await snapshot(page)).items[0].ref, "W1");
  await page.getByRole("button", { name: "Settings" }).click();
  const download = await handedOut(page, () => page.getByRole("button", { name: "Save the set-up as a file" }).click());
  await page.keyboard.press("Escape");
  const file = JSON.parse(download.bytes.toString("utf8"));
  assert.match(download.name, /^village-hall.*\.raid-setup\.json$/);
  assert.equal(file.format, "raid-register-setup");

  // It is compared with a preset and with a file.
  const comparison = await setting(page, "Compare it with another…", "Compare set-ups");
  await comparison.getByRole("combobox").selectOption("MHHS");
  await comparison.getByText("days to answer 5 → 10").waitFor();
  await comparison.locator("input[type=file]").setInputFiles({ name: "hall.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await comparison.getByText("Nothing is different there.").waitFor();
  await page.keyboard.press("Escape");

  // Another register is begun from it; a file that is none is refused in a sentence.
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: "Begin a register…" }).click();
  const again = page.getByRole("dialog", { name: "Begin a register" });
  await again.getByLabel("Name of the programme or project").fill("Sports hall");
  await again.getByLabel("Or a set-up from a file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await again.getByText(/^This is no set-up that can be read: /).waitFor();
  await again.getByLabel("Or a set-up from a file").setInputFiles({ name: "hall.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await again.getByText("From the file hall.json").waitFor();
  assert.equal(await again.getByLabel("Name of the programme or project").inputValue(), "Sports hall");
  await again.getByRole("button", { name: "Begin", exact: true }).click();
  await nav.getByRole("link", { name: /^Worries/ }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a change process is set up, says what is wrong, and the pages follow it", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  await begin(page, { title: "Hospital build", preset: "General programme" });
  await page.getByText("“Hospital build” is set up as “General programme”").waitFor();
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Change request" }).click();
  const request = page.getByRole("dialog", { name: "Raise a change request" });
  await request.getByLabel("Title").fill("A fifth theatre");
  await page.keyboard.press("Control+Enter");
  await request.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Change the change process…" }).click();
  const dialog = page.getByRole("dialog", { name: "Change process" });
  await dialog.getByLabel("Impact assessment", { exact: true }).first().uncheck();
  assert.ok(await dialog.getByLabel("First decision", { exact: true }).first().isDisabled(), "it goes with what it issues");
  await dialog.getByLabel("Name of the status Draft").fill("Sketch");
  await dialog.getByLabel("Name of the status Raised").fill("sketch");
  await dialog.getByLabel("Issue statement", { exact: true }).uncheck();
  await dialog.getByLabel("Wording of: Justification").fill("Say what it is good for");
  await dialog.getByLabel("What may be decided by Sponsor").fill("Every change");
  await dialog.getByRole("button", { name: "Save the change process" }).click();
  await dialog.getByText(/^Change process: “.*” and “.*” would both be called “sketch”$/i).waitFor();
  await dialog.getByLabel("Name of the status Raised").fill("");
  await dialog.getByRole("button", { name: "Save the change process" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual((await scheme(page)).process, {
    skippedStages: ["impactAssessment"],
    statusLabels: { Draft: "Sketch" },
    waivedRequirements: ["issueStatement"],
    requirementWording: { justification: "Say what it is good for" },
    authority: { Sponsor: "Every change" },
  });
  await page.evaluate(() => { location.hash = "#item/CR001"; });
  const next = page.getByRole("region", { name: "What comes next" });
  await next.getByText("Say what it is good for").waitFor();
  assert.equal(await next.getByText("State the issue").count(), 0);
  assert.deepEqual(await next.getByRole("list", { name: "Stages" }).getByRole("listitem").allTextContents(), ["Raised", "Approval", "Scheduled", "Implemented", "Closed"]);
  await page.getByRole("button", { name: /^Sketch.*change status/ }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("the settings are a page of what is set, searched, changed line by line, and left for what was looked at", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  await page.getByRole("button", { name: "Settings" }).click();
  assert.equal(await page.evaluate(() => location.hash), "#settings");
  const sections = page.locator("raid-register").getByRole("region");
  assert.equal(await sections.count(), 11);
  // A word of a list finds its line alone; a word of a section all of it.
  const search = page.getByLabel("Search the settings");
  await search.fill("the clock");
  await page.getByText("1 section", { exact: true }).waitFor();
  const words = page.getByRole("region", { name: "Groups, parties and words" });
  assert.deepEqual(await words.getByRole("term").allInnerTexts(), ["Channels of notification"]);
  await words.getByRole("button", { name: "Change Channels of notification" }).click();
  const dialog = page.getByRole("dialog", { name: "Channels of notification" });
  assert.equal(await dialog.getByRole("textbox").count(), 1);
  await dialog.getByLabel("Channels of notification").fill("Site meeting\nsite meeting");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByText("“site meeting” stands in lines 1 and 2").waitFor();
  await dialog.getByLabel("Channels of notification").fill("Site meeting\nThe Clock tower");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await words.getByText("Site meeting, The Clock tower").waitFor();
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").shadowRoot.activeElement.getAttribute("aria-label")), "Change Channels of notification");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await words.getByText("Principal Contacts, The Clock").waitFor();
  await search.fill("no such word");
  await page.getByText("Nothing in the settings says “no such word”.").waitFor();
  await page.getByRole("button", { name: "Show all settings" }).click();
  // A group that records have is not taken out unsaid.
  await page.getByRole("button", { name: "Change Groups" }).click();
  const groups = page.getByRole("dialog", { name: "Groups" });
  await groups.getByRole("button", { name: "Remove TMAG" }).click();
  await groups.getByRole("button", { name: "Save", exact: true }).click();
  await groups.getByText(/^Still in use: \d+ records have “TMAG”/).waitFor();
  await groups.getByRole("button", { name: "Save all the same" }).waitFor();
  // A row that was taken out is typed work too: it is not thrown away unasked.
  await groups.getByRole("button", { name: "Cancel" }).click();
  await groups.getByText("Press again to throw away what you typed").waitFor();
  await groups.getByRole("button", { name: "Cancel" }).click();
  await groups.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Working days", exact: true }).click();
  assert.equal(await page.evaluate(() => document.querySelector("raid-register").shadowRoot.activeElement.textContent), "Working days");
  await leaveSettings(page);
  await page.getByRole("region", { name: "Assessment" }).waitFor();
  // Back from the record leads to where it was opened from, not to the settings.
  assert.equal(await page.getByRole("link", { name: "Back to overview" }).count(), 1);

  // Where nothing may be changed, it says what is set.
  await page.evaluate(() => document.querySelector("raid-register").setAttribute("mode", "view"));
  await page.getByRole("button", { name: "Settings" }).click();
  await words.getByText("Principal Contacts, The Clock").waitFor();
  assert.equal(await page.getByRole("main").getByRole("button", { name: /…$|^Save/ }).count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("roles and groups have a term, are put in order by key and by drag, and what is open is handed over", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  await begin(page, { title: "Bank migration", preset: "General programme", groups: "PB Programme Board\nCC Change Control" });
  const dialog = await setting(page, "Change people and roles…", "People and roles");
  for (const [at, role, deputy] of [[0, "Change Manager", "Programme Manager"], [1, "Programme Manager", ""], [2, "Tester", ""]]) {
    await dialog.getByRole("button", { name: "Add a role" }).click();
    await dialog.getByLabel("Role").nth(at).fill(role);
    await dialog.getByLabel("Stood in for by").nth(at).fill(deputy);
  }
  await dialog.getByLabel("Name").first().fill("The post holder");
  await dialog.getByLabel("Last day").first().fill("soon");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByText(/^“Change Manager”: “soon” is not a date/).waitFor();
  await dialog.getByLabel("Last day").first().fill("31 March 2099");
  const roles = () => dialog.getByLabel("Role").evaluateAll(fields => fields.map(field => field.value));
  // The keyboard stays at what it moves.
  await dialog.getByRole("button", { name: "Move Tester up" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("raid-register").shadowRoot.activeElement?.getAttribute("aria-label") === "Move Tester up");
  assert.deepEqual(await roles(), ["Change Manager", "Tester", "Programme Manager"]);
  await dialog.locator(".setup__handle").nth(2).dragTo(dialog.getByRole("listitem").first());
  assert.deepEqual(await roles(), ["Programme Manager", "Change Manager", "Tester"]);
  // Left half way, it is filled in again with the rows that were added, in their order.
  await frames(page);
  await page.reload();
  await drawn(page);
  await page.getByRole("button", { name: "Change people and roles…" }).click();
  await page.waitForFunction(() => document.querySelector("raid-register").shadowRoot.querySelector("#roster-2-0")?.value === "Tester");
  assert.deepEqual(await roles(), ["Programme Manager", "Change Manager", "Tester"]);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const people = page.getByRole("region", { name: "People and roles" });
  // What another tab changes while a form is open is not taken back by it.
  const again = await setting(page, "Change people and roles…", "People and roles");
  const other = await open("#settings");
  const words = await setting(other, "Change the lists…", "The programme’s lists");
  await words.getByLabel("Categories", { exact: true }).fill("Money\nPeople");
  await words.getByRole("button", { name: "Save the lists" }).click();
  await words.waitFor({ state: "detached" });
  await saved(other);
  await other.close();
  await page.getByRole("region", { name: "Groups, parties and words" }).getByText("Money, People").waitFor();
  await again.getByLabel("First day").nth(2).fill("1 April 2026");
  await again.getByRole("button", { name: "Save", exact: true }).click();
  await again.waitFor({ state: "detached" });
  assert.deepEqual((await scheme(page)).categories, ["Money", "People"]);
  assert.equal((await scheme(page)).people[2].from, "2026-04-01");
  await people.getByText("The post holder, stood in for by Programme Manager, until 31 Mar 2099").waitFor();

  // Owners are offered from it, and the record says who has the role.
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  const raise = page.getByRole("dialog", { name: "Raise a risk" });
  await raise.getByLabel("Title").fill("Late data");
  await raise.getByLabel("Owner").first().fill("Change Manager");
  const offered = await raise.locator("datalist").evaluateAll(lists => lists.map(list => [...list.options].map(option => option.value)));
  assert.ok(offered.some(list => ["Programme Manager", "Change Manager", "Tester"].every((role, at) => list[at] === role)), JSON.stringify(offered));
  await page.keyboard.press("Control+Enter");
  await raise.waitFor({ state: "detached" });
  await page.getByText("The post holder, stood in for by Programme Manager").waitFor();

  // Who leaves hands over what is open.
  await page.getByRole("button", { name: "Settings" }).click();
  await people.getByText("1 open record", { exact: true }).waitFor();
  await people.getByRole("button", { name: "Hand over Change Manager" }).click();
  const over = page.getByRole("dialog", { name: "Hand over from Change Manager" });
  await over.getByRole("button", { name: "Hand over" }).click();
  await over.getByText("Name the role that takes it over").waitFor();
  await over.getByLabel("To").fill("Tester");
  await over.getByRole("button", { name: "Hand over" }).click();
  await over.waitFor({ state: "detached" });
  assert.equal(JSON.parse(await snapshot(page)).items[0].owner, "Tester");
  await people.getByRole("button", { name: "Hand over Tester" }).waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await people.getByRole("button", { name: "Hand over Change Manager" }).waitFor();

  // A group that has ended is not offered.
  await page.getByRole("button", { name: "Change Groups" }).click();
  const groups = page.getByRole("dialog", { name: "Groups" });
  await groups.getByLabel("Reports to").nth(1).fill("PB");
  await groups.getByLabel("Last day").nth(1).fill("31/12/2020");
  await groups.getByRole("button", { name: "Save", exact: true }).click();
  await groups.waitFor({ state: "detached" });
  await page.getByText("CC Change Control until 31 Dec 2020").waitFor();
  assert.deepEqual((await scheme(page)).groups, [
    { code: "PB", name: "Programme Board" },
    { code: "CC", name: "Change Control", parent: "PB", until: "2020-12-31" },
  ]);
  await leaveSettings(page);
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Meeting", exact: true }).click();
  await page.getByRole("dialog", { name: "Raise a meeting" }).waitFor();
  const codes = await page.locator("raid-register datalist").evaluateAll(lists => lists.flatMap(list => [...list.options].map(option => option.value)));
  assert.ok(codes.includes("PB") && !codes.includes("CC"), JSON.stringify(codes));
  assert.deepEqual(faults, []);
  await close();
});

/** Opens a part of the settings. */
async function setting(page, button, name) {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog", { name });
  await dialog.waitFor();
  return dialog;
}

test("a programme scores on four steps with names and meanings, and what was assessed before keeps its level", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  await begin(page, { title: "Hospital build", preset: "General programme", groups: "BOARD Building Board" });
  await page.getByRole("button", { name: "Raise the first risk" }).click();
  const raise = page.getByRole("dialog", { name: "Raise a risk" });
  await raise.getByLabel("Title").fill("The steel comes late");
  await raise.getByLabel("Likelihood").selectOption("5 Very high");
  await raise.getByLabel("Impact", { exact: true }).selectOption("5 Very high");
  await raise.getByText("More than 80% likely").waitFor();
  await page.keyboard.press("Control+Enter");
  await raise.waitFor({ state: "detached" });

  const scoring = await setting(page, "Change the scoring…", "Scoring of risks");
  const likelihood = scoring.getByRole("group", { name: "Likelihood" });
  await likelihood.getByLabel("Steps").selectOption("4");
  await scoring.getByRole("group", { name: "Impact" }).getByLabel("Steps").selectOption("4");
  await scoring.getByText(/^1 open risk stands on a step that is gone/).waitFor();
  assert.equal(await likelihood.getByLabel("Name of likelihood 4").inputValue(), "Very high");
  await likelihood.getByLabel("Name of likelihood 4").fill("Almost certain");
  await likelihood.getByLabel("Meaning of likelihood 4").fill("More often than not in a build like this");
  await scoring.getByLabel("Level at likelihood 1, impact 4").selectOption("Critical");
  await scoring.getByLabel("Appetite for risk").selectOption("Medium");
  await scoring.getByRole("button", { name: "Save the scoring" }).click();
  await scoring.waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Scoring" }).getByText("4 Almost certain").waitFor();
  await leaveSettings(page);

  // Assessed anew, it has a step of the new scale, by keyboard in the matrix; until then it keeps its level.
  const assessment = page.getByRole("region", { name: "Assessment" });
  await assessment.getByText("Likelihood 5, impact 5").waitFor();
  assert.equal(await assessment.locator(".cells__cell").count(), 16);
  await assessment.getByRole("button", { name: "Assess…" }).click();
  await assessment.getByLabel("Likelihood", { exact: true }).selectOption("4 Almost certain");
  await assessment.getByText("More often than not in a build like this").waitFor();
  await assessment.getByLabel("Impact", { exact: true }).selectOption("4 Very high");
  assert.equal(await assessment.getByRole("gridcell").count(), 16);
  // The step that is gone has no cell; the first one takes the Tab key.
  await assessment.getByRole("gridcell", { name: "Likelihood 1, impact 1: Low" }).focus();
  for (const key of ["ArrowUp", "ArrowDown", "End", "Enter"]) await page.keyboard.press(key);
  await assessment.getByText(/above the appetite for risk/).waitFor();
  // The selects follow the matrix, also where they were chosen by hand before.
  assert.deepEqual(await Promise.all(["Likelihood", "Impact"].map(label => assessment.getByLabel(label, { exact: true }).inputValue())), ["1", "4"]);
  await assessment.getByRole("button", { name: "Record as agreed" }).click();
  await assessment.getByText("Likelihood 1 Very low, impact 4 Very high").waitFor();
  await page.evaluate(() => { location.hash = "#overview"; });
  await page.getByRole("link", { name: "Likelihood 1, impact 4: Critical, 1 open risk" }).waitFor();
  await page.getByRole("link", { name: "1 open risk is above the appetite (Medium)" }).click();
  await page.getByRole("grid").getByText("The steel comes late").waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a programme has fields of its own on records, in lists, sorted and handed out", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#overview");
  await begin(page, { title: "Bank migration", preset: "General programme" });
  const dialog = await setting(page, "Change the fields of your own…", "Fields of your own");
  for (const [at, name, holds] of [[1, "Exposure", "Money"], [2, "Delay", "Number"], [3, "Site", "One choice"]]) {
    await dialog.getByRole("button", { name: "Add a field" }).click();
    const row = dialog.getByRole("listitem").nth(at - 1);
    await row.getByLabel("Name").fill(name);
    await row.getByLabel("Holds").selectOption(holds);
  }
  await dialog.getByRole("button", { name: "Save the fields" }).click();
  await dialog.getByText("Custom fields: “Site” has nothing to choose: write each choice on a line").waitFor();
  await dialog.getByLabel("Choices").fill("London\nLeeds");
  const delay = dialog.getByRole("listitem").nth(1);
  await delay.locator("summary").click();
  await delay.getByLabel("Unit").fill("days");
  await delay.getByLabel("Risks").check();
  await dialog.getByRole("button", { name: "Move Site up" }).click();
  await dialog.getByRole("button", { name: "Save the fields" }).click();
  await dialog.waitFor({ state: "detached" });

  for (const [title, exposure, days] of [["Late data", "£12,500", "9"], ["No testers", "1.5m", "100 days"]]) {
    await page.getByRole("button", { name: "Raise", exact: true }).click();
    await page.getByRole("button", { name: "Risk", exact: true }).click();
    const raise = page.getByRole("dialog", { name: "Raise a risk" });
    await raise.getByLabel("Title").fill(title);
    await raise.getByLabel("Exposure").fill("a lot");
    await raise.getByLabel("Delay").fill(days);
    await raise.getByLabel("Site").selectOption("Leeds");
    await page.keyboard.press("Control+Enter");
    await raise.getByRole("link", { name: "Exposure: “a lot” is no number: write it like 1,250 or 12.5" }).click();
    await raise.getByLabel("Exposure").fill(exposure);
    await page.keyboard.press("Control+Enter");
    await raise.waitFor({ state: "detached" });
  }
  const own = page.getByRole("region", { name: "Fields of your own" });
  await own.getByText("£1,500,000").waitFor();
  assert.deepEqual(await own.getByRole("term").allInnerTexts(), ["Exposure", "Site", "Delay"]);
  await own.getByRole("button", { name: "Edit Delay" }).click();
  await own.getByLabel("Delay").fill("12");
  await page.keyboard.press("Enter");
  await own.getByText("12 days").waitFor();

  // As columns: sorted by what they hold, edited where they stand, kept in the address.
  await page.evaluate(() => { location.hash = "#list?kind=risk&columns=ref,title,own.Delay,own.Exposure&sort=own.Delay"; });
  const grid = page.getByRole("grid");
  await grid.getByText("£12,500").waitFor();
  const titles = () => grid.getByRole("row").locator(".list__c-title").allInnerTexts();
  assert.deepEqual((await titles()).filter(title => title !== "Title"), ["Late data", "No testers"]);
  await page.getByLabel("Site", { exact: true }).selectOption("London");
  await page.getByText("No record matches").waitFor();
  await page.getByRole("button", { name: "Remove filter Site: London" }).click();
  await grid.getByText("£12,500").waitFor();
  for (const place of [1, 2]) await grid.getByRole("checkbox").nth(place).click();
  await page.getByRole("group", { name: "Selected records" }).getByRole("button", { name: "Set Delay…" }).click();
  const bulk = page.getByRole("dialog", { name: "Set Delay: 2 records" });
  await bulk.getByLabel("Delay").fill("30 days");
  await bulk.getByRole("button", { name: "Set Delay" }).click();
  await bulk.waitFor({ state: "detached" });
  assert.equal(await grid.getByText("30 days").count(), 2);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await grid.getByText("12 days").waitFor();
  await page.getByRole("button", { name: "Files" }).click();
  const download = await handedOut(page, () => page.getByRole("button", { name: /^Export this list for a spreadsheet/ }).click());
  assert.match(download.bytes.toString("utf8"), /"Reference","Title","Delay","Exposure"\r\n"R1","Late data","9","12500"\r\n"R2","No testers","12","1500000"/);
  await saved(page);
  await page.reload();
  await drawn(page);
  await grid.getByText("£12,500").waitFor();

  // What records say stays whatever the field is to hold.
  const again = await setting(page, "Change the fields of your own…", "Fields of your own");
  await again.getByRole("listitem").nth(1).getByLabel("Holds").selectOption("Date");
  await again.getByText(/^0 records fit\. These stay as text until somebody changes them: R1 “Leeds”, R2 “Leeds”\.$/).waitFor();
  await again.getByRole("button", { name: "Remove Exposure" }).click();
  await again.getByRole("button", { name: "Save the fields" }).click();
  await again.waitFor({ state: "detached" });
  const items = JSON.parse(await snapshot(page)).items;
  assert.deepEqual(items.map(item => item.custom), [
    { Delay: "9", Exposure: "12500", Site: "Leeds" },
    { Delay: "12", Exposure: "1500000", Site: "Leeds" },
  ]);
  assert.deepEqual(faults, []);
  await close();
});

test("a host gives the set-up of a register that begins, and one that cannot be had is said", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#overview");
  const words = await page.evaluate(async () => {
    const element = document.createElement("raid-register");
    element.setAttribute("register", "given");
    element.setAttribute("preset", "presets/small.json");
    document.body.append(element);
    await new Promise(resolve => element.addEventListener("raid-ready", resolve, { once: true }));
    return JSON.parse(await element.save()).scheme.preset;
  });
  assert.equal(words, "Small project");
  const said = await page.evaluate(async () => {
    const element = document.createElement("raid-register");
    element.setAttribute("register", "not-given");
    element.setAttribute("preset", "presets/none.json");
    document.body.append(element);
    await new Promise(resolve => element.addEventListener("raid-ready", resolve, { once: true }));
    return [JSON.parse(await element.save()).scheme.preset, element.shadowRoot.textContent];
  });
  assert.equal(said[0], "General programme");
  assert.match(said[1], /The set-up presets\/none\.json could not be used: the server answered 404/);
  await close();
});
