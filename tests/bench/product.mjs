// Drives the product through the tasks of the benchmark. `rival.mjs` has the same functions.
// When the page changes, change `places` and `columns`; only if a task is done in another way, its function.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const name = "product";

/** The folder to serve, given the arguments of the run. */
export const folder = options => options.dist;

/** The page as it is shipped, opening the register at that address when it is visited for the first time. */
export async function page(options, register) {
  const shipped = await readFile(join(options.dist, "index.html"), "utf8");
  const changed = shipped.replace(/ src="[^"]*\.raid\.json"/, ` src="${register}"`);
  if (changed === shipped) throw new Error("the page has no register of its own any more: see product.mjs");
  return changed;
}

/** Where things are: the element on the page, everything else in its shadow root. `*` stands for a column. */
export const places = {
  element: "raid-register",
  table: "table[role=grid]",
  scroller: ".list__scroll",
  row: "tr.list__row[aria-rowindex]",
  cell: "td.list__c-*",
  header: "th.list__c-* button",
  search: "#list-search",
  // The filter of a field of the programme's own: the bytes of its name, "Site".
  site: "#list-own-53697465",
  // Editing in the table.
  cellField: "#list-cell-field",
  // Editing on the record's own page: what leads there, its title, and what takes the words over.
  open: "td.list__c-ref a",
  editTitle: "button[aria-label='Edit title']",
  titleField: "#item-field-title",
  takeOver: ".item__titleline button[type=submit]",
  title: "#item-title",
  back: ".item__back a",
};

/** Where the page opens: the list of everything, with a field of the programme's own as its last column. */
export const start = "#list?columns=ref,title,kind,status,rag,owner,groups,due,own.Exposure";

/** What this page calls the columns that are needed. */
export const columns = { reference: "ref", title: "title", due: "due", exposure: "field" };

/** Puts `driver` into the page, before the page's own scripts. Must stand alone: it is sent to the page as text. */
export function install(places, columns) {
  const { bench } = globalThis;
  const element = () => document.querySelector(places.element);
  const inside = () => element()?.shadowRoot;
  const find = selector => inside()?.querySelector(selector);
  const table = () => find(places.table);
  const scroller = () => find(places.scroller);

  const position = row => Number(row.getAttribute("aria-rowindex"));
  const rows = () => [...inside().querySelectorAll(places.row)].sort((one, other) => position(one) - position(other));
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
    return bench.untilShown(inside(), act, () => references() !== before);
  }

  function type(field, value) {
    field.value = value;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  }

  function choose(site) {
    const field = find(places.site);
    field.value = site;
    field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  }

  function sortBy(column) {
    const header = find(places.header.replace("*", columns[column]));
    return untilOtherRows(() => header.click());
  }

  /** Makes the first row's title a field and types new words into it. Gives back what takes them over. */
  async function prepareEdit(words) {
    const row = rows()[0];
    row.focus();
    row.dispatchEvent(new KeyboardEvent("keydown", { key: "F2", bubbles: true, composed: true }));
    await bench.seen(inside(), () => find(places.cellField));
    type(find(places.cellField), words);
    await bench.calm();
    return () => find(places.cellField).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true }));
  }

  /** Opens the page of the first record and types a new title. Gives back what takes it over. */
  async function prepareOnPage(words) {
    if (!find(places.title)) {
      find(places.open).click();
      await bench.seen(inside(), () => find(places.editTitle));
      await bench.calm();
    }
    find(places.editTitle).click();
    await bench.seen(inside(), () => find(places.titleField));
    type(find(places.titleField), words);
    await bench.calm();
    return () => find(places.takeOver).click();
  }

  async function back() {
    find(places.back).click();
    await bench.seen(inside(), () => table());
    await bench.calm();
  }

  globalThis.driver = {
    isReady: () => Boolean(find(places.header.replace("*", columns.title))),

    hasRows: () => Boolean(find(places.row)),

    open: file => untilOtherRows(() => element().load(file)),

    openText: text => untilOtherRows(() => element().load(text)),

    // A file of another register joins the one that is here. Gives the milliseconds, and those of the longest task on the way.
    mergeIn: async file => {
      let longest = 0;
      const observer = new PerformanceObserver(list => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      observer.observe({ type: "longtask" });
      const time = await bench.untilDone(() => element().merge(file));
      await bench.calm();
      observer.disconnect();
      return { time, longest };
    },

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
      return bench.untilShown(inside(), scroll, () => inView().some(row => position(row) === lastPosition()));
    },

    scrollToStart: async () => {
      scroller().scrollTop = 0;
      await bench.calm();
    },

    // In the table, as in the plain page.
    editOne: async words => {
      const takeOver = await prepareEdit(words);
      return bench.untilShown(inside(), takeOver, () => rows().some(row => text(row, "title") === words));
    },

    saveSafely: words => globalThis.driver.saveOne(words),

    saveOne: async words => {
      const takeOver = await prepareEdit(words);
      return bench.untilDone(() => {
        takeOver();
        return element().flush();
      });
    },

    // The record's own page shows the words: its heading, its history and all its fields are drawn anew. The plain page has
    // no such thing, so the two are told beside its edit in the table.
    editOnPage: async words => {
      const takeOver = await prepareOnPage(words);
      return bench.untilShown(inside(), takeOver, () => find(places.title)?.textContent === words);
    },

    saveOnPage: async words => {
      const takeOver = await prepareOnPage(words);
      const time = await bench.untilDone(() => {
        takeOver();
        return element().flush();
      });
      await back();
      return time;
    },

    sortByDue: () => sortBy("due"),
    sortByTitle: () => sortBy("title"),
    sortByExposure: () => sortBy("exposure"),

    exportFile: () => bench.untilDone(async () => {
      const blob = await element().exportBlob();
      if (!blob.size) throw new Error("the export is empty");
    }),
  };
}
