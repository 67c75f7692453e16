// AG Grid Community, with the parts that these columns need.

import {
  ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnAutoSizeModule, ExternalFilterModule, ModuleRegistry, RowApiModule,
  TextEditorModule, createGrid, themeQuartz,
} from "ag-grid-community";

import { offer } from "./driver.js";
import { COLUMNS, matches, rows } from "./rows.js";

ModuleRegistry.registerModules([
  ClientSideRowModelApiModule, ClientSideRowModelModule, ColumnAutoSizeModule, ExternalFilterModule, RowApiModule, TextEditorModule,
]);

const root = document.getElementById("grid");
let words = [];
const grid = createGrid(root, {
  theme: themeQuartz,
  animateRows: false,
  // Each of them in sight, as in the others.
  defaultColDef: { width: 130 },
  columnDefs: COLUMNS.map(([field, headerName]) => ({ field, headerName, sortable: true, resizable: true, editable: field === "title" })),
  getRowId: ({ data }) => data.id,
  isExternalFilterPresent: () => words.length > 0,
  doesExternalFilterPass: ({ data }) => matches(data, words),
});

offer({
  row: ".ag-row",
  header: column => root.querySelector(`.ag-header-cell[col-id="${column}"] .ag-header-cell-label`),
  scroller: () => root.querySelector(".ag-body-viewport"),
  show: list => grid.setGridOption("rowData", list),
  filter: wanted => {
    words = wanted;
    grid.onFilterChanged();
  },
  shown: () => {
    const count = grid.getDisplayedRowCount();
    return { count, last: grid.getDisplayedRowAtIndex(count - 1).data };
  },
  edit: async () => {
    const field = () => root.querySelector(".ag-cell-inline-editing input");
    grid.startEditingCell({ rowIndex: 0, colKey: "title" });
    await globalThis.bench.seen(root, field);
    return field();
  },
});
grid.setGridOption("rowData", await rows());
