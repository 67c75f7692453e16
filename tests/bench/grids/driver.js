// How the benchmark drives a grid: `globalThis.driver`, as `product.mjs` and `rival.mjs` have it, of what a grid says of itself.

import { rowsOfFile } from "./rows.js";

/**
 * Offers a grid to the benchmark. `row` finds its rows; `header(column)` and `scroller()` give the elements that a person clicks
 * and scrolls; `show(rows)` takes other data; `filter(words)` narrows it; `shown()` gives what it shows now, in order: how many
 * rows, and the last; `edit()` makes the first row's title a field, which Enter takes over.
 */
export function offer({ row, header, scroller, show, filter, shown, edit }) {
  const { bench } = globalThis;
  const root = document.getElementById("grid");
  const search = document.getElementById("search");
  search.addEventListener("input", () => filter(search.value.toLowerCase().split(/\s+/).filter(Boolean)));

  const inView = () => {
    const view = root.getBoundingClientRect();
    const boxes = [...root.querySelectorAll(row)].map(element => ({ element, box: element.getBoundingClientRect() }));
    const seen = boxes.filter(({ box }) => box.height > 0 && box.bottom > view.top && box.top < view.bottom);
    return seen.sort((one, other) => one.box.top - other.box.top).map(({ element }) => element.textContent);
  };
  const untilOtherRows = act => {
    const before = inView().join();
    return bench.untilShown(root, act, () => inView().join() !== before);
  };
  const type = words => {
    search.value = words;
    search.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const sortBy = column => untilOtherRows(() => header(column).click());

  globalThis.driver = {
    isReady: () => Boolean(header("title")),
    hasRows: () => inView().some(text => text.trim() !== ""),
    open: file => untilOtherRows(async () => show(await rowsOfFile(file))),
    filter: words => untilOtherRows(() => type(words)),
    rowCount: () => shown().count,
    clearFilter: async () => {
      type("");
      await bench.calm();
    },
    scrollToEnd: () => {
      const { last } = shown();
      const isLast = text => text.includes(last.title) && text.includes(last.reference) && text.includes(last.due);
      return bench.untilShown(root, () => { scroller().scrollTop = scroller().scrollHeight; }, () => inView().some(isLast));
    },
    scrollToStart: async () => {
      scroller().scrollTop = 0;
      await bench.calm();
    },
    editOne: async words => {
      const field = await edit();
      field.value = words;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await bench.calm();
      const enter = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true });
      return bench.untilShown(root, () => field.dispatchEvent(enter), () => !field.isConnected && inView()[0].includes(words));
    },
    sortByDue: () => sortBy("due"),
    sortByTitle: () => sortBy("title"),
    sortByExposure: () => sortBy("exposure"),
  };
}
