// Service worker: the portal opens without a network, and nobody else's page is ever shown.
//
// - without a network: pages in offline-worker.js, forms in offline-forms.js, what waits to be sent in offline-queue.js
// - notices that are pushed while the portal is closed in push-worker.js
// - /pkg/*: names carry a hash of the content, so the cache answers first
// - everything else (server functions, letters, files) goes to the network untouched
importScripts("/offline-queue.js", "/offline-forms.js", "/offline-worker.js", "/push-worker.js");

const SHELL = "shell-2";
const ASSETS = "assets-1";

const SHELL_FILES = [OFFLINE, NOT_SENT, "/offline.css", "/offline.js", "/mark.svg", "/mark-light.svg", "/favicon.svg", "/icon-192.png"];
const MAX_ASSETS = 90;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(SHELL).then((cache) => cache.addAll(SHELL_FILES.map((file) => new Request(file, { cache: "reload" })))),
  );
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const known = [SHELL, PAGES, ASSETS];
      const names = await caches.keys();
      await Promise.all(names.filter((name) => !known.includes(name)).map((name) => caches.delete(name)));
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "signed-out") event.waitUntil(left());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || takesOffline(event, url) || request.method !== "GET") return;
  if (url.pathname.startsWith("/pkg/")) event.respondWith(asset(event));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(shell(request));
});

// Whoever was signed in here has left: nothing of theirs stays, and nothing more of theirs is shown.
async function left() {
  await Promise.all([forgetPerson(), giveUpPush()]);
}

async function asset(event) {
  const cached = await caches.match(event.request);
  if (cached) return cached;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(ASSETS, event.request, response.clone(), MAX_ASSETS));
  return response;
}

async function keepAsset(path) {
  const response = await fetch(path).catch(() => undefined);
  if (response?.ok) await keep(ASSETS, path, response, MAX_ASSETS);
}

// A script of this worker's own version is asked for again: it goes with the pages.
async function shell(request) {
  if (new URL(request.url).pathname === "/offline.js") {
    const response = await fetch(request).catch(() => undefined);
    if (response?.ok) return response;
  }
  return (await caches.match(request)) ?? fetch(request);
}

// The newest copy goes last; the oldest ones make room.
async function keep(name, key, response, max) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - max)).map((old) => cache.delete(old)));
}
