// In place of sw.js this takes the offline page back: its files go, and the next visit comes from the server again.
// The registers that people keep in their browsers are not touched.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    const ours = (await caches.keys()).filter(name => name.startsWith(`raid-register-page-${self.registration.scope}-`));
    await Promise.all(ours.map(name => caches.delete(name)));
    await self.registration.unregister();
  })());
});
