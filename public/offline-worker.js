// The portal without a network. Part of the service worker.
//
// Pages: the network goes first; a copy of the page as it was seen last serves when there is none, and says how old it is. Copies are those of one
// person: they go when that person leaves, or another one comes.
// Forms: readings and new tickets that the network does not take are kept and sent later, once. The server knows a form that comes twice by the
// id its page chose, so a lost answer is asked for again with the very same form.
const OFFLINE = "/offline.html";
const NOT_SENT = "/offline-form.html";
const PAGES = "pages-2";
const MAX_PAGES = 60;
// The pages a copy is kept of. Pages with a token in their path, guest pages, paying and the desks of staff are not among them.
const KEPT =
  /^\/(readings(\/history)?|charges(\/[\w-]+)?|payments|receipts\/[\w-]+|tickets(\/[\w-]+)?|appeals(\/[\w-]+)?|news(\/[\w-]+)?|incidents\/[\w-]+|profile|more|app)?$/;
// What a resident may need in a cellar, seen before or not.
const AT_HAND = ["/", "/readings", "/readings/history", "/charges", "/payments", "/tickets", "/tickets/new", "/news", "/more"];
// The addresses that answer a form are copies of nothing: the page itself is looked at again.
const ANSWERS = ["answer", "correct", "done", "shared", "saved", "unit", "letters", "joined"];
const PREVIEW = /^\/files\/([\w-]+)\/preview$/;
const FORM_ID = /name="(?:ticket|submission)\[id\]" value="([\w-]+)"/;

// A network that does not answer is none.
const PATIENCE_WITH_COPY = 5_000;
const PATIENCE = 20_000;
const BEFORE_AT_HAND = 15_000;
const AT_HAND_EVERY = 6 * 3_600_000;
const AGAIN_AFTER = 30_000;
const SHOWN_FOR = 86_400_000;

// Whether the request is answered here.
function takesOffline(event, url) {
  const { request } = event;
  if (request.method === "POST") return takesForm(event, url);
  if (request.method !== "GET") return false;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (PREVIEW.test(url.pathname)) event.respondWith(preview(event, url));
  else return false;
  return true;
}

function takesForm(event, url) {
  const { request } = event;
  const sentFile = SENT_FILE.exec(url.pathname)?.[1];
  if (FORMS[url.pathname]) event.respondWith(form(event, FORMS[url.pathname], url));
  else if (sentFile && request.headers.has("x-without-network")) event.respondWith(keepFile(event, sentFile));
  else if (LEAVES.includes(url.pathname)) event.respondWith(leave(event));
  else if (url.pathname === "/share") event.respondWith(share(event));
  else {
    if (url.pathname === "/api/files/remove") event.waitUntil(forgetFile(request.clone()));
    if (url.pathname === "/api/push/subscribe") event.waitUntil(pushGoesTo(event.clientId));
    if (request.mode !== "navigate") return false;
    // Any other form that the browser itself sends: one is told that it may not have come.
    event.respondWith(fetch(request).catch(async () => (await caches.match(NOT_SENT)) ?? Response.error()));
  }
  return true;
}

self.addEventListener("sync", (event) => {
  if (event.tag === "send") event.waitUntil(send().then((all) => all || Promise.reject(new Error("some still wait"))));
});

self.addEventListener("message", (event) => {
  const answer = ANSWER[event.data?.type];
  if (answer) event.waitUntil(answer(event.data, event.source));
});

const ANSWER = {
  // A page shows itself: whose it is, and what it wants to know.
  async queue({ person }, page) {
    if (person) pagesOf.set(page.id, person);
    page.postMessage({ type: "queue", ...(await stateFor(person)) });
  },
  at: ({ path }) => seenAgain(new URL(path, self.location.origin)),
  send: () => send(),
  names: ({ names }) => setFact("names", names),
  async drop({ key, person }) {
    const entry = await oneOf("waiting", key);
    if (!entry || entry.person !== person || key === underWay) return;
    await removeFrom("waiting", key);
    if (entry.form) await removeFilesOf(entry.form);
    await tell();
  },
  async shared(_, page) {
    const fresh = (await allOf("shared")).filter(({ at }) => Date.now() - at < SHOWN_FOR);
    page.postMessage({ type: "shared", files: fresh.map(({ file }) => file) });
    await kept("shared", "readwrite", (of) => of.clear());
  },
};

// ── Pages

async function page(event, url) {
  const copy = copyOf(url);
  const asked = (async () => (await event.preloadResponse) ?? (await fetch(event.request)))();
  const patience = copy.then((copy) => (copy ? PATIENCE_WITH_COPY : undefined));
  try {
    const response = await within(asked, await patience);
    if (isPage(response)) event.waitUntil(seen(url, response.clone()));
    return response;
  } catch {
    asked.catch(() => {});
    return (await copy) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

function within(answer, milliseconds) {
  if (!milliseconds) return answer;
  return Promise.race([answer, new Promise((_, fail) => setTimeout(() => fail(new Error("too slow")), milliseconds))]);
}

function isPage(response) {
  return response.ok && !response.redirected && (response.headers.get("Content-Type") ?? "").startsWith("text/html");
}

// The same page with other report dates is better than none.
async function copyOf(url) {
  if (!KEPT.test(url.pathname)) return undefined;
  const cache = await caches.open(PAGES);
  const copy = (await cache.match(nameOf(url))) ?? (await cache.match(url.pathname, { ignoreSearch: true }));
  if (!copy) return undefined;
  let html = (await copy.text()).replace("<html", `<html data-kept="${copy.headers.get("x-kept-at") ?? ""}"`);
  // A copy may be filled in more than once: each time under an id of its own.
  const id = FORM_ID.exec(html)?.[1];
  if (id) html = html.replaceAll(id, crypto.randomUUID());
  return new Response(html, { headers: copy.headers });
}

const nameOf = (url) => url.pathname + url.search;

// A page has come from the network: it says who is signed in.
async function seen(url, response, more = true) {
  const html = await response.clone().text();
  const person = /data-person="([\w-]+)"/.exec(html)?.[1];
  if (!person) {
    // Only guests are shown it: the session has run out, or it was ended elsewhere.
    if (url.pathname === "/sign-in") await forgetPerson();
    return;
  }
  if ((await fact("person")) !== person) {
    await forgetPerson();
    await setFact("person", person);
    await pushOnlyTo(person);
  }
  if (KEPT.test(url.pathname)) {
    const answers = ANSWERS.some((name) => url.searchParams.has(name));
    if (answers) await fresh(url.pathname);
    else await keepCopy(url, html, response.headers);
  }
  if (!more) return;
  await send();
  if (html.includes('href="/readings"')) await putAtHand(person);
}

async function keepCopy(url, html, headers) {
  const named = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "set-cookie"]) named.delete(name);
  named.set("x-kept-at", new Date().toISOString());
  await keep(PAGES, nameOf(url), new Response(html, { headers: named }), MAX_PAGES);
  const parts = new Set(html.match(/\/pkg\/[\w.-]+\.(?:js|wasm|css)/g) ?? []);
  for (const part of parts) if (!(await caches.match(part))) await keepAsset(part);
}

// Looks at a page that nobody waits for.
async function fresh(path) {
  const response = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => undefined);
  if (!response) return;
  if (isPage(response)) await seen(new URL(path, self.location.origin), response, false);
  else if (response.redirected && new URL(response.url).pathname === "/sign-in") await forgetPerson();
}

// A page that was opened without loading it.
const lookedAt = new Map();
async function seenAgain(url) {
  const name = nameOf(url);
  if (!KEPT.test(url.pathname) || Date.now() - (lookedAt.get(name) ?? 0) < AGAIN_AFTER) return;
  lookedAt.set(name, Date.now());
  await fresh(ANSWERS.some((answer) => url.searchParams.has(answer)) ? url.pathname : name);
}

async function putAtHand(person) {
  const last = await fact("at-hand");
  if (last?.person === person && Date.now() - last.at < AT_HAND_EVERY) return;
  await setFact("at-hand", { person, at: Date.now() });
  await new Promise((done) => setTimeout(done, BEFORE_AT_HAND));
  const cache = await caches.open(PAGES);
  for (const path of AT_HAND) {
    if ((await fact("person")) !== person) return;
    if (!(await cache.match(path))) await fresh(path);
  }
}

// Small pictures of tickets and news. One that waits to be sent is shown from the device.
async function preview(event, url) {
  const file = await oneOf("files", PREVIEW.exec(url.pathname)[1]).catch(() => undefined);
  if (file && !file.there) return new Response(file.file, { headers: { "Content-Type": file.file.type } });
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keep(PAGES, url.pathname, response.clone(), MAX_PAGES));
    return response;
  } catch {
    return (await (await caches.open(PAGES)).match(url.pathname)) ?? Response.error();
  }
}

// Nothing of the person who was signed in stays here but what waits to be sent, and that is shown to nobody else.
async function forgetPerson() {
  lookedAt.clear();
  await caches.delete(PAGES);
  const waiting = new Set();
  for (const { key, form, state } of await allOf("waiting")) {
    if (state === "sent") await removeFrom("waiting", key);
    else waiting.add(form);
  }
  for (const { id, form } of await allOf("files")) if (!waiting.has(form)) await removeFrom("files", id);
  for (const name of ["person", "names", "at-hand"]) await setFact(name, undefined);
}

async function leave(event) {
  const response = await fetch(event.request).catch(() => undefined);
  await left();
  return response ?? (await caches.match(OFFLINE)) ?? Response.error();
}

// ── What pages are told

async function tell() {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ type: "changed" });
}

async function stateFor(person) {
  const whose = person ?? (await fact("person"));
  const all = await allOf("waiting");
  for (const entry of all) {
    if (entry.state === "sent" && Date.now() - entry.at > SHOWN_FOR) await removeFrom("waiting", entry.key);
  }
  const own = all.filter((entry) => entry.person === whose);
  return {
    person: whose,
    entries: own.map(shownOf),
    // Of others no more than that there is something.
    others: all.filter((entry) => entry.person !== whose && entry.state === "waiting").length,
  };
}
