// Service worker: the portal opens without a network, and nobody else's page is ever shown.
//
// - pages: network first; a copy of the signed-in pages serves when there is no network, then /offline.html
// - /pkg/*: names carry a hash of the content, so the cache answers first
// - everything else (server functions, letters, files, forms) goes to the network untouched
const SHELL = "shell-1";
const PAGES = "pages-1";
const ASSETS = "assets-1";

const OFFLINE = "/offline.html";
const SHELL_FILES = [OFFLINE, "/offline.css", "/mark.svg", "/mark-light.svg", "/favicon.svg", "/icon-192.png"];
// The pages a copy is kept of. Pages with a token in their path, guest pages and the demo are not among them.
const KEPT = /^\/(readings(\/history)?|profile|more|app)?$/;
const MAX_PAGES = 24;
const MAX_ASSETS = 24;

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
  if (event.data?.type === "signed-out") event.waitUntil(caches.delete(PAGES));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/pkg/")) event.respondWith(asset(event));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(shell(request));
});

async function page(event, url) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request));
    // The sign-in page is shown to guests only: the person has left, and so do the copies.
    if (url.pathname === "/sign-in" && response.ok) event.waitUntil(caches.delete(PAGES));
    else if (KEPT.test(url.pathname) && isPage(response)) event.waitUntil(keep(PAGES, url.href, response.clone(), MAX_PAGES));
    return response;
  } catch {
    return (await copyOf(url)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

// The same page with other report dates is better than none.
async function copyOf(url) {
  if (!KEPT.test(url.pathname)) return undefined;
  const cache = await caches.open(PAGES);
  return (await cache.match(url.href)) ?? cache.match(url.href, { ignoreSearch: true });
}

async function asset(event) {
  const cached = await caches.match(event.request);
  if (cached) return cached;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keep(ASSETS, event.request, response.clone(), MAX_ASSETS));
  return response;
}

async function shell(request) {
  return (await caches.match(request)) ?? fetch(request);
}

function isPage(response) {
  return response.ok && !response.redirected && (response.headers.get("Content-Type") ?? "").startsWith("text/html");
}

// The newest copy goes last; the oldest ones make room.
async function keep(name, key, response, max) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - max)).map((old) => cache.delete(old)));
}
