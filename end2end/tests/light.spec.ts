// How light the first visit is: Lighthouse for a phone, and the time until a page answers on a slow network and a slow processor, beside a
// still page of the same HTML. `make bench` prints the figures; alone on the machine they mean something.
import { writeFile } from "node:fs/promises";
import { chromium, type Browser, type BrowserContext, type Page } from "@playwright/test";
import lighthouse from "lighthouse";
import { discard, folder, freePort } from "./support/portal.js";
import { Still } from "./support/still.js";
import { expect, GUIDE_DAY, signIn, test } from "./support/test.js";

const PAGES = { "sign-in": "/sign-in", first: "/", readings: "/readings", charges: "/charges", ticket: "/tickets/7218204" };
/** «Slow 4G» as the tools of Chrome and Lighthouse say it: 1.6 Mbit/s and 150 ms, as far as a page sees them. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 84_375 };
const SLOWER = 4;
const AIM = { accessibility: 100, "best-practices": 100, performance: 95 } as const;

test.use({ today: GUIDE_DAY });
test.describe.configure({ retries: 0 });

for (const [name, path] of Object.entries(PAGES)) {
  test(`Lighthouse of ${name}`, async ({ portal, launchOptions }) => {
    const profile = await folder();
    const port = await freePort();
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      args: [...(launchOptions.args ?? []).filter((arg) => !arg.startsWith("--js-flags")), `--remote-debugging-port=${port}`],
      baseURL: portal.url,
    });
    try {
      await enter(context, path);
      const told = await lighthouse(portal.url + path, {
        port,
        output: "json",
        logLevel: "error",
        // The session is kept; the profile is new, so nothing else is.
        disableStorageReset: true,
        onlyCategories: Object.keys(AIM),
        // A simulated network takes whatever came before the first paint for what the paint waited for, and from the same machine that is
        // everything. So the network is really slow.
        throttlingMethod: "devtools",
      });
      const { categories, audits, finalDisplayedUrl } = told!.lhr;
      if (process.env["DOMOVOY_LIGHT"]) await writeFile(`${process.env["DOMOVOY_LIGHT"]}/${name}.json`, JSON.stringify(told!.lhr));
      expect(new URL(finalDisplayedUrl).pathname, "the page that was judged").toBe(path);
      const scores = Object.keys(AIM).map((kind) => `${kind} ${Math.round((categories[kind]?.score ?? 0) * 100)}`);
      const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]
        .map((id) => `${id} ${audits[id]?.displayValue}`);
      console.log(`${name}: ${[...scores, ...times].join(", ")}`);
      for (const [kind, aim] of Object.entries(AIM)) {
        const wrong = (categories[kind]?.auditRefs ?? [])
          .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
          .map(({ id }) => `${id}: ${audits[id]?.displayValue ?? audits[id]?.title}`);
        expect.soft(Math.round((categories[kind]?.score ?? 0) * 100), `${kind} of ${name}\n${wrong.join("\n")}`).toBeGreaterThanOrEqual(aim);
      }
    } finally {
      await context.close();
      await discard(profile);
    }
  });
}

test("a slow phone, beside a still page of the same HTML", async ({ browser, portal }) => {
  test.setTimeout(600_000);
  console.log("page      first paint   largest   answers   bytes (of them wasm)   still: first paint   bytes   answers / still");
  for (const [name, path] of Object.entries(PAGES)) {
    const alive = await middle(() => visit(browser, portal.url, path, portal.url + path));
    const still = await Still.of(portal.url, alive.html);
    const bare = await middle(() => visit(browser, portal.url, path, still.url));
    await still.close();
    expect(alive.answers, `${name} comes to life`).toBeGreaterThan(0);
    console.log(
      [
        name.padEnd(9), ms(alive.paint), ms(alive.largest), ms(alive.answers), `${kb(alive.bytes)} (${kb(alive.wasm)})`,
        ms(bare.paint), kb(bare.bytes), (alive.answers / bare.paint).toFixed(2),
      ].join("   "),
    );
  }
});

interface Visit {
  html: string;
  paint: number;
  largest: number;
  /** When the last listener was attached to an element: the page answers since then. */
  answers: number;
  bytes: number;
  wasm: number;
}

/** One first visit, with nothing in the cache. */
async function visit(browser: Browser, portal: string, path: string, url: string): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: portal, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, serviceWorkers: "block",
    locale: "ru-RU", timezoneId: "Europe/Moscow",
  });
  try {
    const page = await enter(context, path);
    await page.addInitScript(() => {
      const said = window as unknown as { answers: number; largest: number };
      said.answers = said.largest = 0;
      const attach = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (this: EventTarget, ...args) {
        if (this instanceof Element) said.answers = performance.now();
        return attach.apply(this, args);
      };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) said.largest = entry.startTime;
      }).observe({ type: "largest-contentful-paint", buffered: true });
    });
    const devtools = await context.newCDPSession(page);
    const addresses = new Map<string, string>();
    let bytes = 0;
    let wasm = 0;
    devtools.on("Network.requestWillBeSent", ({ requestId, request }) => addresses.set(requestId, request.url));
    devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      bytes += encodedDataLength;
      if (addresses.get(requestId)?.includes(".wasm")) wasm += encodedDataLength;
    });
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const answer = await page.goto(url, { timeout: 60_000 });
    const html = (await answer?.text()) ?? "";
    await settled(page);
    const told = await page.evaluate(() => ({
      ...(window as unknown as { answers: number; largest: number }),
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    }));
    return { html, paint: told.paint, largest: told.largest, answers: told.answers, bytes, wasm };
  } finally {
    await context.close();
  }
}

/** Nothing was attached and nothing came for a second and a half. */
async function settled(page: Page): Promise<void> {
  let before = "";
  await expect
    .poll(
      async () => {
        const now = await page.evaluate(() =>
          [(window as unknown as { answers: number }).answers, performance.getEntriesByType("resource").length].join(),
        );
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [1_500], timeout: 60_000 },
    )
    .toBe(true);
}

/** Opens a session where the page wants one, and leaves an empty page. */
async function enter(context: BrowserContext, path: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  if (path !== "/sign-in") await signIn(page, "guide@example.org");
  return page;
}

/** Of three visits the one in the middle, by when it answers. */
async function middle(visit: () => Promise<Visit>): Promise<Visit> {
  const visits = [await visit(), await visit(), await visit()];
  return visits.sort((a, b) => a.answers - b.answers || a.paint - b.paint)[1]!;
}

const ms = (time: number) => `${Math.round(time)} ms`;
const kb = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
