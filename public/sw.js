// Service worker: the portal opens without a network, and nobody else's page is ever shown.
//
// - pages: network first; a copy of the signed-in pages serves when there is no network, then /offline.html
// - /pkg/*: names carry a hash of the content, so the cache answers first
// - everything else (server functions, letters, files, forms) goes to the network untouched
// - notices are pushed here while the portal is closed, until the person signs out
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
  if (event.data?.type === "signed-out") event.waitUntil(left());
});

// A message of the portal: a title, some words, and the page that it is about.
self.addEventListener("push", (event) => {
  const { title, body, url, tag } = shownBy(event.data);
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      // The later one of two about the same is heard too.
      renotify: true,
      data: { url },
      lang: "ru",
      icon: "/icon-192.png",
      badge: "/icon-192.png",
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data?.url ?? "/notices", self.location.origin)));
});

// The push service has moved the browser: the portal hears of it, if somebody is still signed in here.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(
    (async () => {
      const options = event.oldSubscription?.options;
      const fresh = event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
      if (!fresh) return;
      const { endpoint, keys } = fresh.toJSON();
      const body = new URLSearchParams({
        "subscription[endpoint]": endpoint,
        "subscription[p256dh]": keys.p256dh,
        "subscription[auth]": keys.auth,
      });
      const answer = await fetch("/api/push/subscribe", { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) await fresh.unsubscribe();
    })(),
  );
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
    if (url.pathname === "/sign-in" && response.ok) event.waitUntil(left());
    else if (KEPT.test(url.pathname) && isPage(response)) event.waitUntil(keep(PAGES, url.href, response.clone(), MAX_PAGES));
    return response;
  } catch {
    return (await copyOf(url)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

// Whoever was signed in here has left: nothing of theirs stays, and nothing more of theirs is shown.
async function left() {
  const subscription = await self.registration.pushManager?.getSubscription().catch(() => null);
  await Promise.all([caches.delete(PAGES), subscription?.unsubscribe().catch(() => false)]);
}

function shownBy(data) {
  const anything = { title: "Домовой", body: "Есть новое уведомление", url: "/notices", tag: "notice" };
  try {
    return { ...anything, ...data?.json() };
  } catch {
    return anything;
  }
}

// A page that is open already is shown rather than one more; nothing leads out of the portal.
async function open(url) {
  const to = url.origin === self.location.origin ? url.href : self.location.origin;
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find((page) => page.url === to) ?? pages[0];
  if (!page) return self.clients.openWindow(to);
  await page.focus();
  return page.url === to ? page : page.navigate(to).catch(() => self.clients.openWindow(to));
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
