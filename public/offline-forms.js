// Readings and new tickets that the network does not take: they are kept, and sent later, once. Part of the service worker.
//
// The server knows a form that comes twice by the id its page chose, so a lost answer is asked for again with the very same form.
const SENT_FILE = /^\/files\/ticket\/([\w-]+)$/;
const FORMS = {
  "/api/readings/submit": { kind: "readings", page: "/readings" },
  "/api/tickets/create": { kind: "ticket", page: "/tickets" },
};
const LEAVES = ["/api/session/sign-out", "/api/session/end-all"];

async function form(event, { kind, page }, url) {
  const { request } = event;
  const body = await request.clone().text();
  const fields = new URLSearchParams(body);
  const id = fields.get(kind === "ticket" ? "ticket[id]" : "submission[id]");
  try {
    // What waits is older, and the files of a ticket go before it.
    if ((await allOf("waiting")).some(({ state }) => state === "waiting")) await within(send(), PATIENCE);
    if (kind === "ticket" && !(await sendFiles(id))) throw new Error("a file waits");
    const response = await within(fetch(request), PATIENCE);
    if ([502, 503, 504].includes(response.status)) throw new Error("nobody is there");
    if (response.ok || response.type === "opaqueredirect") event.waitUntil(arrived(id, kind, page));
    return response;
  } catch (error) {
    const person = pagesOf.get(event.clientId) ?? (await fact("person").catch(() => undefined));
    if (!person) throw error;
    const names = kind === "readings" ? await fact("names") : undefined;
    const account = fields.get("submission[account]");
    const period = fields.get("submission[period]");
    const entry = { kind, person, form: id, account, period, url: url.pathname, page, body, names, at: Date.now(), state: "waiting" };
    await enqueue(entry, underWay);
    await self.registration.sync?.register("send").catch(() => {});
    event.waitUntil(tell());
    if (request.mode === "navigate") return Response.redirect(page, 303);
    return new Response(JSON.stringify(page), { headers: { "Content-Type": "application/json" } });
  }
}

async function arrived(id, kind, page) {
  if (kind === "ticket") await removeFilesOf(id);
  await fresh(page);
}

// Which page is whose, as far as they have said so.
const pagesOf = new Map();

let sending;
let underWay;

// Sends what waits, the oldest first. Whether nothing of whoever is signed in waits any more.
function send() {
  sending ??= sendAll().finally(() => (sending = undefined));
  return sending;
}

async function sendAll() {
  const waiting = (await allOf("waiting")).filter(({ state }) => state === "waiting");
  if (!waiting.length) return true;
  // The session may be another one by now: only its own person's forms go.
  const person = await whoIsSignedIn();
  if (person === undefined) return false;
  try {
    for (const { key } of waiting.filter((entry) => entry.person === person)) {
      underWay = key;
      const entry = await oneOf("waiting", key);
      if (entry && !(await sendOne(entry))) return false;
    }
    return true;
  } finally {
    underWay = undefined;
    await tell();
  }
}

// The id of the person, `null` for a guest, nothing without a network.
async function whoIsSignedIn() {
  const frame = await post("/api/session/frame", "");
  if (!frame?.ok) return undefined;
  return (await frame.json()).person?.user ?? null;
}

function post(path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  return fetch(path, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) }).catch(() => undefined);
}

// Not now: no network, no session, too often, or the portal is out of order.
const isForLater = (answer) => !answer || answer.status === 401 || answer.status === 429 || answer.status >= 500;

async function sendOne(entry) {
  if (entry.kind === "ticket" && !(await sendFiles(entry.form))) return false;
  const answer = await post(entry.url, entry.body);
  if (isForLater(answer)) return false;
  if (!answer.ok) {
    await putInto("waiting", { ...entry, state: "refused", at: Date.now() });
    return true;
  }
  const next = await answer.json().catch(() => entry.page);
  const asked = entry.kind === "readings" && (await isAsked(next));
  const refused = (await filesOf(entry.form)).filter((file) => file.refused).map(({ file }) => file.name);
  await putInto("waiting", { ...entry, state: "sent", next, asked, refused, at: Date.now() });
  await arrived(entry.form, entry.kind, entry.page);
  return true;
}

// Whether a row was not taken: another value came from elsewhere meanwhile, or this one is odd.
async function isAsked(next) {
  const asked = new URL(next, self.location.origin).searchParams;
  const answer = await post("/api/readings/page", asked.toString());
  const page = answer?.ok ? await answer.json() : undefined;
  return page?.answer?.lines?.some(({ verdict }) => !verdict.Taken) ?? false;
}

// ── Files of forms

const KINDS = {
  "image/jpeg": "Jpeg",
  "image/png": "Png",
  "image/webp": "Webp",
  "image/heic": "Heic",
  "application/pdf": "Pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Xlsx",
  "application/vnd.oasis.opendocument.text": "Odt",
};

// A page could not send a file: it is kept, and answered as the server would.
async function keepFile(event, form) {
  const fields = await event.request.formData();
  const [id, file] = [fields.get("id"), fields.get("file")];
  const kind = KINDS[file?.type];
  const person = pagesOf.get(event.clientId) ?? (await fact("person"));
  if (!id || !kind || !person) return Response.error();
  await putInto("files", { id, form, person, file, there: false, at: Date.now() });
  const picture = await createImageBitmap(file).catch(() => undefined);
  const size = picture ? [picture.width, picture.height] : null;
  const card = { id, name: file.name, kind, bytes: file.size, size };
  return new Response(JSON.stringify(card), { headers: { "Content-Type": "application/json" } });
}

// Whether nothing of the form waits any more. A file that the portal does not take keeps no form back, and is told.
async function sendFiles(form) {
  for (const file of await filesOf(form)) {
    if (file.there) continue;
    const body = new FormData();
    body.append("id", file.id);
    body.append("file", file.file, file.file.name);
    const answer = await fetch(`/files/ticket/${form}`, {
      method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(3 * PATIENCE),
    }).catch(() => undefined);
    if (isForLater(answer)) return false;
    await putInto("files", { ...file, there: true, refused: !answer.ok });
  }
  return true;
}

async function forgetFile(request) {
  const id = new URLSearchParams(await request.text()).get("id");
  if (id) await removeFrom("files", id);
}

async function share(event) {
  const fields = await event.request.formData();
  for (const file of fields.getAll("photo")) if (file.size) await putInto("shared", { file, at: Date.now() });
  return Response.redirect("/tickets/new?shared=1", 303);
}
