// A change request's life by hand in the page, with the dates that the programme's papers give: CR032 from NGESO's first
// submission to a November decision, and the other acceptance scenarios as a person meets them.

import { test } from "node:test";
import { assert, drawn, flush, load, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

const meeting = (ref, group, heldOn) => ({ kind: "meeting", ref, title: `${ref}`, group, heldOn });
const change = (ref, status, more = {}) => ({ kind: "changeRequest", ref, title: `Change ${ref}`, status, ...more });

/** A register with these records in a profile of its own. */
async function register(items) {
  const visit = await profile(shared);
  const page = await visit.open();
  const file = { format: "raid-register", formatVersion: 1, register: { title: "DAG" }, items: items.filter(item => item.kind !== "changeRequest" && item.kind !== "meeting" && item.kind !== "action" && item.kind !== "milestone") };
  for (const [section, kind] of [["changeRequests", "changeRequest"], ["meetings", "meeting"], ["actions", "action"], ["milestones", "milestone"]]) {
    file[section] = items.filter(item => item.kind === kind);
  }
  assert.equal(await load(page, JSON.stringify(file)), null);
  return { ...visit, page };
}

async function go(page, reference) {
  await page.evaluate(reference => { location.hash = `#item/${reference}`; }, reference);
  await page.getByText(reference, { exact: true }).first().waitFor();
  await drawn(page);
}

const next = page => region(page, "What comes next");
const state = page => page.locator("button.item__status").innerText().then(words => words.split("\n")[0].replace(/[:▾].*/s, "").trim());

/** Presses a step and fills in its dialog: texts by label, `{ select }` for choices. */
async function step(page, button, answers = {}, submit = /^(Change status|Submit|Issue|Save response|Save|Extend|Record the decision)$/) {
  await page.getByRole("button", { name: button }).first().click();
  await fill(page, answers);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: submit }).click();
  await dialog.waitFor({ state: "detached", timeout: 5000 }).catch(async () => assert.fail(await dialog.innerText()));
  await flush(page);
}

/** A label, said to be required or not. */
const labelled = words => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}( \\(required\\))?$`);

async function fill(page, answers) {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  for (const [label, answer] of Object.entries(answers)) {
    if (answer?.open) {
      await dialog.locator("summary", { hasText: label }).click();
      continue;
    }
    const control = dialog.getByLabel(labelled(label)).and(dialog.locator("input, select, textarea"));
    if (answer?.select) await control.selectOption(answer.select);
    else await control.fill(answer);
  }
}

/** Fills in a field where it is missed. */
async function need(page, field, answer) {
  await next(page).getByRole("button", { name: new RegExp(`^(Add|Edit) ${field}$`, "i") }).click();
  const control = next(page).getByLabel(field, { exact: true });
  if (answer.select) await control.selectOption(answer.select);
  else await control.fill(answer);
  await next(page).getByRole("button", { name: "Save", exact: true }).click();
  await flush(page);
}

const needs = page => next(page).locator(".change__what").allInnerTexts();
const record = async (page, section, ref) => JSON.parse(await snapshot(page))[section].find(item => item.ref === ref);
const WHO = { "Decided by": "Chair", "In the capacity of": "SRO, as delegated to the DAG Chair", "Objections invited": { select: "Yes" }, Objections: "None received" };

test("CR032 by hand, from NGESO's first submission to a November decision", async () => {
  const { page, faults, close } = await register([
    meeting("DAG029", "DAG", "2023-10-11"),
    meeting("DAG030", "DAG", "2023-11-08"),
  ]);

  // Raised as a draft; what submitting needs is filled in where it is missed.
  await page.getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("button", { name: "Change request", exact: true }).click();
  await fill(page, { Title: "Change to Interface IF-165 P0210 TUoS Reporting", Reference: "CR032" });
  await page.getByRole("dialog").getByRole("button", { name: /^Raise/ }).last().click();
  await page.getByRole("heading", { level: 1, name: /TUoS/ }).waitFor();
  assert.equal(await state(page), "Draft");
  await need(page, "Change Raiser", "NGESO");
  await need(page, "Issue statement", "The proposed MHHS-IF-165 duplicates an existing report");
  await need(page, "Description", "Use the existing P0210 report rather than MHHS-IF-165 / ELEX-REP-080");
  await need(page, "Justification", "NGESO are the sole recipient of this file");
  await need(page, "Impacted artefacts", "MHHS-IF-165, ELEX-REP-080, P0210");
  await step(page, "Submit…", { "Submitted on": "2 October 2023" });
  assert.equal(await state(page), "Raised");

  // Validated, with a release outlook.
  await need(page, "Type", { select: "Design" });
  await need(page, "Decision body", "DAG");
  await need(page, "Release type", { select: "Minor" });
  await need(page, "In SIT scope", { select: "tbc" });
  await need(page, "Release date", "tbc");
  await need(page, "Release date to be confirmed by", "Programme");
  assert.deepEqual(await needs(page), ["Submit version 1.1: the text was changed since"]);
  await step(page, "Submit…", { "Submitted on": "3 October 2023", "What was amended": "The type" });
  await step(page, "Validate…", { Since: "3 October 2023" });

  // Put to DAG029, which decides on 11 October: to be issued, subject to amendments due on Friday 13 October.
  await need(page, "Target decision", "meeting DAG029");
  await need(page, "Papers issued on", "4 October 2023");
  await step(page, "Put to a meeting for the first decision…", { Since: "4 October 2023" });
  await step(page, "Record the decision…", {
    Reference: "DAG-DEC76",
    ...WHO,
    Conditions: { open: true },
    Condition: "NGESO to amend CR032 and resubmit to the Programme for issuance to Impact Assessment",
    "Condition: owner": "NGESO Representative",
    "Condition: due": "Fri 13/10/23",
  });
  assert.equal(await state(page), "Amendments required");
  assert.equal((await record(page, "actions", "DAG29-01")).due, "2023-10-13");
  const decision = await record(page, "decisions", "DAG-DEC76");
  assert.equal(decision.decidedOn, "2023-10-11");
  assert.deepEqual(await needs(page), ["Submit the amended version", "Condition DAG29-01 is not closed yet"]);

  // The amended text is a version of its own; the action is closed.
  const texts = page.getByRole("region", { name: "Texts" });
  await texts.getByRole("button", { name: "Edit description" }).click();
  await texts.getByLabel("Description").fill("Use the existing P0210 report, known as REP-080, rather than MHHS-IF-165");
  await texts.getByRole("button", { name: "Save", exact: true }).click();
  await step(page, "Submit this version…", { "Submitted on": "13 October 2023", "What was amended": "Which artefacts change" });
  const versions = region(page, "Versions");
  await versions.getByText("What changed since version 1.1").click();
  assert.match(await versions.locator("ins").first().innerText(), /known as REP-080/);
  await go(page, "DAG29-01");
  await step(page, "Close…", { Reason: "Received", Since: "13 October 2023" });
  await go(page, "CR032");
  await step(page, "Amendments are in…", { Reason: "They are those that DAG029 asked for", Since: "13 October 2023" });

  // Issued on 13 October for ten working days: the page counts to Friday 27 October.
  await page.getByRole("button", { name: "Issue to impact assessment…" }).click();
  await fill(page, { "Issued on": "13 October 2023" });
  const counted = page.getByRole("dialog").getByRole("status").last();
  await counted.getByText("Closes on Friday 27 October 2023.").waitFor();
  await counted.getByText("Counted 16, 17, 18, 19, 20, 23, 24, 25, 26 and 27 October 2023. Skipped 2 weekends.").waitFor();
  await fill(page, { "Who is asked": "National Grid ESO, Elexon, DNO" });
  await page.getByRole("dialog").getByRole("button", { name: "Issue", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await state(page), "In impact assessment");

  // The closing day stands on the board and in the calendar.
  await page.evaluate(() => { location.hash = "#board"; });
  await page.getByRole("region", { name: /^In impact assessment/ }).getByText("Closes 27 Oct 2023").waitFor();
  await page.evaluate(() => { location.hash = "#calendar/2023-10"; });
  const closing = page.getByRole("cell").filter({ has: page.locator("time[datetime='2023-10-27']") });
  assert.match(await closing.innerText(), /CR032 closes/);
  await go(page, "CR032");

  // Two answer; the matrix shows them and who has not.
  for (const [party, constituency, position, on] of [
    ["NGESO", "National Grid ESO", "Support", "20 October 2023"],
    ["Elexon", "Elexon", "Support with comments", "30 October 2023"],
  ]) {
    await step(page, "Add a response…", { Party: party, Constituency: constituency, Position: { select: position }, "Received on": on });
  }
  const matrix = page.getByRole("table").first();
  assert.match(await matrix.getByRole("row", { name: /National Grid ESO/ }).innerText(), /1/);
  assert.match(await matrix.getByRole("row", { name: /^Elexon/ }).innerText(), /1 late/);
  assert.match(await matrix.getByRole("row", { name: /DNO/ }).innerText(), /No response/);
  await step(page, "Close the impact assessment…", { Since: "30 October 2023" });

  // To the November DAG, which approves.
  await need(page, "Impact assessment summary", "Two support it; no response of the DNOs");
  await need(page, "Recommendation", "Approve");
  await need(page, "Implementation plan", "Development and testing between NGESO and Elexon");
  await need(page, "Target decision", "meeting DAG030");
  await step(page, "Put to a meeting for approval…", { Since: "1 November 2023" });
  await step(page, "Record the decision…", WHO);
  assert.equal(await state(page), "Approved");
  const done = await record(page, "changeRequests", "CR032");
  assert.equal(done.since, "2023-11-08");
  assert.deepEqual(done.rounds.map(round => [round.issuedOn, round.window, round.closesOn]), [["2023-10-13", 10, "2023-10-27"]]);
  assert.deepEqual(done.submissions.map(version => [version.version, version.on]), [
    ["1.0", "2023-10-02"],
    ["1.1", "2023-10-03"],
    ["1.2", "2023-10-13"],
  ]);
  assert.deepEqual(faults, []);
  await close();
});

test("a consultation of 11 October 2023 is due on 25 October", async () => {
  const { page, close } = await register([change("CR040", "Ready for IA")]);
  await go(page, "CR040");
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "11 October 2023" });
  await step(page, "Issue to impact assessment…", { "Issued on": "11 October 2023" });
  await region(page, "Impact assessment").getByText("25 October 2023").first().waitFor();
  await close();
});

test("CR027 waits for its implementation plan, and a step can be taken all the same with a reason", async () => {
  const { page, close } = await register([
    meeting("DAG027", "DAG", "2023-08-09"),
    meeting("DAG028", "DAG", "2023-09-13"),
    change("CR027", "For approval decision", { targetDecision: "meeting DAG027" }),
  ]);
  await go(page, "CR027");
  assert.ok((await needs(page)).includes("Attach the implementation plan, or say why none is needed"));
  await page.getByRole("button", { name: "Record the decision…" }).click();
  await fill(page, { ...WHO, "What was decided": { select: "Approved" } });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.getByRole("alert").getByText(/Attach the implementation plan/).waitFor();
  await fill(page, {
    "What was decided": { select: "Deferred" },
    "Deferred or escalated": { open: true },
    "Deferred to": "meeting DAG028",
    Pending: "The provision of implementation plans by the Programme",
  });
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await state(page), "Deferred");
  assert.equal((await record(page, "changeRequests", "CR027")).targetDecision, "meeting DAG028");

  await page.getByRole("button", { name: "Put to a meeting for approval…" }).click();
  await dialog.getByText("Attach the implementation plan, or say why none is needed").waitFor();
  await dialog.getByLabel(/^Go on all the same/).check();
  await fill(page, { Reason: "The plan is presented at the meeting", Since: "6 September 2023" });
  await dialog.getByRole("button", { name: "Change status" }).click();
  await dialog.waitFor({ state: "detached" });
  await next(page).getByText("It went to “For approval decision” although:").waitFor();
  await close();
});

test("one record decides CR028, CR029 and CR030", async () => {
  const { page, close } = await register([
    meeting("DAG027", "DAG", "2023-08-09"),
    ...["CR028", "CR029", "CR030"].map(ref => change(ref, "For IA decision", { targetDecision: "meeting DAG027" })),
  ]);
  await go(page, "CR028");
  await step(page, "Record the decision…", {
    ...WHO,
    Conditions: { open: true },
    Condition: "Minor amendments",
    "Condition: owner": "Change Raiser",
    "Condition: due": "ASAP",
    "Delegation, reservations and others decided with it": { open: true },
    "Decided together with": "CR029, CR030",
  });
  const file = JSON.parse(await snapshot(page));
  assert.equal(file.decisions.length, 1);
  assert.deepEqual(file.changeRequests.map(item => item.status), Array(3).fill("Amendments required"));
  await page.getByRole("button", { name: /^Undo/ }).click();
  await flush(page);
  const undone = JSON.parse(await snapshot(page));
  assert.deepEqual(undone.changeRequests.map(item => item.status), Array(3).fill("For IA decision"));
  await close();
});

test("scheduling through a DIN, implementation, and a review that finds the scope has grown", async () => {
  const { page, close } = await register([
    change("CR024", "Approved"),
    change("CR029", "Under review"),
    { kind: "action", ref: "DAG29-08", title: "Review CR029 implementation" },
  ]);
  await go(page, "CR024");
  await need(page, "DINs", "DIN 685");
  await need(page, "Release date", "tbc");
  await need(page, "Release date to be confirmed by", "Programme");
  await step(page, "Schedule…", { Since: "11 October 2023" });
  assert.equal(await state(page), "Scheduled");
  await need(page, "Implemented in", "IR5");
  await need(page, "Implemented on", "1 November 2023");
  await step(page, "Record the implementation…", { Since: "1 November 2023" });
  assert.equal(await state(page), "Implemented");

  await go(page, "CR029");
  await need(page, "Reviewed on", "8 November 2023");
  await need(page, "Reviewed by", "Programme");
  await need(page, "Scope as approved", { select: "No" });
  assert.deepEqual(await needs(page), ["The scope has grown: raise an action or a change request from it"]);
  await region(page, "Links").getByRole("button", { name: "Add a link" }).click();
  await region(page, "Links").getByLabel("How").selectOption({ label: "gave rise to" });
  await region(page, "Links").getByRole("combobox", { name: "Record" }).fill("DAG29-08");
  await page.keyboard.press("Enter");
  await region(page, "Links").getByRole("button", { name: "Add link" }).click();
  await step(page, "Close…", { Reason: "Explained under DAG29-08", Since: "8 November 2023" });
  assert.equal(await state(page), "Closed");
  await close();
});

test("PSG recommends, Ofgem approves, and the milestone is moved only when somebody says so", async () => {
  const { page, close } = await register([
    meeting("PSG022", "PSG", "2023-06-08"),
    { kind: "milestone", ref: "M10", title: "Central systems ready", baseline: "2024-11-01", forecast: "2024-11-01" },
    change("CR022", "For approval decision", { targetDecision: "meeting PSG022", implementationPlan: "Plan version 5.0" }),
  ]);
  await go(page, "CR022");
  await step(page, "Add a milestone…", { Milestone: "M10", "New baseline": "7 March 2025" });
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "1 May 2023" });
  await step(page, "Record the decision…", {
    ...WHO,
    "What was decided": { select: "Recommended" },
    "Deferred or escalated": { open: true },
    "Escalated to": "Ofgem",
  });
  assert.equal(await state(page), "Escalated");
  await step(page, "Record the decision…", { ...WHO, Forum: "Ofgem", "Decided by": "Ofgem", "In the capacity of": "Ofgem", Reference: "Ofgem-2023-06" });
  assert.equal(await state(page), "Approved");
  assert.equal((await record(page, "milestones", "M10")).baseline, "2024-11-01");
  await page.getByRole("button", { name: "Move M10 to its new baseline" }).click();
  await flush(page);
  const moved = await record(page, "milestones", "M10");
  assert.deepEqual([moved.baseline, moved.forecast], ["2025-03-07", "2025-03-07"]);
  await close();
});

test("TMAG21-03 gives rise to D163, and R525 is published", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#item/TMAG21-03");
  await region(page, "Links").getByText("D163").first().waitFor();
  await page.evaluate(() => { location.hash = "#item/R525"; });
  await page.getByRole("heading", { level: 1, name: /large portfolios/ }).waitFor();
  const details = region(page, "Details");
  await details.getByRole("button", { name: "Edit publication" }).click();
  await details.getByLabel("Publication", { exact: true }).selectOption("Published");
  await details.getByRole("button", { name: "Save", exact: true }).click();
  await region(page, "History").getByText("Publication Proposed → Published").waitFor();
  assert.equal((await record(page, "items", "R525")).publication, "Published");
  await close();
});

test("what is nonsense is refused where it is typed", async () => {
  const { page, close } = await register([change("CR050", "Ready for IA")]);
  await go(page, "CR050");
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "11 October 2023" });
  await page.getByRole("button", { name: "Issue to impact assessment…" }).click();
  const dialog = page.getByRole("dialog");
  const issue = dialog.getByRole("button", { name: "Issue", exact: true });
  await fill(page, { "Issued on": "13 October 2023", "Working days to answer": "0" });
  await issue.click();
  await dialog.getByRole("alert").getByText("Give a window of 1 to 250 working days").waitFor();
  await fill(page, { "Working days to answer": "ten" });
  await issue.click();
  await dialog.getByText("“ten” is not a whole number").waitFor();
  await fill(page, { "Working days to answer": "10", "Another closing day": { open: true }, "Closes on another day": "12 October 2023", Why: "Sooner" });
  await issue.click();
  await dialog.getByRole("alert").getByText("The closing date is before the day of issue").waitFor();
  assert.deepEqual((await record(page, "changeRequests", "CR050")).rounds, undefined, "nothing was recorded");
  await close();
});
