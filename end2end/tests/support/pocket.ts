// A phone in the pocket: the portal through a wire that may be cut, with its service worker at work.
import type { Page } from "@playwright/test";
import { expect, signIn, test as base } from "./test.js";
import { Wire } from "./wire.js";

export const test = base.extend<{ wire: Wire }>({
  wire: async ({ portal }, use) => {
    const wire = await Wire.to(portal.url);
    await use(wire);
    await wire.close();
  },
  baseURL: async ({ wire }, use) => use(wire.url),
});

/** The browser has no network: neither does what looks at `navigator.onLine` think that it has. */
export async function cut(page: Page, wire: Wire): Promise<void> {
  wire.cut = true;
  await page.context().setOffline(true);
}

export async function mend(page: Page, wire: Wire): Promise<void> {
  wire.cut = false;
  await page.context().setOffline(false);
}

/** Signs in and waits until the service worker answers for this page. */
export async function enter(page: Page, email: string): Promise<void> {
  await signIn(page, email);
  await page.goto("/more");
  await page.waitForFunction(() => Boolean(navigator.serviceWorker.controller));
  await page.reload();
}

/** Opens a page and waits until a copy of it is kept. */
export async function see(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect
    .poll(() => page.evaluate(async (path) => Boolean(await caches.match(path)), path), { message: `a copy of ${path}` })
    .toBe(true);
}

/** A form that is kept on the device. */
export interface Kept {
  form: string;
  state: string;
  asked?: boolean;
  body: string;
}

/** Everything that is kept on this device, whoever's it is. */
export const keptOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Kept[]>((done, fail) => {
        const opening = indexedDB.open("domovoy");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction("waiting").objectStore("waiting").getAll();
          all.onsuccess = () => {
            done(all.result as Kept[]);
            opening.result.close();
          };
        };
      }),
  );

/** How many forms wait on this device, whoever's they are. */
export const queued = async (page: Page) => (await keptOn(page)).filter(({ state }) => state === "waiting").length;
