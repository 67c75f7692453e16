// A storage adapter that keeps a register in PouchDB, and so in any CouchDB-compatible server that it replicates with.
//
//   import PouchDB from "pouchdb-browser";
//   const local = new PouchDB("portal");
//   local.sync("https://portal.example/db/registers", { live: true, retry: true });
//   document.querySelector("raid-register").storageAdapter = couchdbStorage(local);
//
// Each event is a document whose id is the event's own, so that the same event is the same document wherever it was
// written: replication is the union of both logs, which is what the register calls a merge. No conflict can arise.

const place = (register, event) => `${register}/${event.id}`;
const CONFLICT = 409;

/** Keeps registers in that database. `givesNumbers` where this is the programme office's portal. */
export function couchdbStorage(database, { givesNumbers = false } = {}) {
  const own = new Set();
  return {
    givesNumbers,

    async load(register) {
      const { rows } = await database.allDocs({ include_docs: true, startkey: `${register}/`, endkey: `${register}/\ufff0` });
      return rows.length ? rows.map(({ doc }) => doc.event) : null;
    },

    async append(register, events) {
      const documents = events.map(event => ({ _id: place(register, event), event }));
      for (const { _id } of documents) own.add(_id);
      const answers = await database.bulkDocs(documents);
      // What is there already was written by an earlier attempt, or came from another copy of the same file.
      const refused = answers.find(({ error, status }) => error && status !== CONFLICT);
      if (refused) throw new Error(refused.message ?? refused.name ?? "the database refused a change");
    },

    subscribe(register, heard) {
      const feed = database.changes({ since: "now", live: true, include_docs: true });
      feed.on("change", ({ id, doc }) => {
        if (own.delete(id) || !id.startsWith(`${register}/`) || !doc?.event) return;
        heard([doc.event]);
      });
      return () => feed.cancel();
    },
  };
}
