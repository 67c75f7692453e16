// The board, the calendar and a meeting's agenda, with the sample register as the programme's papers left it.

import { test } from "node:test";
import { assert, downloaded, drawn, leaveSettings, load, profile, region, snapshot, withBrowser } from "./page.mjs";

const shared = withBrowser();

/** Clicks what hands out a file and gives its name and text. */
async function handedOut(page, button) {
  const { name, bytes } = await downloaded(page, button);
  return { name, text: bytes.toString("utf8").replace(/\r\n /g, "") };
}

const events = file => file.text.split("BEGIN:VEVENT").slice(1);

test("the board shows each change request in its state and leads to it", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#board");
  const column = page.getByRole("region", { name: /^Amendments required/ });
  await column.getByText("Since 11 Oct 2023").waitFor();
  await column.getByRole("link", { name: /CR032/ }).click();
  await page.getByRole("heading", { level: 1, name: /IF-165/ }).waitFor();
  await page.getByRole("link", { name: /Back to board/ }).click();
  await page.getByRole("heading", { level: 1, name: "Board" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("the board shows ended requests when asked", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#board");
  const changeRequests = [
    { kind: "changeRequest", ref: "CR040", title: "Taken back", status: "Withdrawn" },
    { kind: "changeRequest", ref: "CR041", title: "Under way", status: "Raised" },
  ];
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "DAG" }, changeRequests })), null);
  await page.evaluate(() => { location.hash = "#board"; });
  const ended = page.getByRole("button", { name: "Ended requests (1)" });
  await ended.waitFor();
  assert.equal(await page.getByText("CR040").count(), 0);
  await ended.click();
  await page.getByRole("region", { name: /^Ended/ }).getByText("CR040").waitFor();
  assert.equal(await ended.getAttribute("aria-pressed"), "true");
  await close();
});

test("a month shows closing days and meetings, turns its pages and hands out a calendar file", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#calendar/2023-10");
  const table = page.getByRole("table", { name: /October 2023/ });
  const cell = day => table.getByRole("cell").filter({ hasText: day });
  await cell("13 October 2023").getByText("DAG29-01").waitFor();
  await cell("11 October 2023").getByText("DAG029").waitFor();
  const month = await handedOut(page, "This month (.ics)");
  assert.equal(month.name, "october-2023.ics");
  const due = events(month).find(event => event.includes("DAG29-01"));
  assert.match(due, /DTSTART;VALUE=DATE:20231013/);
  assert.match(due, /SUMMARY:DAG29-01: due/);
  const all = await handedOut(page, "Every date (.ics)");
  assert.ok(events(all).length > events(month).length);
  await page.getByRole("link", { name: "Next month" }).click();
  await page.getByRole("heading", { level: 1, name: "November 2023" }).waitFor();
  await page.waitForURL(/#calendar\/2023-11$/);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "October 2023" }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a month without dates says where the nearest is", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#calendar/2019-01");
  await page.getByText("Nothing is dated in this month.").waitFor();
  await page.getByRole("main").getByRole("link", { name: /^\w+ 20\d\d$/ }).click();
  await drawn(page);
  assert.ok(await page.locator(".calendar__entry").count() > 0);
  await close();
});

test("an agenda sets out a meeting as the papers do, and another can be chosen", async () => {
  const { open, close, faults } = await profile(shared, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await open("#agenda/DAG029");
  await page.getByRole("heading", { level: 1, name: "Agenda of DAG029" }).waitFor();
  await region(page, "Decisions made").getByText("DAG-DEC76").waitFor();
  await page.getByRole("button", { name: "Copy as text" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^DAG029 – Agenda, 11 October 2023\n\nFor decision\n/);
  await page.getByRole("combobox", { name: "Meeting" }).selectOption("DAG030");
  await page.getByRole("heading", { level: 1, name: "Agenda of DAG030" }).waitFor();
  await region(page, "For information: on the way").getByText("CR032").waitFor();
  await page.waitForURL(/#agenda\/DAG030$/);
  const file = await handedOut(page, "Calendar file (.ics)");
  assert.ok(events(file).some(event => event.includes("SUMMARY:DAG030: meeting")));
  assert.deepEqual(faults, []);
  await close();
});

test("an agenda begins with the meeting's own agenda items, also as text and in the calendar file", async () => {
  const { open, close, faults } = await profile(shared, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await open("#board");
  const meetings = [
    { kind: "meeting", ref: "DAG029", title: "Design Advisory Group 29", group: "DAG", heldOn: "2023-10-11", agendaItems: "1. Minutes and actions\n2. CR032, to be issued\n\n3. Any other business" },
    { kind: "meeting", ref: "DAG030", title: "Design Advisory Group 30", group: "DAG", heldOn: "2023-11-08" },
  ];
  assert.equal(await load(page, JSON.stringify({ format: "raid-register", formatVersion: 1, register: { title: "DAG" }, meetings })), null);
  await page.evaluate(() => { location.hash = "#agenda/DAG029"; });
  const items = region(page, "Agenda items");
  await items.waitFor();
  const lines = ["1. Minutes and actions", "2. CR032, to be issued", "3. Any other business"];
  assert.deepEqual(await items.getByRole("listitem").allInnerTexts(), lines);
  assert.equal(await page.getByRole("heading", { level: 2 }).first().innerText(), "Agenda items");
  await page.getByRole("button", { name: "Copy as text" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(`DAG029 – Agenda, 11 October 2023\n\nAgenda items\n  ${lines.join("\n  ")}\n\nFor decision\n`), copied);
  const [meeting] = events(await handedOut(page, "Calendar file (.ics)"));
  assert.ok(meeting.includes("DESCRIPTION:Design Advisory Group 29\\n\\n1. Minutes and actions\\n2. CR032\\, to be issued\\n"), meeting);
  await page.emulateMedia({ media: "print" });
  assert.ok(await items.getByText(lines[1]).isVisible(), "on paper too");
  await page.emulateMedia({ media: null });
  await page.getByRole("combobox", { name: "Meeting" }).selectOption("DAG030");
  await page.getByRole("heading", { level: 1, name: "Agenda of DAG030" }).waitFor();
  assert.equal(await page.getByText("Agenda items").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("steps that were taken although something was missing are told, with the reason, on board, agenda and overview", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#board");
  const told = /Went to “Approved” on 9 August 2023 although something was missing: .*Reason: The DAG Chair approved CR024/;
  const short = /“Approved” on 9 Aug 2023 although 4 things were missing\. Reason: The DAG Chair approved CR024/;
  // It stands at “Scheduled” by now.
  await page.getByRole("region", { name: /^Scheduled/ }).getByText(short).waitFor();
  await page.evaluate(() => { location.hash = "#overview"; });
  await region(page, "Steps taken although something was missing").getByText(short).waitFor();
  await page.evaluate(() => { location.hash = "#agenda/DAG028"; });
  await page.getByText(/Went to “Deferred” on 9 August 2023 although something was missing: .*Reason: Deferred to the September 2023 DAG meeting/).first().waitFor();
  await page.evaluate(() => { location.hash = "#item/CR024"; });
  await region(page, "What comes next").getByText(told).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a decision that is awaited on a day stands in the calendar and in its file", async () => {
  const { open, close } = await profile(shared);
  const page = await open("#calendar/2022-05");
  const cell = page.getByRole("cell").filter({ has: page.locator("time[datetime='2022-05-04']") });
  await cell.getByRole("link", { name: "CR005" }).waitFor();
  const month = await handedOut(page, "This month (.ics)");
  assert.ok(events(month).some(event => event.includes("SUMMARY:CR005: decision due")));
  await close();
});

test("the register has working days of its own: whose bank holidays count, days off and days on", async () => {
  const { open, close, faults } = await profile(shared);
  const page = await open("#calendar/2026-06");
  const cell = day => page.getByRole("cell").filter({ has: page.locator(`time[datetime='${day}']`) });
  assert.ok(!/World Cup/.test(await cell("2026-06-15").innerText()));
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Change the working days…" }).click();
  const dialog = page.getByRole("dialog", { name: "Working days" });
  await dialog.getByLabel("Bank holidays of").selectOption("Scotland");
  await dialog.getByLabel("Further days on which nobody works").fill("some day");
  await dialog.getByRole("button", { name: "Save the working days" }).click();
  await dialog.getByText(/“some day”/).waitFor();
  await dialog.getByLabel("Further days on which nobody works").fill("16/06/2026 Programme closed");
  await dialog.getByLabel(/^Days on which people work/).fill("20/06/2026");
  await dialog.getByRole("button", { name: "Save the working days" }).click();
  await dialog.waitFor({ state: "detached" });
  await leaveSettings(page);
  await cell("2026-06-15").getByText("World Cup bank holiday").waitFor();
  await cell("2026-06-16").getByText("Programme closed").waitFor();
  assert.ok(!/calendar__day--rest/.test(await cell("2026-06-20").getAttribute("class")), "a Saturday on which people work");
  assert.ok(/calendar__day--rest/.test(await cell("2026-06-16").getAttribute("class")));
  const scheme = JSON.parse(await snapshot(page)).scheme.calendar;
  assert.deepEqual(scheme, { division: "scotland", closed: [{ date: "2026-06-16", name: "Programme closed" }], open: ["2026-06-20"] });
  assert.deepEqual(faults, []);
  await close();
});
