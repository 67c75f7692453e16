// What every grid shows: the records of a register as rows of texts, in the order of the file.

const SECTIONS = ["items", "changeRequests", "actions", "decisions", "milestones", "meetings"];

export const COLUMNS = [
  ["reference", "Reference"], ["title", "Title"], ["kind", "Kind"], ["status", "Status"], ["rag", "RAG"], ["owner", "Owner"],
  ["groups", "Groups"], ["due", "Due"],
];

const owner = ({ owner }) => typeof owner === "object" ? `${owner.role} (${owner.name})` : owner ?? "";
const due = item => item.due ?? item.targetResolution ?? item.validateBy ?? item.needBy ?? item.targetDecision ?? item.forecast
  ?? item.heldOn ?? item.mitigation?.find(step => !step.done && step.due)?.due ?? item.nextReview ?? "";

const row = item => ({
  id: item.id, reference: item.ref ?? "", title: item.title, kind: item.kind, status: item.status,
  rag: item.assessment?.level ?? item.ragCurrent ?? item.severity ?? "", owner: owner(item),
  groups: item.groups?.join(", ") ?? "", due: due(item),
});

/** The rows of the register that the page names. */
export async function rows() {
  const register = await (await fetch(document.body.dataset.open)).json();
  return SECTIONS.flatMap(section => register[section] ?? []).map(row);
}

/** Tells the benchmark how the grid is driven: `rowsSelector` finds its rows, `filter(words)` narrows it to those. */
export function offer(rowsSelector, filter) {
  const root = document.getElementById("grid");
  const texts = () => [...root.querySelectorAll(rowsSelector)].map(row => row.textContent);
  const search = document.getElementById("search");
  search.addEventListener("input", () => filter(search.value.toLowerCase().split(/\s+/).filter(Boolean)));
  globalThis.driver = {
    hasRows: () => texts().some(text => text.trim() !== ""),
    filter: query => {
      const before = texts().join();
      return globalThis.bench.untilShown(root, () => {
        search.value = query;
        search.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, () => texts().join() !== before);
    },
  };
}

/** Whether every word occurs in one of the row's cells. */
export const matches = (row, words) => {
  const text = COLUMNS.map(([name]) => row[name]).join("\n").toLowerCase();
  return words.every(word => text.includes(word));
};
