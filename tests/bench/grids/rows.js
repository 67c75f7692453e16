// What every grid shows: the records of a register as rows of texts, in the order of the file.

const SECTIONS = ["items", "changeRequests", "actions", "decisions", "milestones", "meetings"];

export const COLUMNS = [
  ["reference", "Reference"], ["title", "Title"], ["kind", "Kind"], ["status", "Status"], ["rag", "RAG"], ["owner", "Owner"],
  ["groups", "Groups"], ["due", "Due"], ["exposure", "Exposure"],
];

const owner = ({ owner }) => typeof owner === "object" ? `${owner.role} (${owner.name})` : owner ?? "";
const due = item => item.due ?? item.targetResolution ?? item.validateBy ?? item.needBy ?? item.targetDecision ?? item.forecast
  ?? item.heldOn ?? item.mitigation?.find(step => !step.done && step.due)?.due ?? item.nextReview ?? "";

const row = item => ({
  id: item.id, reference: item.ref ?? "", title: item.title, kind: item.kind, status: item.status,
  rag: item.assessment?.level ?? item.ragCurrent ?? item.severity ?? "", owner: owner(item),
  groups: item.groups?.join(", ") ?? "", due: due(item), exposure: Number(item.custom?.Exposure ?? 0),
});

const rowsOf = register => SECTIONS.flatMap(section => register[section] ?? []).map(row);

/** The rows of the register that the page names; none where it names none. */
export async function rows() {
  const { open } = document.body.dataset;
  return open ? rowsOf(await (await fetch(open)).json()) : [];
}

// The log stands behind the state, and a grid has no use for it; with it, V8 could not hold the text of a large register.
const LOG = "\n  \"log\": [";
const PIECE = 16_000_000;

/** The rows of a file. */
export async function rowsOfFile(file) {
  const texts = [];
  const decoder = new TextDecoder();
  for (let from = 0; from < file.size; from += PIECE) {
    texts.push(decoder.decode(await file.slice(from, from + PIECE).arrayBuffer(), { stream: true }));
    // The mark may stand across two pieces.
    const last = texts.slice(-2).join("");
    const at = last.indexOf(LOG);
    if (at >= 0) return rowsOf(JSON.parse(texts.slice(0, -2).join("") + last.slice(0, at).replace(/,\s*$/, "") + "}"));
  }
  return rowsOf(JSON.parse(texts.join("")));
}

/** Whether every word occurs in one of the row's cells. */
export const matches = (row, words) => {
  const text = COLUMNS.map(([name]) => row[name]).join("\n").toLowerCase();
  return words.every(word => text.includes(word));
};
