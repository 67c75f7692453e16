// Keeps the stand-alone page for work without a network. Only our own files, all of one build, and never a register's data.
// The build puts in its own name and the list of its files. `sw-kill.js` in place of this file takes everything back.

const BUILD = "not built";
const FILES = [];

// Two pages of one site, each in its own folder, keep their files apart.
const PREFIX = `raid-register-page-${self.registration.scope}-`;
const CACHE = PREFIX + BUILD;
const own = new Set(FILES.map(file => new URL(file, self.registration.scope).href));
const page = new URL("./index.html", self.registration.scope).href;

self.addEventListener("install", event => {
  event.waitUntil(caches.open(CACHE).then(cache => Promise.all(FILES.map(file => keep(cache, file)))));
});

// Many servers lead from /index.html to /: a page may not be answered with what was led there, only with what it holds.
async function keep(cache, file) {
  const answer = await fetch(file, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${file}: status code ${answer.status}`);
  await cache.put(file, answer.redirected ? new Response(answer.body, answer) : answer);
}

// A new build waits until the person asks for it, or until no page shows the old one.
self.addEventListener("message", event => {
  if (event.data === "update") self.skipWaiting();
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter(name => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(old.map(name => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", event => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = address.search = "";
  const wanted = request.mode === "navigate" && address.href === self.registration.scope ? page : address.href;
  if (request.method !== "GET" || !own.has(wanted)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    return await cache.match(wanted) ?? fetch(request);
  })());
});
