// Drives the plain page (plain/) through the tasks of the benchmark. `product.mjs` has the same functions.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export const name = "plain";

/** The folder to serve, given the arguments of the run. */
export const folder = () => fileURLToPath(new URL("plain/", import.meta.url));

/** The page as it is, opening the register at that address. */
export async function page(_, register) {
  const shipped = await readFile(new URL("plain/index.html", import.meta.url), "utf8");
  return shipped.replace("<body", `<body data-open="${register}"`);
}

/** Where things are on the page; `*` stands for a column. */
export const places = {
  table: "#table",
  scroller: "#scroller",
  row: "#rows > [role=row]:not([hidden])",
  cell: "[data-column=*]",
  header: "#head [data-column=*] button",
  search: "#search",
  site: "#site",
};

/** What this page calls the columns that are needed. */
export const columns = { reference: "reference", title: "title", due: "due", exposure: "exposure" };

/** Puts `driver` into the page, before the page's own scripts. Must stand alone: it is sent to the page as text. */
export function install(places, columns) {
  const { bench } = globalThis;
  const find = selector => document.querySelector(selector);
  const table = () => find(places.table);
  const scroller = () => find(places.scroller);

  const position = row => Number(row.getAttribute("aria-rowindex"));
  const rows = () => [...document.querySelectorAll(places.row)].sort((one, other) => position(one) - position(other));
  const cell = (row, column) => row.querySelector(places.cell.replace("*", columns[column]));
  const text = (row, column) => cell(row, column).textContent;
  const lastPosition = () => Number(table().getAttribute("aria-rowcount"));
  const inView = () => {
    const view = scroller().getBoundingClientRect();
    return rows().filter(row => {
      const box = row.getBoundingClientRect();
      return box.bottom > view.top && box.top < view.bottom;
    });
  };
  const references = () => inView().map(row => text(row, "reference")).join(" ");

  /** Milliseconds from `act()` until other rows are in view. */
  function untilOtherRows(act) {
    const before = references();
    return bench.untilShown(table(), act, () => references() !== before);
  }

  function type(field, value) {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }

  function choose(site) {
    const field = find(places.site);
    field.value = site;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function sortBy(column) {
    const header = find(places.header.replace("*", columns[column]));
    return untilOtherRows(() => header.click());
  }

  /** Makes the first row's title a field and types new words into it. Gives back what takes them over. */
  async function prepareEdit(words) {
    const title = cell(rows()[0], "title");
    title.dispatchEvent(new MouseEvent("dblclick", { bubbles: true, composed: true }));
    const field = title.querySelector("input");
    type(field, words);
    return () => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
  }

  async function editOne(words) {
    const takeOver = await prepareEdit(words);
    return bench.untilShown(table(), takeOver, () => rows().some(row => text(row, "title") === words));
  }

  async function saveOne(words) {
    const takeOver = await prepareEdit(words);
    return bench.untilDone(() => {
      takeOver();
      return globalThis.plain.flush();
    });
  }

  globalThis.driver = {
    hasRows: () => Boolean(find(places.row)),

    isReady: () => Boolean(globalThis.plain && find(places.header.replace("*", columns.title))),

    open: file => untilOtherRows(() => globalThis.plain.load(file)),

    openText: text => untilOtherRows(() => globalThis.plain.loadText(text)),

    filter: query => untilOtherRows(() => type(find(places.search), query)),

    filterBySite: site => untilOtherRows(() => choose(site)),

    clearSite: async () => {
      choose("");
      await bench.calm();
    },

    rowCount: () => lastPosition() - 1,

    clearFilter: async () => {
      type(find(places.search), "");
      await bench.calm();
    },

    scrollToEnd: () => {
      const scroll = () => { scroller().scrollTop = scroller().scrollHeight; };
      return bench.untilShown(table(), scroll, () => inView().some(row => position(row) === lastPosition()));
    },

    scrollToStart: async () => {
      scroller().scrollTop = 0;
      await bench.calm();
    },

    editOne,
    saveOne,
    // With the promise that the product makes.
    saveSafely: async words => {
      globalThis.plain.promise("strict");
      const time = await saveOne(words);
      globalThis.plain.promise("default");
      return time;
    },
    // It has no page for a record.
    editOnPage: editOne,
    saveOnPage: saveOne,

    sortByDue: () => sortBy("due"),
    sortByTitle: () => sortBy("title"),
    sortByExposure: () => sortBy("exposure"),

    exportFile: () => bench.untilDone(async () => {
      const blob = await globalThis.plain.exportBlob();
      if (!blob.size) throw new Error("the export is empty");
    }),
  };
}

/** Runs inside the plain page: a query with few hits, and how many. One word if it can be, else two. */
export function pickQuery() {
  const haystacks = globalThis.plain.haystacks();
  const few = haystacks.length / 100;
  const words = [...new Set(haystacks[haystacks.length >> 1].match(/\b[a-z]{5,}\b/g))].slice(0, 40);
  const hits = words.map(word => haystacks.map(text => text.includes(word)));
  const candidates = words.map((word, at) => ({ query: word, hits: hits[at].filter(Boolean).length }));
  for (let one = 0; one < words.length; one++) {
    for (let other = 0; other < one; other++) {
      const both = hits[one].reduce((count, hit, at) => count + (hit && hits[other][at] ? 1 : 0), 0);
      candidates.push({ query: `${words[other]} ${words[one]}`, hits: both });
    }
  }
  const distance = candidate => Math.abs(Math.log(candidate.hits / few));
  const singles = candidates.slice(0, words.length).filter(candidate => candidate.hits <= 2 * few);
  return (singles.length ? singles : candidates).sort((one, other) => distance(one) - distance(other))[0];
}
