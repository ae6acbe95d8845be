// The network is lost in fifty ways, and the phone is not left alone meanwhile: every reading and every ticket is there once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { enter, keptOn, queued, test } from "../support/pocket.js";
import { expect, GUIDE_DAY, PASSWORD, signIn } from "../support/test.js";
import type { Fault, Wire } from "../support/wire.js";

test.use({ today: GUIDE_DAY });

const GUIDE = "guide@example.org";
const SCHEDULES = 50;
const LOST: Fault[] = ["request lost", "answer lost", "out of order"];
const MEANWHILE = ["nothing", "sign-out", "somebody else", "session over", "another device", "update"] as const;
const PHOTO = readFileSync(join(import.meta.dirname, "../../../public/apple-touch-icon.png")).toString("base64");

/** Numbers that look like chance and are the same each time (mulberry32). */
function dice(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Fields = Record<string, string>;
interface Row {
  meter: { id: string };
  current: { id: string; values: unknown } | null;
}

/** The same person at a computer, whose network never fails. */
class Computer {
  constructor(private readonly api: APIRequestContext) {}

  async signIn(): Promise<void> {
    await this.api.post("/api/session/sign-in", { form: { email: GUIDE, password: PASSWORD }, maxRedirects: 0 });
  }

  async send(path: string, form: Fields): Promise<string> {
    const answer = await this.api.post(path, { form, headers: { accept: "application/json" } });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as string;
  }

  async month(query = ""): Promise<{ account: string; rows: Row[]; notice?: string }> {
    const form = Object.fromEntries(new URLSearchParams(query));
    const answer = await this.api.post("/api/readings/page", { form, headers: { accept: "application/json" } });
    const { account, rows, answer: told } = await answer.json();
    return { account: account.id ?? account, rows, notice: told?.notice?.[0] };
  }

  /** Submits a reading over the current one, and returns the number of its notice in the month. */
  async submit(account: string, meter: string, value: number): Promise<number> {
    const next = await this.send("/api/readings/submit", reading(account, meter, value, await this.current(meter)));
    const { notice } = await this.month(new URL(next, "http://portal").searchParams.toString());
    return Number(/\d+$/.exec(notice ?? "")?.[0]);
  }

  async current(meter: string): Promise<Row["current"]> {
    const { rows } = await this.month();
    return rows.find((row) => row.meter.id === meter)?.current ?? null;
  }

  async ticket(account: string, text: string): Promise<number> {
    return Number(/\d+/.exec(await this.send("/api/tickets/create", ticket(crypto.randomUUID(), account, text)))?.[0]);
  }

  async page(path: string): Promise<string> {
    return (await this.api.get(path, { headers: { accept: "text/html" } })).text();
  }
}

function reading(account: string, meter: string, value: number, over: Row["current"]): Fields {
  return {
    "submission[id]": crypto.randomUUID(), "submission[account]": account, "submission[period]": "2018-01",
    "submission[lines][0][meter]": meter, "submission[lines][0][values][0]": String(value),
    ...(over && { "submission[lines][0][base]": over.id }),
  };
}

const ticket = (id: string, account: string, text: string): Fields => ({
  "ticket[id]": id, "ticket[account]": account, "ticket[name]": "Анна", "ticket[phone]": "+7 921 555-01-07", "ticket[text]": text,
});

/** As the form of a page sends it, through the service worker. */
const post = (page: Page, path: string, fields: Fields) =>
  page.evaluate(
    async ([path, fields]) => {
      const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
      await fetch(path, { method: "POST", headers, body: new URLSearchParams(fields) });
    },
    [path, fields] as const,
  );

/** As a page does once the network did not take the photo. */
const attach = (page: Page, form: string) =>
  page.evaluate(
    async ([form, photo]) => {
      const body = new FormData();
      body.append("id", crypto.randomUUID());
      body.append("file", new File([Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0))], "фото.png", { type: "image/png" }));
      await fetch(`/files/ticket/${form}`, { method: "POST", headers: { "x-without-network": "1" }, body });
    },
    [form, PHOTO] as const,
  );

async function happens(what: (typeof MEANWHILE)[number], page: Page, wire: Wire): Promise<void> {
  const waits = await queued(page);
  switch (what) {
    case "sign-out":
    case "somebody else":
      await page.evaluate(() => fetch("/api/session/sign-out", { method: "POST" }));
      if (what === "somebody else") {
        await signIn(page, "resident@example.org");
        await page.goto("/more");
        await expect(page.locator("#connection")).not.toContainText("ждёт отправки");
        expect(await queued(page), "what waits after somebody else has come").toBe(waits);
      }
      await signIn(page, GUIDE);
      await page.goto("/more");
      break;
    case "session over":
      await page.context().clearCookies();
      await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: "send" }));
      await signIn(page, GUIDE);
      await page.goto("/more");
      break;
    case "update":
      wire.edition += 1;
      await page.evaluate(async () => {
        const changed = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
        await (await navigator.serviceWorker.ready).update();
        await changed;
      });
      break;
    default:
  }
}

/** Whether the portal asked about the reading instead of taking it. The phone still has what was typed. */
async function isAsked(page: Page, form: string, value: number): Promise<boolean> {
  const entry = (await keptOn(page)).find((entry) => entry.form === form);
  const typed = new URLSearchParams(entry?.body).get("submission[lines][0][values][0]");
  return Boolean(entry?.asked) && typed === String(value);
}

test("fifty ways of losing the network: every reading and every ticket is there once @desktop", async ({ page, wire, playwright }) => {
  test.setTimeout(300_000);
  const api = await playwright.request.newContext({ baseURL: wire.portal });
  const computer = new Computer(api);
  await computer.signIn();
  const { account, rows } = await computer.month();
  const meter = rows[0]!.meter.id;
  const firstNotice = await computer.submit(account, meter, 389);
  const firstTicket = await computer.ticket(account, "Первая заявка: мигает свет на площадке");
  await enter(page, GUIDE);

  const roll = dice(20180125);
  const any = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)]!;
  let taken = 0;
  const photos = new Map<number, boolean>();
  for (let schedule = 0; schedule < SCHEDULES; schedule += 1) {
    const what = any(MEANWHILE);
    const faults = [any(LOST), ...Array.from({ length: Math.floor(roll() * 4) }, () => any([...LOST, "passes" as const]))];
    const story = `schedule ${schedule}: ${faults.join(", ")}; meanwhile ${what}`;
    wire.fail(/\/api\/(readings\/submit|tickets\/create)$|\/files\/ticket\//, ...faults);
    if (roll() < 0.3) wire.fail(/\/api\/session\/frame$/, any(LOST));

    // More than thrice the average would be asked about: no value goes above 413.
    const value = 390 + 2 * (schedule % 12);
    const form = reading(account, meter, value, await computer.current(meter));
    await post(page, "/api/readings/submit", form);
    // In an hour the portal takes sixty tickets of one person, those that come again too.
    if (schedule % 2) {
      const id = crypto.randomUUID();
      photos.set(schedule, roll() < 0.4);
      if (photos.get(schedule)) await attach(page, id);
      await post(page, "/api/tickets/create", ticket(id, account, `Случай ${schedule}. Не закрывается дверь`));
    }

    await happens(what, page, wire);
    const other = what === "another device" ? await computer.submit(account, meter, value + 1) : undefined;
    await expect
      .poll(
        async () => {
          await page.evaluate(() => navigator.serviceWorker.controller?.postMessage({ type: "send" }));
          return queued(page);
        },
        { message: story, intervals: [50] },
      )
      .toBe(0);
    wire.heal();

    taken += 1;
    let last = value;
    if (other !== undefined) {
      last = value + 1;
      // Asked about, it is answered by the person; else it had come before the other one.
      if (await isAsked(page, form["submission[id]"]!, value)) {
        await computer.submit(account, meter, value);
        last = value;
      }
      taken += 1;
    }
    expect(JSON.stringify((await computer.current(meter))?.values), story).toContain(String(last));
  }

  // Notices and tickets are numbered: none is missing, none is there twice.
  expect((await computer.submit(account, meter, 389)) - firstNotice, "readings taken").toBe(taken + 1);
  const lastTicket = await computer.ticket(account, "Последняя заявка: мигает свет на площадке");
  const seen = new Map<number, boolean>();
  for (let number = firstTicket + 1; number < lastTicket; number += 1) {
    const html = await computer.page(`/tickets/${number}`);
    const schedule = Number(/Случай (\d+)\./.exec(html)?.[1]);
    expect(seen.has(schedule), `ticket ${schedule} once`).toBe(false);
    seen.set(schedule, html.includes("фото.png"));
  }
  expect([...seen].sort(([one], [other]) => one - other)).toEqual([...photos]);
  await api.dispose();
});
