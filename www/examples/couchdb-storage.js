// A storage adapter that keeps a register in PouchDB, and so in any CouchDB-compatible server that it replicates with.
//
//   import PouchDB from "pouchdb-browser";
//   const local = new PouchDB("portal");
//   local.sync("https://portal.example/db/registers", { live: true, retry: true });
//   document.querySelector("raid-register").storageAdapter = couchdbStorage(local);
//
// Each event is a document whose id is the event's own, so that the same event is the same document wherever it was
// written: replication is the union of both logs, which is what the register calls a merge. No conflict can arise.

const folder = register => `${encodeURIComponent(register)}/`;
const place = (register, event) => folder(register) + event.id;
const CONFLICT = 409;

/** Keeps registers in that database. `givesNumbers` where this is the programme office's portal. */
export function couchdbStorage(database, { givesNumbers = false } = {}) {
  return {
    givesNumbers,

    async load(register) {
      const { rows } = await database.allDocs({ include_docs: true, startkey: folder(register), endkey: `${folder(register)}\ufff0` });
      return rows.length ? rows.map(({ doc }) => doc.event) : null;
    },

    async append(register, events) {
      const documents = events.map(event => ({ _id: place(register, event), event }));
      const answers = await database.bulkDocs(documents);
      // What is there already was written by an earlier attempt, or came from another copy of the same file.
      const refused = answers.find(({ error, status }) => error && status !== CONFLICT);
      if (refused) throw new Error(refused.message ?? refused.name ?? "the database refused a change");
    },

    // What comes back of one's own is known by its id, and may be news to another view of the same register.
    subscribe(register, heard) {
      const feed = database.changes({ since: "now", live: true, include_docs: true });
      feed.on("change", ({ id, doc }) => {
        if (id.startsWith(folder(register)) && doc?.event) heard([doc.event]);
      });
      return () => feed.cancel();
    },
  };
}
