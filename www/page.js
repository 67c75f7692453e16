// The stand-alone page: works without a network, offers a new version and never forces it, opens files it is asked to open.

const register = document.querySelector("raid-register");

/** Frames without rights of their own, private windows and old browsers have no such thing: the page works without. */
function workers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

async function workOffline(container) {
  const registration = await container.register("./sw.js", { updateViaCache: "none" });
  const look = () => {
    const waiting = registration.waiting;
    if (waiting && container.controller) offer(container, waiting);
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
}

function offer(container, waiting) {
  const box = document.querySelector("#update");
  box.hidden = false;
  box.querySelector("#update-now").onclick = async () => {
    await register.flush().catch(() => {});
    // Another tab may have asked for it already.
    if (waiting.state === "activated") return location.reload();
    container.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("update");
  };
  box.querySelector("#update-later").onclick = () => { box.hidden = true; };
}

const KINDS = {
  risk: "Risks", assumption: "Assumptions", issue: "Issues", dependency: "Dependencies", changeRequest: "Change requests",
  action: "Actions", decision: "Decisions", milestone: "Milestones", meeting: "Meetings", document: "Documents",
};

/** A place in words: "R525", "Risks", "Agenda DAG030". */
function placed(view) {
  const [, name, rest = ""] = /^(\w+)[/?]?(.*)$/.exec(view) ?? [];
  if (name === "item") return decodeURIComponent(rest);
  if (name === "list") return KINDS[new URLSearchParams(rest).get("kind")] ?? "All records";
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${decodeURIComponent(rest)}`.trim();
}

// Tabs, bookmarks and the browser's history are told apart.
let title = document.title;
const entitle = () => { document.title = `${placed(register.view)} – ${title}`; };
register.addEventListener("raid-navigate", entitle);
register.addEventListener("raid-ready", entitle);
register.addEventListener("raid-load", ({ detail }) => {
  title = detail.title;
  entitle();
});
register.addEventListener("raid-change", ({ detail }) => {
  const renamed = detail.events.findLast(event => event.fact === "register.renamed");
  if (!renamed) return;
  title = renamed.to;
  entitle();
});

// What is nowhere but in this page would be gone with it.
addEventListener("beforeunload", event => {
  if (register.dirty) event.preventDefault();
});

// Browsers clear what pages keep when they run out of room, unless they were asked not to.
register.addEventListener("raid-change", async () => {
  try {
    await navigator.storage.persist();
  } catch {
    // Then the page says where the register is kept.
  }
}, { once: true });

// A file that was opened with the installed page is shown before it replaces anything.
globalThis.launchQueue?.setConsumer(async ({ files }) => {
  if (files?.length) await register.offer(await files[0].getFile());
});

const container = workers();
if (container && globalThis.isSecureContext) {
  register.addEventListener("raid-ready", () => workOffline(container).catch(error => console.warn("The page cannot be kept for work without a network:", error)), { once: true });
}
