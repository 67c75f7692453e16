// Tabulator, with the parts that these columns need.

import { FilterModule, FormatModule, ResizeColumnsModule, ResizeTableModule, SortModule, Tabulator } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator.min.css";

import { COLUMNS, matches, offer, rows } from "./rows.js";

Tabulator.registerModule([FilterModule, FormatModule, ResizeColumnsModule, ResizeTableModule, SortModule]);

const table = new Tabulator("#grid", {
  data: await rows(),
  height: "100%",
  columns: COLUMNS.map(([field, title]) => ({ field, title, sorter: "string" })),
});
offer(".tabulator-row", words => table.setFilter(row => matches(row, words)));
