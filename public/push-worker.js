// Notices that are pushed while the portal is closed, until the person signs out. Part of the service worker.

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
  event.waitUntil(openPage(new URL(event.notification.data?.url ?? "/notices", self.location.origin)));
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

function shownBy(data) {
  const anything = { title: "Домовой", body: "Есть новое уведомление", url: "/notices", tag: "notice" };
  try {
    return { ...anything, ...data?.json() };
  } catch {
    return anything;
  }
}

// A page that is open already is shown rather than one more; nothing leads out of the portal.
async function openPage(url) {
  const to = url.origin === self.location.origin ? url.href : self.location.origin;
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find((page) => page.url === to) ?? pages[0];
  if (!page) return self.clients.openWindow(to);
  await page.focus();
  return page.url === to ? page : page.navigate(to).catch(() => self.clients.openWindow(to));
}

// Nothing more is shown to whoever holds the device next.
async function giveUpPush() {
  const subscription = await self.registration.pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}
