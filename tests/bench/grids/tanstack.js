// TanStack Table's core, with rows drawn by hand: only those in view.

import { createTable, getCoreRowModel, getFilteredRowModel, getSortedRowModel } from "@tanstack/table-core";

import { COLUMNS, matches, offer, rows } from "./rows.js";

const HEIGHT = 32;
const root = document.getElementById("grid");
const state = { sorting: [], globalFilter: "", columnPinning: {}, columnVisibility: {}, columnFilters: [], pagination: { pageIndex: 0, pageSize: 1e9 } };
const table = createTable({
  data: await rows(),
  columns: COLUMNS.map(([accessorKey, header]) => ({ accessorKey, header })),
  state,
  onStateChange: () => {},
  renderFallbackValue: "",
  globalFilterFn: (row, _, words) => matches(row.original, words),
  getColumnCanGlobalFilter: column => column.id === "title",
  getRowId: row => row.id,
  getCoreRowModel: getCoreRowModel(),
  getFilteredRowModel: getFilteredRowModel(),
  getSortedRowModel: getSortedRowModel(),
});

const head = document.createElement("div");
head.className = "row";
head.append(...COLUMNS.map(([, label]) => Object.assign(document.createElement("button"), { textContent: label })));
const body = document.createElement("div");
body.style.position = "relative";
root.append(head, body);

function cell(value) {
  return Object.assign(document.createElement("span"), { textContent: value });
}

function draw() {
  const all = table.getRowModel().rows;
  const from = Math.max(0, Math.floor(root.scrollTop / HEIGHT) - 4);
  const shown = all.slice(from, from + Math.ceil(root.clientHeight / HEIGHT) + 8);
  body.style.height = `${all.length * HEIGHT}px`;
  body.replaceChildren(...shown.map((row, at) => {
    const line = document.createElement("div");
    line.className = "row data";
    line.style.cssText = `position:absolute;top:${(from + at) * HEIGHT}px`;
    line.append(...row.getVisibleCells().map(({ getValue }) => cell(getValue())));
    return line;
  }));
}

root.addEventListener("scroll", draw);
offer(".data", words => {
  table.setOptions(options => ({ ...options, state: { ...state, globalFilter: words.length ? words : "" } }));
  draw();
});
draw();
