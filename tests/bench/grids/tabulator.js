// Tabulator, with the parts that these columns need.

import {
  EditModule, FilterModule, FormatModule, ResizeColumnsModule, ResizeTableModule, SortModule, Tabulator,
} from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator.min.css";

import { offer } from "./driver.js";
import { COLUMNS, matches, rows } from "./rows.js";

Tabulator.registerModule([EditModule, FilterModule, FormatModule, ResizeColumnsModule, ResizeTableModule, SortModule]);

const root = document.getElementById("grid");
const table = new Tabulator(root, {
  data: await rows(),
  height: "100%",
  columns: COLUMNS.map(([field, title]) => ({ field, title, sorter: field === "exposure" ? "number" : "string", ...(field === "title" && { editor: "input" }) })),
});

offer({
  row: ".tabulator-row",
  header: column => root.querySelector(`.tabulator-col[tabulator-field="${column}"]`),
  scroller: () => root.querySelector(".tabulator-tableholder"),
  show: list => table.setData(list),
  filter: words => (words.length ? table.setFilter(row => matches(row, words)) : table.clearFilter()),
  shown: () => {
    const all = table.getRows("active");
    return { count: all.length, last: all.at(-1).getData() };
  },
  edit: async () => {
    const field = () => root.querySelector(".tabulator-cell input");
    table.getRows("active")[0].getCell("title").edit();
    await globalThis.bench.seen(root, field);
    return field();
  },
});
