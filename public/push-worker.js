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

// The push service has moved the browser: the portal hears of it now, or when its person signs in again.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(
    (async () => {
      const options = event.oldSubscription?.options;
      const fresh = event.newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
      if (fresh) await subscribeTo(fresh);
    })(),
  );
});

function subscribeTo(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({
    "subscription[endpoint]": endpoint,
    "subscription[p256dh]": keys.p256dh,
    "subscription[auth]": keys.auth,
  });
  return fetch("/api/push/subscribe", { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => undefined);
}

// Somebody has notices pushed to this browser.
async function pushGoesTo(page) {
  const person = pagesOf.get(page) ?? (await fact("person"));
  if (person) await setFact("pushed-to", person);
}

// Somebody is signed in here who was not. A session that has run out leaves the browser subscribed: the same person has it for the new session,
// anybody else gives it up.
async function pushOnlyTo(person) {
  const subscription = await subscribed();
  if (!subscription) return;
  if ((await fact("pushed-to")) === person) await subscribeTo(subscription);
  else await giveUpPush();
}

const subscribed = () => self.registration.pushManager?.getSubscription().catch(() => null);

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

// Nothing more is shown to whoever holds the device next, and what is shown still is taken away.
async function giveUpPush() {
  const subscription = await subscribed();
  await subscription?.unsubscribe().catch(() => false);
  await setFact("pushed-to", undefined);
  for (const shown of await self.registration.getNotifications()) shown.close();
}
