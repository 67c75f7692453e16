// AG Grid Community, with the parts that these columns need.

import {
  ClientSideRowModelModule, ColumnAutoSizeModule, ExternalFilterModule, ModuleRegistry, createGrid, themeQuartz,
} from "ag-grid-community";

import { COLUMNS, matches, offer, rows } from "./rows.js";

ModuleRegistry.registerModules([ClientSideRowModelModule, ColumnAutoSizeModule, ExternalFilterModule]);

let words = [];
const grid = createGrid(document.getElementById("grid"), {
  theme: themeQuartz,
  columnDefs: COLUMNS.map(([field, headerName]) => ({ field, headerName, sortable: true, resizable: true })),
  getRowId: ({ data }) => data.id,
  isExternalFilterPresent: () => words.length > 0,
  doesExternalFilterPass: ({ data }) => matches(data, words),
});
offer(".ag-row", wanted => {
  words = wanted;
  grid.onFilterChanged();
});
grid.setGridOption("rowData", await rows());
