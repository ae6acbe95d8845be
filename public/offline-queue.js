// What is kept on the device until it can be sent: forms and photos, in IndexedDB. Part of the service worker.
//
// - waiting: a form as it was posted, with the id that its page chose; the server takes the same form twice as one
// - files:   photos and documents of such forms, under the id that their page chose
// - shared:  pictures that another program handed over, until a form takes them
// - facts:   who is signed in here, the names of their meters
const STORES = { waiting: { keyPath: "key", autoIncrement: true }, files: { keyPath: "id" }, shared: { autoIncrement: true }, facts: {} };

let opened;

function database() {
  opened ??= new Promise((done, fail) => {
    const opening = indexedDB.open("domovoy", 1);
    opening.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) opening.result.createObjectStore(name, options);
    };
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

// Resolves once it is on disk, with what the request brought.
async function kept(store, mode, ask) {
  const transaction = (await database()).transaction(store, mode, { durability: "strict" });
  const request = ask(transaction.objectStore(store));
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
}

const allOf = (store) => kept(store, "readonly", (of) => of.getAll());
const oneOf = (store, key) => kept(store, "readonly", (of) => of.get(key));
const putInto = (store, value, key) => kept(store, "readwrite", (of) => (key === undefined ? of.put(value) : of.put(value, key)));
const removeFrom = (store, key) => kept(store, "readwrite", (of) => of.delete(key));
const fact = (name) => oneOf("facts", name);
const setFact = (name, value) => (value === undefined ? removeFrom("facts", name) : putInto("facts", value, name));

const filesOf = async (form) => (await allOf("files")).filter((file) => file.form === form);

async function removeFilesOf(form) {
  for (const file of await filesOf(form)) await removeFrom("files", file.id);
}

// A form is kept. Readings of one account and month that wait already take the new ones in: what was typed last is what is meant. One that is
// under way just now is left alone.
async function enqueue(entry, underWay) {
  const same = (other) =>
    other.kind === "readings" && other.state === "waiting" && other.key !== underWay && other.person === entry.person &&
    other.account === entry.account && other.period === entry.period;
  const before = entry.kind === "readings" ? (await allOf("waiting")).find(same) : undefined;
  const twin = (await allOf("waiting")).find((other) => other.person === entry.person && other.body === entry.body && other.state === "waiting");
  if (twin) return;
  await putInto("waiting", before ? { ...before, ...withLines(before.body, entry.body), names: { ...before.names, ...entry.names } } : entry);
}

// «submission[lines][0][values][0]» by lines, and what stands beside them.
const LINE = /^submission\[lines\]\[(\d+)\](.*)$/;

function linesOf(body) {
  const lines = new Map();
  const rest = [];
  for (const [name, value] of new URLSearchParams(body)) {
    const [, number, field] = LINE.exec(name) ?? [];
    if (number === undefined) rest.push([name, value]);
    else lines.set(number, [...(lines.get(number) ?? []), [field, value]]);
  }
  const whole = [...lines.values()].map((fields) => ({
    meter: fields.find(([field]) => field === "[meter]")?.[1],
    values: fields.filter(([field]) => field.startsWith("[values]")).map(([, value]) => value),
    fields,
  }));
  return { rest, lines: whole.filter((line) => line.values.some((value) => value.trim())) };
}

function withLines(before, now) {
  const old = linesOf(before);
  const fresh = linesOf(now).lines;
  const lines = [...old.lines.filter((line) => !fresh.some((other) => other.meter === line.meter)), ...fresh];
  const body = new URLSearchParams(old.rest);
  lines.forEach((line, at) => line.fields.forEach(([field, value]) => body.append(`submission[lines][${at}]${field}`, value)));
  return { body: body.toString() };
}

// What a page shows of an entry.
function shownOf({ key, kind, state, body, at, next, asked, refused, names }) {
  const fields = new URLSearchParams(body);
  const lines = kind === "readings" ? linesOf(body).lines.map(({ meter, values }) => ({ name: names?.[meter] ?? "", values })) : [];
  return { key, kind, state, at, next, asked, refused, lines, period: fields.get("submission[period]"), text: fields.get("ticket[text]") };
}
