// The plain page: what a good JavaScript developer would write by hand for this task, and nothing else. It is the
// named rival of the benchmark, so it takes every short cut that is honest: the file becomes objects with JSON.parse,
// the search text is lower-cased once, sort keys are numbers in typed arrays, and only the rows in view exist.
"use strict";

const ROW_HEIGHT = 32;
const SPARE_ROWS = 4;
const COLUMNS = ["reference", "title", "kind", "status", "rag", "owner", "groups", "due", "exposure"];
const LABELS = ["Reference", "Title", "Kind", "Status", "RAG", "Owner", "Groups", "Due", "Exposure"];
const SECTIONS = ["items", "changeRequests", "actions", "decisions", "milestones", "meetings"];
const KINDS = {
  risk: "Risk", assumption: "Assumption", issue: "Issue", dependency: "Dependency", changeRequest: "Change request",
  action: "Action", decision: "Decision", milestone: "Milestone", meeting: "Meeting",
};
const RAGS = ["", "Blue", "Low", "Green", "Medium", "Amber", "High", "Critical", "Red"];
const POUNDS = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", maximumFractionDigits: 0 });
const NEVER = 99999999; // sorts after every day

const $ = id => document.getElementById(id);
const scroller = $("scroller");

// ---- the register, as it was read -------------------------------------------------------------------------------

let snapshot = emptySnapshot();
let items = [];             // every record, in the order of the file
let haystacks = [];         // lower-cased search text, one for each record
let ranks = {};             // sort keys by column, made when a column is first sorted
let order = [];             // places of the records in sort order
let shown = [];             // those of `order` that match the search
let sorted = { column: null, descending: false };
let words = [];
let site = "";              // the one whose records are shown
let tick = 0;
const replica = Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");

function emptySnapshot() {
  return { format: "raid-register", formatVersion: 1, minReader: 1, register: {}, log: [], ...Object.fromEntries(SECTIONS.map(name => [name, []])) };
}

async function load(file) {
  adopt(await readSnapshot(file));
}

function adopt(read) {
  snapshot = read;
  items = SECTIONS.flatMap(name => snapshot[name] ?? []);
  haystacks = items.map(haystack);
  tick = parseInt(snapshot.log.at(-1)?.id ?? "0", 10); // the log is in order
  ranks = {};
  order = numbers(items, (_, place) => place);
  sorted = { column: null, descending: false };
  words = wordsOf($("search").value);
  site = "";
  const sites = snapshot.scheme?.customFields?.Site?.choices ?? [];
  $("site").replaceChildren(new Option("Any", ""), ...sites.map(name => new Option(name)));
  scroller.scrollTop = 0;
  filter();
}

// ---- reading the file ---------------------------------------------------------------------------------------------

// V8 holds no string of more than 537 million characters, and a register of 100,000 can be longer. Large files are cut
// at the end of an event's line, and each piece is completed to JSON of its own, so that no text is copied for it.
const PIECE = 300_000_000;

async function readSnapshot(file) {
  const read = await parse([file.slice(0, await cutAfter(file, PIECE))], file.size > PIECE);
  for (let from = PIECE; from < file.size; from += PIECE) {
    const start = await cutAfter(file, from);
    const piece = file.slice(start + 1, await cutAfter(file, from + PIECE));
    const { log } = await parse(['{"log":[', piece], from + PIECE < file.size);
    for (const event of log) read.log.push(event);
  }
  return read;
}

async function parse(parts, isCut) {
  return JSON.parse(await new Blob(isCut ? [...parts, "]}"] : parts).text());
}

/** The comma after the first event that ends there or later; the end of the file if it is not that long. */
async function cutAfter(file, from) {
  if (from >= file.size) return file.size;
  const bytes = await file.slice(from, from + 1_000_000).arrayBuffer();
  return from + new TextDecoder("latin1").decode(bytes).search(/,\n\s*\{"id":/);
}

// ---- search -------------------------------------------------------------------------------------------------------

function haystack(item) {
  let text = `${item.ref ?? ""}\n${item.title}\n${ownerOf(item)}\n${item.description ?? ""}\n${item.impactStatement ?? ""}`;
  if (item.mitigation) for (const step of item.mitigation) text += "\n" + step.text + "\n" + ownerOf(step);
  if (item.notes) for (const note of item.notes) text += "\n" + note.text;
  return text.toLowerCase();
}

function wordsOf(query) {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function search(query) {
  words = wordsOf(query);
  scroller.scrollTop = 0;
  filter();
}

function filter() {
  shown = words.length || site ? order.filter(matches) : order;
  $("count").textContent = `${shown.length} of ${items.length}`;
  $("table").setAttribute("aria-rowcount", shown.length + 1);
  $("rows").style.height = `${shown.length * ROW_HEIGHT}px`;
  redraw();
}

function matches(place) {
  if (site && items[place].custom?.Site !== site) return false;
  const text = haystacks[place];
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

// ---- sorting ------------------------------------------------------------------------------------------------------

function sort(column) {
  sorted = { column, descending: sorted.column === column && !sorted.descending };
  const keys = ranks[column] ??= ranksOf(column);
  order = byKeys(keys, sorted.descending);
  scroller.scrollTop = 0;
  drawHead();
  filter();
}

// Key and place in one number: the native sort of a typed array needs no comparison function, and ties keep their order.
function byKeys(keys, descending) {
  const packed = new Float64Array(keys.length);
  const sign = descending ? -1 : 1;
  for (let place = 0; place < keys.length; place++) packed[place] = sign * keys[place] * 2 ** 24 + place;
  packed.sort();
  // Back to the place, also for the negative numbers of a descending sort.
  return numbers(packed, number => number - Math.floor(number / 2 ** 24) * 2 ** 24);
}

function numbers(list, number) {
  const result = new Uint32Array(list.length);
  for (let place = 0; place < list.length; place++) result[place] = number(list[place], place);
  return result;
}

function ranksOf(column) {
  switch (column) {
    case "due": return numbers(items, item => dayNumber(dueOf(item)));
    case "exposure": return numbers(items, item => item.custom?.Exposure ? Number(item.custom.Exposure) : NEVER);
    case "rag": return numbers(items, item => RAGS.indexOf(ragOf(item)));
    case "reference": return ranksOfTexts(items.map(item => (item.ref ?? "~").replace(/\d+/g, digits => digits.padStart(8, "0"))));
    default: return ranksOfTexts(items.map(item => cellText(item, column).toLowerCase()));
  }
}

// Texts are compared once; from then on their column sorts by rank.
function ranksOfTexts(texts) {
  const distinct = [...new Set(texts)].sort();
  const rankOf = new Map(distinct.map((text, rank) => [text, rank]));
  return numbers(texts, text => rankOf.get(text));
}

function dayNumber(due) {
  if (due === "ASAP") return 0;
  const isDay = due.length === 10 && due[4] === "-" && due[7] === "-";
  return isDay ? due.slice(0, 4) * 10000 + due.slice(5, 7) * 100 + +due.slice(8) : NEVER;
}

// ---- what the columns show ------------------------------------------------------------------------------------------

function cellText(item, column) {
  switch (column) {
    case "reference": return item.ref ?? "";
    case "title": return item.title;
    case "kind": return KINDS[item.kind] ?? item.kind;
    case "status": return item.status;
    case "rag": return ragOf(item);
    case "owner": return ownerOf(item);
    case "groups": return item.groups ? item.groups.join(", ") : "";
    case "due": return dueOf(item);
    case "exposure": return item.custom?.Exposure ? POUNDS.format(item.custom.Exposure) : "";
  }
}

function ragOf(item) {
  return item.assessment?.level ?? item.ragCurrent ?? item.severity ?? "";
}

function ownerOf(item) {
  const owner = item.owner;
  return typeof owner === "object" ? `${owner.role} (${owner.name})` : owner ?? "";
}

function dueOf(item) {
  return item.due ?? item.targetResolution ?? item.validateBy ?? item.needBy ?? item.targetDecision ?? item.forecast
    ?? item.heldOn ?? openStepDue(item) ?? item.nextReview ?? "";
}

function openStepDue(item) {
  return item.mitigation?.find(step => !step.done && step.due)?.due;
}

// ---- the virtual table ------------------------------------------------------------------------------------------------

let pool = []; // rows that exist; position p is always drawn by pool[p % pool.length]

function drawHead() {
  const head = $("head");
  if (!head.firstChild) {
    LABELS.forEach((label, at) => {
      const cell = document.createElement("div");
      cell.setAttribute("role", "columnheader");
      cell.dataset.column = COLUMNS[at];
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      cell.append(button);
      head.append(cell);
    });
  }
  for (const cell of head.children) {
    const direction = sorted.descending ? "descending" : "ascending";
    cell.setAttribute("aria-sort", cell.dataset.column === sorted.column ? direction : "none");
  }
}

function newRow() {
  const element = document.createElement("div");
  element.setAttribute("role", "row");
  const cells = COLUMNS.map(column => {
    const cell = document.createElement("div");
    cell.setAttribute("role", "cell");
    cell.dataset.column = column;
    cell.append("");
    element.append(cell);
    return cell;
  });
  element.hidden = true;
  $("rows").append(element);
  return { element, texts: cells.map(cell => cell.firstChild), rag: cells[COLUMNS.indexOf("rag")], position: -1 };
}

function redraw() {
  for (const row of pool) row.position = -1;
  draw();
}

// Draws the rows in view. A row that already stands in its place is left alone.
function draw() {
  const inView = Math.ceil(scroller.clientHeight / ROW_HEIGHT) + 2 * SPARE_ROWS;
  while (pool.length < inView) pool.push(newRow());
  const top = Math.floor(scroller.scrollTop / ROW_HEIGHT) - SPARE_ROWS;
  const first = Math.max(0, Math.min(top, shown.length - pool.length));
  for (let position = first; position < first + pool.length; position++) {
    const row = pool[position % pool.length];
    if (row.position !== position) place(row, position);
  }
}

function place(row, position) {
  row.position = position;
  row.element.hidden = position >= shown.length;
  if (row.element.hidden) return;
  const item = items[shown[position]];
  COLUMNS.forEach((column, at) => {
    const text = cellText(item, column);
    if (row.texts[at].data !== text) row.texts[at].data = text;
  });
  row.rag.dataset.rag = ragOf(item);
  row.element.dataset.place = shown[position];
  row.element.setAttribute("aria-rowindex", position + 2);
  row.element.style.transform = `translateY(${position * ROW_HEIGHT}px)`;
}

// ---- editing, saving, exporting -----------------------------------------------------------------------------------------

function edit(place, field, to) {
  const item = items[place];
  const at = new Date().toISOString();
  const event = { id: `${++tick}-${replica}`, about: item.id, at, by: "Programme (PMO)", fact: "item.edited", field, from: item[field], to };
  item[field] = to;
  item.changed = at;
  snapshot.log.push(event);
  haystacks[place] = haystack(item);
  ranks = {};
  redraw();
  save(event);
}

// What a browser does by itself: an event that was saved may be lost with the machine.
let durability = "default";
let database = null;
let saving = Promise.resolve();

function openDatabase() {
  return database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("plain-register", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("tail", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function save(event) {
  saving = openDatabase().then(db => new Promise((resolve, reject) => {
    const transaction = db.transaction("tail", "readwrite", { durability });
    transaction.objectStore("tail").put(event);
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  }));
}

// Some hundred records at a time: faster than one long string, which V8 could not hold for a large register anyway.
const EXPORT_AT_ONCE = 500;

function exportBlob() {
  const parts = [];
  for (const [name, value] of Object.entries(snapshot)) {
    parts.push(parts.length ? "," : "{", JSON.stringify(name), ":");
    if (Array.isArray(value)) pushList(parts, value);
    else parts.push(JSON.stringify(value));
  }
  parts.push("}");
  return new Blob(parts, { type: "application/vnd.raid-register+json" });
}

function pushList(parts, list) {
  parts.push("[");
  for (let from = 0; from < list.length; from += EXPORT_AT_ONCE) {
    parts.push(from ? "," : "", JSON.stringify(list.slice(from, from + EXPORT_AT_ONCE)).slice(1, -1));
  }
  parts.push("]");
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(exportBlob());
  link.download = "register.raid.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 40_000);
}

// A double click on a title makes it a field; Enter takes the new wording, Escape leaves the old.
function editTitle(cell) {
  const place = Number(cell.parentElement.dataset.place);
  const field = document.createElement("input");
  field.value = cell.textContent;
  const end = () => field.replaceWith(text);
  const text = cell.firstChild;
  field.onkeydown = event => {
    if (event.key === "Escape") end();
    if (event.key === "Enter") {
      end();
      edit(place, "title", field.value);
    }
  };
  text.replaceWith(field);
  field.focus();
}

// ---- start --------------------------------------------------------------------------------------------------------------

$("file").onchange = event => load(event.target.files[0]);
$("search").oninput = event => search(event.target.value);
$("site").onchange = event => {
  site = event.target.value;
  scroller.scrollTop = 0;
  filter();
};
$("export").onclick = download;
$("head").onclick = event => {
  const header = event.target.closest("[data-column]");
  if (header) sort(header.dataset.column);
};
$("rows").ondblclick = event => {
  const cell = event.target.closest("[data-column=title]");
  if (cell) editTitle(cell);
};
scroller.addEventListener("scroll", draw, { passive: true });
addEventListener("resize", draw);

drawHead();
filter();
openDatabase().catch(() => {});
// A page may name the register that it opens by itself.
const { open } = document.body.dataset;
if (open) fetch(open).then(answer => answer.blob()).then(load);

// What the benchmark calls.
globalThis.plain = { promise: kind => { durability = kind; }, load, loadText: text => adopt(JSON.parse(text)), exportBlob, flush: () => saving, haystacks: () => haystacks };
