// TanStack Table's core, with rows drawn by hand: only those in view.

import { createTable, getCoreRowModel, getFilteredRowModel, getSortedRowModel } from "@tanstack/table-core";

import { offer } from "./driver.js";
import { COLUMNS, matches, rows } from "./rows.js";

const HEIGHT = 32;
const root = document.getElementById("grid");
let state = { sorting: [], globalFilter: "", columnPinning: {}, columnVisibility: {}, columnFilters: [], pagination: { pageIndex: 0, pageSize: 1e9 } };
const table = createTable({
  data: await rows(),
  columns: COLUMNS.map(([accessorKey, header]) => ({ accessorKey, header, sortDescFirst: false, sortingFn: accessorKey === "exposure" ? "basic" : "text" })),
  state,
  onStateChange: update,
  renderFallbackValue: "",
  globalFilterFn: (row, _, words) => matches(row.original, words),
  getColumnCanGlobalFilter: column => column.id === "title",
  getRowId: row => row.id,
  getCoreRowModel: getCoreRowModel(),
  getFilteredRowModel: getFilteredRowModel(),
  getSortedRowModel: getSortedRowModel(),
});

function update(updater) {
  state = typeof updater === "function" ? updater(state) : updater;
  table.setOptions(options => ({ ...options, state }));
  draw();
}

const head = document.createElement("div");
head.className = "row head";
head.append(...COLUMNS.map(([id, label]) => {
  const button = Object.assign(document.createElement("button"), { textContent: label, onclick: () => table.getColumn(id).toggleSorting() });
  button.dataset.column = id;
  return button;
}));
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

function setData(change) {
  table.setOptions(options => ({ ...options, data: change(options.data) }));
  draw();
}

root.addEventListener("scroll", draw);
offer({
  row: ".data",
  header: column => head.querySelector(`[data-column="${column}"]`),
  scroller: () => root,
  show: list => setData(() => list),
  filter: words => update({ ...state, globalFilter: words.length ? words : "" }),
  shown: () => {
    const all = table.getRowModel().rows;
    return { count: all.length, last: all.at(-1).original };
  },
  edit: () => {
    const { id } = table.getRowModel().rows[0];
    const field = document.createElement("input");
    field.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") setData(data => data.map(row => row.id === id ? { ...row, title: field.value } : row));
    });
    body.querySelector(".data > :nth-child(2)").replaceChildren(field);
    return field;
  },
});
draw();
