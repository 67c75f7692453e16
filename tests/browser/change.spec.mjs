// A change request's life by hand in the page, with the dates that the programme's papers give: CR032 from NGESO's first
// submission to a November decision, and the other acceptance scenarios as a person meets them.

import { test } from "node:test";
import { assert, drawn, exported, flush, load, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

const meeting = (ref, group, heldOn) => ({ kind: "meeting", ref, title: `${ref}`, group, heldOn });
const change = (ref, status, more = {}) => ({ kind: "changeRequest", ref, title: `Change ${ref}`, status, ...more });

/** A change request whose impact assessment of version 1.0 was closed on 28 July 2023; hand-made, as a file holds it. */
const assessed = (ref, status, more = {}) => change(ref, status, {
  submissions: [{ id: "1-00000001", version: "1.0", on: "2023-07-03", by: "Programme", content: { title: `Change ${ref}` } }],
  rounds: [{
    id: "2-00000001", number: 1, version: "1.0", issuedOn: "2023-07-13", window: 10, closesOn: "2023-07-27",
    channels: ["Principal Contacts"], audience: ["DNO"], closed: { on: "2023-07-28", missing: ["DNO"] },
  }],
  ...more,
});

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
  // A message above may name it too, folded away.
  await page.locator(".item__header").getByText(reference, { exact: true }).first().waitFor();
  await drawn(page);
}

const next = page => region(page, "What comes next");
const state = page => page.locator("button.item__status").innerText().then(words => words.split("\n")[0].replace(/[:▾].*/s, "").trim());

/** Presses a step and fills in its dialog: texts by label, `{ select }` for choices. */
async function step(page, button, answers = {}, submit = /^(Change status|Submit|Issue|Save response|Save|Extend|Record the decision|Raise)$/) {
  await page.getByRole("button", { name: button }).first().click();
  await fill(page, answers);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: submit }).click();
  await dialog.waitFor({ state: "detached" }).catch(async () => assert.fail(await dialog.innerText()));
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
  await flush(page);
  assert.equal(await state(page), "In impact assessment");

  // The closing day stands on the board and in the calendar.
  await page.evaluate(() => { location.hash = "#board"; });
  await page.getByRole("region", { name: /^In impact assessment/ }).getByText("Should have closed 27 Oct 2023").waitFor();
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

  // The round leads to the version it issued.
  await region(page, "Impact assessment").getByRole("button", { name: "version 1.2", exact: true }).click();
  const focused = await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent);
  assert.match(focused, /^Version 1\.2/);

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

test("on paper a change request shows its whole matrix and every answer, and no empty headings", async () => {
  const answer = { id: "3-00000001", round: "2-00000001", party: "Network operator", constituency: "DNO", position: "Oppose", receivedOn: "2023-07-20", comments: "It costs more than it brings" };
  const { page, faults, close } = await register([assessed("CR023", "IA closed", { responses: [answer] })]);
  await go(page, "CR023");
  const said = page.getByText("It costs more than it brings");
  const waits = region(page, "Impact assessment").getByText("how they were counted");
  await waits.waitFor();
  assert.equal(await said.isVisible(), false, "answers are folded away on the screen");
  await page.emulateMedia({ media: "print" });
  await said.waitFor();
  const matrix = page.getByRole("table").first();
  assert.ok(await matrix.evaluate(table => table.scrollWidth <= table.parentElement.clientWidth), "the matrix fits");
  for (const heading of ["Fields of your own", "Also known as", "Issue statement"]) {
    assert.equal(await page.getByText(heading, { exact: true }).first().isVisible(), false, heading);
  }
  assert.ok(await page.getByText("DAG", { exact: true }).first().isVisible(), "the register's title stands on it");
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

test("CR023 and CR027 wait for their implementation plans from August to September", async () => {
  const put = { targetDecision: "meeting DAG027", iaSummary: "As circulated", recommendation: "Approve" };
  const { page, close } = await register([
    meeting("DAG027", "DAG", "2023-08-09"),
    meeting("DAG028", "DAG", "2023-09-13"),
    assessed("CR023", "IA closed", put),
    assessed("CR027", "IA closed", put),
  ]);
  const dialog = page.getByRole("dialog");
  const why = "The August DAG wants to see it before its plan is there";
  for (const reference of ["CR023", "CR027"]) {
    // Put to the August meeting without a plan: only all the same, with a reason.
    await go(page, reference);
    assert.deepEqual(await needs(page), ["Attach the implementation plan, or say why none is needed"]);
    await page.getByRole("button", { name: "Put to a meeting for approval…" }).click();
    await dialog.getByText("Attach the implementation plan, or say why none is needed").waitFor();
    await dialog.getByLabel(/^Go on all the same/).check();
    await fill(page, { Reason: why, Since: "2 August 2023" });
    await dialog.getByRole("button", { name: "Change status" }).click();
    await dialog.waitFor({ state: "detached" });
    await flush(page);
  }

  // The August DAG cannot approve, and defers both.
  await page.getByRole("button", { name: "Record the decision…" }).click();
  await fill(page, { ...WHO, "What was decided": { select: "Approved" } });
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.getByRole("alert").getByText("CR027 cannot go to “Approved” yet. Attach the implementation plan, or say why none is needed.").waitFor();
  await fill(page, {
    "What was decided": { select: "Deferred" },
    "Deferred or escalated": { open: true },
    "Deferred to": "meeting DAG028",
    Pending: "The provision of implementation plans by the Programme",
    "Decided together with": "CR023",
  });
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);

  const back = "The plan was circulated on 6 September 2023";
  for (const reference of ["CR023", "CR027"]) {
    await go(page, reference);
    assert.equal(await state(page), "Deferred");
    assert.equal((await record(page, "changeRequests", reference)).targetDecision, "meeting DAG028");
    assert.equal(await page.getByRole("button", { name: "Put to a meeting for the first decision…" }).count(), 0, "it comes back to where it was");
    // The plan is attached, and the September DAG decides.
    await need(page, "Implementation plan", "Interim Release 5");
    assert.deepEqual(await needs(page), []);
    await page.getByRole("button", { name: "Put to a meeting for approval…" }).click();
    await dialog.getByText("Confirm in the reason that it is there: The provision of implementation plans by the Programme").waitFor();
    await fill(page, { Reason: back, Since: "6 September 2023" });
    await dialog.getByRole("button", { name: "Change status" }).click();
    await dialog.waitFor({ state: "detached" });
    await flush(page);
  }
  await step(page, "Record the decision…", {
    ...WHO,
    "Decided together with": "CR023",
  });
  for (const reference of ["CR023", "CR027"]) {
    const item = await record(page, "changeRequests", reference);
    assert.deepEqual([item.status, item.since, item.unmet], ["Approved", "2023-09-13", undefined]);
  }

  // The step of August is told ever after: on the page, the board and the overview.
  const told = /Went to “For approval decision” on 2 August 2023 although something was missing: Attach the implementation plan.*Reason: The August DAG wants to see it/;
  await next(page).getByText(told).waitFor();
  await page.evaluate(() => { location.hash = "#board"; });
  const short = /“For approval decision” on 2 Aug 2023 although 1 thing was missing\. Reason: The August DAG wants to see it/;
  assert.equal(await page.getByRole("region", { name: /^Approved/ }).getByText(short).count(), 2);
  await page.evaluate(() => { location.hash = "#overview"; });
  assert.equal(await region(page, "Steps taken although something was missing").getByText(short).count(), 2);
  await close();
});

test("one record decides CR028, CR029 and CR030, each with its own amendments", async () => {
  const { page, close } = await register([
    meeting("DAG027", "DAG", "2023-08-09"),
    ...["CR028", "CR029", "CR030"].map(ref => change(ref, "For IA decision", { targetDecision: "meeting DAG027" })),
  ]);
  await go(page, "CR028");
  await page.getByRole("button", { name: "Record the decision…" }).click();
  await fill(page, { ...WHO, Conditions: { open: true } });
  await page.getByRole("dialog").getByRole("button", { name: "Another condition" }).click();
  await fill(page, {
    "Condition 1": "Minor amendments of CR028 and CR030",
    "Condition 1: owner": "Change Raiser",
    "Condition 1: due": "ASAP",
    "Condition 1: for which requests": "CR028, CR030",
    "Condition 2": "Say which flows",
    "Condition 2: owner": "Change Raiser",
    "Condition 2: due": "ASAP",
    "Condition 2: for which requests": "CR029",
    "Decided together with": "CR029, CR030",
  });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.waitFor({ state: "detached" }).catch(async () => assert.fail(await dialog.innerText()));
  await flush(page);
  const file = JSON.parse(await snapshot(page));
  assert.equal(file.decisions.length, 1);
  assert.deepEqual(file.changeRequests.map(item => item.status), Array(3).fill("Amendments required"));
  assert.deepEqual(file.actions.map(action => [action.ref, action.title]), [["DAG27-01", "Minor amendments of CR028 and CR030"], ["DAG27-02", "Say which flows"]]);
  for (const [reference, own, other] of [["CR028", "DAG27-01", "DAG27-02"], ["CR029", "DAG27-02", "DAG27-01"], ["CR030", "DAG27-01", "DAG27-02"]]) {
    await go(page, reference);
    const wanted = await needs(page);
    assert.ok(wanted.includes(`Condition ${own} is not closed yet`) && !wanted.some(what => what.includes(other)), `${reference}: ${wanted}`);
  }
  await page.getByRole("button", { name: /^Undo/ }).click();
  await flush(page);
  const undone = JSON.parse(await snapshot(page));
  assert.deepEqual(undone.changeRequests.map(item => item.status), Array(3).fill("For IA decision"));
  await close();
});

test("CR024 goes out as DIN 685, CR027 in IR5 to the end, and CR029's review raises DAG29-08", async () => {
  const put = { targetDecision: "meeting DAG027", implementationPlan: "As circulated", iaSummary: "No opposition", recommendation: "Approve", releaseDate: "tbc", outlookOwner: "Programme" };
  const { page, faults, close } = await register([
    meeting("DAG027", "DAG", "2023-08-09"),
    ...["CR024", "CR027", "CR029"].map(ref => assessed(ref, "For approval decision", put)),
  ]);
  await go(page, "CR024");
  await step(page, "Record the decision…", {
    ...WHO,
    "Decided together with": "CR027, CR029",
  });
  assert.equal(await state(page), "Approved");

  await need(page, "DINs", "DIN 685");
  await step(page, "Schedule…", { Since: "11 October 2023" });
  assert.equal(await state(page), "Scheduled");
  await need(page, "Implemented in", "IR6");
  await need(page, "Implemented on", "1 November 2023");
  assert.deepEqual(await needs(page), ["List the artefacts with their new versions, or write “none”"]);
  await need(page, "Artefact versions", "DES138 v1.5");
  await step(page, "Record the implementation…", { Since: "1 November 2023" });
  assert.equal(await state(page), "Implemented");

  const implemented = async reference => {
    await go(page, reference);
    const details = region(page, "Details");
    await details.locator("summary", { hasText: "Add a field" }).click();
    await details.getByRole("button", { name: "Add interim release" }).click();
    await details.getByLabel("Interim release", { exact: true }).fill("IR5");
    await details.getByRole("button", { name: "Save", exact: true }).click();
    await flush(page);
    await step(page, "Schedule…", { Since: "20 September 2023" });
    await need(page, "Implemented in", "IR5");
    await need(page, "Implemented on", "29 September 2023");
    await need(page, "Artefact versions", "DES138 v1.4");
    await step(page, "Record the implementation…", { Since: "29 September 2023" });
    await step(page, "Begin the review…", { Since: "11 October 2023" });
    await need(page, "Reviewed on", "11 October 2023");
    await need(page, "Reviewed by", "Programme");
  };
  await implemented("CR027");
  await need(page, "Scope as approved", { select: "Yes" });
  await step(page, "Close…", { Reason: "Part of SIT, as approved", Since: "11 October 2023" });
  assert.equal(await state(page), "Closed");
  const way = (await record(page, "changeRequests", "CR027")).steps;
  assert.deepEqual(way.map(taken => [taken.to, taken.on]), [
    ["Approved", "2023-08-09"],
    ["Scheduled", "2023-09-20"],
    ["Implemented", "2023-09-29"],
    ["Under review", "2023-10-11"],
    ["Closed", "2023-10-11"],
  ]);

  await implemented("CR029");
  await need(page, "Scope as approved", { select: "No" });
  assert.deepEqual(await needs(page), ["The scope has grown: raise an action or a change request from it"]);
  await next(page).getByRole("button", { name: "Raise an action from this…" }).click();
  await fill(page, { Title: "Review CR029 implementation and confirm it has not expanded the scope", Owner: "Programme", Reference: "DAG29-08" });
  await page.getByRole("dialog").getByRole("button", { name: "Raise", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await flush(page);
  assert.deepEqual(await needs(page), []);
  await region(page, "Links").getByText("DAG29-08").waitFor();
  await step(page, "Close…", { Reason: "Explained under DAG29-08", Since: "8 November 2023" });
  assert.equal(await state(page), "Closed");
  assert.deepEqual(faults, []);
  await close();
});

test("PSG recommends, Ofgem approves, and the milestone is moved only when somebody says so", async () => {
  const { page, close } = await register([
    meeting("PSG022", "PSG", "2023-06-08"),
    { kind: "milestone", ref: "M10", title: "Central systems ready", baseline: "2024-11-01", forecast: "2024-11-01" },
    change("CR022", "Ready for IA", { implementationPlan: "Plan version 5.0", iaSummary: "Supported", recommendation: "Approve", targetDecision: "meeting PSG022" }),
  ]);
  await go(page, "CR022");
  await step(page, "Add a milestone…", { Milestone: "M10", "New baseline": "7 March 2025" });
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "3 April 2023" });
  await step(page, "Issue to impact assessment…", { "Issued on": "13 April 2023", "Who is asked": "DNO" });
  await step(page, "Close the impact assessment…", { Since: "28 April 2023" });
  await step(page, "Put to a meeting for approval…", { Since: "31 May 2023" });
  await step(page, "Record the decision…", {
    ...WHO,
    "What was decided": { select: "Recommended" },
    "Deferred or escalated": { open: true },
    "Escalated to": "Ofgem",
  });
  assert.equal(await state(page), "Escalated");

  // Ofgem decides on its own: not at PSG022, in writing, and with the milestone's move confirmed.
  await page.getByRole("button", { name: "Record the decision…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel(labelled("Meeting")).inputValue(), "", "it is no decision of the meeting that handed it up");
  assert.equal(await dialog.getByLabel(labelled("Forum")).inputValue(), "Ofgem");
  await fill(page, { ...WHO, "Decided by": "Ofgem", "In the capacity of": "Ofgem", Reference: "Ofgem-2023-06", Mode: { select: "Written" }, "Decided on": "8 June 2023" });
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.getByRole("alert").getByText("Confirm the milestones that it moves: M10 from 1 November 2024 to 7 March 2025").waitFor();
  await dialog.getByLabel(/^Milestone moves confirmed: M10/).selectOption("Yes");
  await dialog.getByRole("button", { name: "Record the decision" }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  assert.equal(await state(page), "Approved");
  const file = JSON.parse(await snapshot(page));
  const [recommended, approved] = file.decisions;
  assert.ok(recommended.links.some(link => link.ref === "PSG022") && !(approved.links ?? []).some(link => link.ref === "PSG022"));
  assert.deepEqual([approved.forum, approved.decidedOn, approved.mode], ["Ofgem", "2023-06-08", "Written"]);
  assert.equal(file.milestones[0].baseline, "2024-11-01");
  await page.getByRole("button", { name: "Move M10 to its new baseline" }).click();
  await flush(page);
  const moved = await record(page, "milestones", "M10");
  assert.deepEqual([moved.baseline, moved.forecast], ["2025-03-07", "2025-03-07"]);
  await close();
});

test("D163 is raised from the action TMAG21-03", async () => {
  const { page, close } = await register([{ kind: "action", ref: "TMAG21-03", title: "Raise a dependency on the SDEP" }]);
  await go(page, "TMAG21-03");
  await region(page, "Links").getByRole("button", { name: "Raise from this…" }).click();
  await fill(page, { "What is raised": { select: "Dependency" }, Title: "There is a dependency on SDEP being improved to enable it to be used as set out in the Data Cleanse Plan", Reference: "D163" });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Raise", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await region(page, "Links").getByRole("link", { name: "D163" }).click();
  await page.getByRole("heading", { level: 1, name: /SDEP being improved/ }).waitFor();
  assert.equal(await state(page), "Proposed");
  const d163 = await record(page, "items", "D163");
  assert.deepEqual(d163.links.map(link => [link.as, link.ref]), [["raisedFrom", "TMAG21-03"]]);
  await close();
});

test("TMAG19-01: R525 is published, and the public snapshot holds it in its public wording and nothing internal", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/R525");
  await page.getByRole("heading", { level: 1, name: /large portfolios/ }).waitFor();
  const publicFile = async () => {
    await page.getByRole("button", { name: "Files" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export the public snapshot" }).click()]);
    const pieces = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece);
    return { name: download.suggestedFilename(), text: Buffer.concat(pieces).toString("utf8") };
  };

  // Nothing is published yet: it says what to do.
  await page.getByRole("button", { name: "Files" }).click();
  await page.getByRole("button", { name: "Export the public snapshot" }).click();
  await page.getByText(/Nothing is published yet\. Set “Publication” to “Published”/).first().waitFor();

  const details = region(page, "Details");
  const edit = async (where, button, label, answer) => {
    await where.getByRole("button", { name: button }).click();
    const control = where.getByLabel(label, { exact: true });
    if (answer.select) await control.selectOption(answer.select);
    else await control.fill(answer);
    await where.getByRole("button", { name: "Save", exact: true }).click();
    await flush(page);
  };
  await edit(details, "Edit publication", "Publication", { select: "Published" });
  await region(page, "History").getByText("Publication Proposed → Published").waitFor();
  await details.locator("summary", { hasText: "Add a field" }).click();
  await edit(details, "Add public wording", "Public wording", "There is a risk that Suppliers with large portfolios are placed in late tranches.");
  const notes = region(page, "Notes");
  await notes.getByRole("button", { name: "Add a note" }).click();
  await notes.getByRole("textbox").fill("CANARY: not for the public");
  await notes.getByRole("button", { name: /^(Save|Add)/ }).first().click();
  await flush(page);

  const { name, text } = await publicFile();
  assert.match(name, /-public-\d{4}-\d\d-\d\d\.raid\.json$|-public\.raid\.json$/);
  const file = JSON.parse(text);
  const r525 = file.items.find(item => item.ref === "R525");
  assert.equal(r525.description, "There is a risk that Suppliers with large portfolios are placed in late tranches.");
  assert.equal(file.items.length, 1, "only what is published");
  assert.equal(file.log, undefined);
  const inside = await record(page, "items", "R525");
  assert.ok(inside.notes.length > 1 && inside.mitigation.length > 1);
  for (const secret of [...inside.notes.map(note => note.text), ...inside.mitigation.map(step => step.text), inside.description, inside.assessment.why, "CANARY"]) {
    assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)), `it leaks: ${secret}`);
  }
  for (const key of ["notes", "mitigation", "proposed", "unmet", "steps", "custom", "raisedBy"]) assert.equal(r525[key], undefined, key);

  // Anybody can open it.
  assert.equal(await load(page, text), null);
  await page.evaluate(() => { location.hash = "#item/R525"; });
  await page.getByText("placed in late tranches").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("the day that is typed decides whether a window is over, and it can be closed early with a reason", async () => {
  const { page, close } = await register([change("CR050", "Ready for IA")]);
  await go(page, "CR050");
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "11 October 2023" });
  await step(page, "Issue to impact assessment…", { "Issued on": "13 October 2023", "Who is asked": "DNO" });
  await page.getByRole("button", { name: "Close the impact assessment…" }).click();
  const dialog = page.getByRole("dialog");
  const change_status = dialog.getByRole("button", { name: "Change status" });
  // Today is long after: nothing is missing until a day is typed on which the window was open.
  assert.equal(await dialog.getByLabel(/^Go on all the same/).count(), 0);
  await fill(page, { Since: "" });
  await change_status.click();
  await dialog.getByText("Say since which day: “IA closed” needs its day").waitFor();
  await fill(page, { Since: "27 October 2023" });
  await dialog.getByText("Round 1 closes on 27 October 2023 and not everybody has answered").first().waitFor();
  await dialog.getByLabel(/^Go on all the same/).check();
  await fill(page, { Reason: "The DNOs said that they will not answer" });
  await change_status.click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  const item = await record(page, "changeRequests", "CR050");
  assert.deepEqual([item.status, item.since, item.unmet], ["IA closed", "2023-10-27", ["Round 1 closes on 27 October 2023 and not everybody has answered"]]);
  await region(page, "Impact assessment").getByText("27 October 2023").first().waitFor();
  await close();
});

test("a round is extended on the day that was given, and the story tells that day", async () => {
  const { page, faults, close } = await register([change("CR050", "Ready for IA")]);
  await go(page, "CR050");
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "11 October 2023" });
  await step(page, "Issue to impact assessment…", { "Issued on": "13 October 2023", "Who is asked": "DNO" });
  await page.getByRole("button", { name: "Extend…" }).click();
  const dialog = page.getByRole("dialog");
  await fill(page, { "New closing day": "3 November 2023", Why: "Half term" });
  // Today is long after, and it is what the dialog begins with.
  await dialog.getByRole("button", { name: "Extend", exact: true }).click();
  await dialog.getByRole("alert").getByText("It is granted between the day of issue and the new last day: check the day").waitFor();
  await fill(page, { "Granted on": "25 October 2023" });
  await dialog.getByRole("button", { name: "Extend", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  const item = await record(page, "changeRequests", "CR050");
  assert.deepEqual(item.rounds[0].extensions, [{ to: "2023-11-03", why: "Half term", on: "2023-10-25" }]);
  const round = region(page, "Impact assessment");
  await round.getByText("10 working days: how they were counted").click();
  await round.getByText("Round 1 extended on 25 October 2023 to 3 November 2023: Half term").waitFor();
  const told = region(page, "Story so far").getByRole("listitem").filter({ hasText: "Round 1 extended" });
  assert.match(await told.innerText(), /^25 October 2023/);
  // A day that nobody knows is left out.
  await step(page, "Extend…", { "New closing day": "10 November 2023", Why: "Half term again", "Granted on": "" });
  assert.deepEqual((await record(page, "changeRequests", "CR050")).rounds[0].extensions[1], { to: "2023-11-10", why: "Half term again" });
  assert.deepEqual(faults, []);
  await close();
});

test("a round asks whom the set-up names, as it says", async () => {
  const { page, close, faults } = await register([change("CR050", "Ready for IA")]);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Change the lists…" }).click();
  const lists = page.getByRole("dialog", { name: "The programme’s lists" });
  await lists.getByLabel("Constituencies, or parties").fill("Contractor A\nThe Trust");
  await lists.getByLabel("Channels of notification").fill("Site meeting");
  await lists.getByLabel("Days to answer").fill("7");
  await lists.getByRole("button", { name: "Save the lists" }).click();
  await lists.waitFor({ state: "detached" });
  await go(page, "CR050");
  await step(page, "Submit…", { "Submitted by": "Programme", "Submitted on": "11 October 2023" });
  await page.getByRole("button", { name: "Issue to impact assessment…" }).click();
  const dialog = page.getByRole("dialog");
  const typed = await Promise.all(["Working days to answer", "Who is asked", "How they are told"].map(label => dialog.getByLabel(labelled(label)).and(dialog.locator("input, textarea")).inputValue()));
  assert.deepEqual(typed, ["7", "Contractor A, The Trust", "Site meeting"]);
  await dialog.getByRole("button", { name: "Issue", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const [round] = (await record(page, "changeRequests", "CR050")).rounds;
  assert.deepEqual([round.audience, round.channels, round.window], [["Contractor A", "The Trust"], ["Site meeting"], 7]);
  assert.deepEqual(faults, []);
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

test("what a refused step lacks leads to where it is filled in", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#item/CR002");
  await page.getByRole("button", { name: "Validate…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Go to the field" }).first().click();
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => {
    const active = document.querySelector("raid-register").shadowRoot.activeElement;
    return active?.matches("article button[aria-label^='Add '], article button[aria-label^='Edit ']");
  });
  assert.deepEqual(faults, []);
  await close();
});

test("an export says how many confidential answers it holds", async () => {
  const given = (party, more) => ({
    id: `${more.confidential ? 4 : 5}-00000001`, round: "2-00000001", party, constituency: "DNO", receivedOn: "2023-07-20", position: "Support", ...more,
  });
  const { page, faults, close } = await register([
    assessed("CR050", "IA closed", { responses: [given("DNO Representative", { confidential: true }), given("Another", {})] }),
  ]);
  const bytes = (await exported(page)).bytes.toString();
  assert.match(bytes, /"confidential":true/);
  await page.getByText("The export is in your downloads. It holds 1 answer that is marked as confidential").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a risk goes where its workflow leads, and out of turn only with a reason that is told", async () => {
  const { page, faults, close } = await register([{ kind: "risk", ref: "R1", title: "The data cut arrives late", status: "Closed" }]);
  await go(page, "R1");
  await page.locator("button.item__status").click();
  const dialog = page.getByRole("dialog");
  const follows = await dialog.locator("select > option").allInnerTexts();
  assert.deepEqual(follows, ["Choose…", "Open"]);
  await fill(page, { "New status": { select: "Treating" } });
  await dialog.getByText("“Treating” does not follow “Closed”").waitFor();
  await fill(page, { Reason: "The supplier has said so again" });
  const change_status = dialog.getByRole("button", { name: "Change status" });
  await change_status.click();
  await dialog.getByRole("alert").getByText("“Treating” does not follow “Closed”").waitFor();
  await dialog.getByLabel(/^Go on all the same/).check();
  await change_status.click();
  await dialog.waitFor({ state: "detached" });
  await flush(page);
  const item = await record(page, "items", "R1");
  assert.deepEqual([item.status, item.why, item.unmet], ["Treating", "The supplier has said so again", ["“Treating” does not follow “Closed”"]]);
  await region(page, "History").getByText("although: “Treating” does not follow “Closed”").first().waitFor();

  // What follows asks for no more than before.
  await step(page, "Close…", { Reason: "It cannot happen any more" });
  await step(page, "Reopen…", { Reason: "It can" });
  assert.equal(await state(page), "Open");
  assert.deepEqual(faults, []);
  await close();
});
