// `test` of this project: with a portal of its own, and the words in which journeys are told.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { discard, Portal, type PortalOptions, Seed } from "./portal.js";

export { discard, expect };
export const PASSWORD = "domovoy-demo";
export const GUIDE_DAY = "2018-01-25";

export const test = base.extend<PortalOptions & { portal: Portal }, { seed: Seed }>({
  today: [undefined, { option: true }],
  seed: [
    async ({}, use) => {
      const seed = new Seed();
      await use(seed);
      await seed.remove();
    },
    { scope: "worker" },
  ],
  portal: async ({ seed, today }, use) => {
    const data = await seed.copy(today);
    const portal = await Portal.start(data, today);
    await use(portal);
    await portal.stop();
    await discard(data);
  },
  baseURL: async ({ portal }, use) => use(portal.url),
  page: async ({ page, javaScriptEnabled }, use) => {
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !isExpected(message.text())) broken.push(message.text());
    });
    await use(page);
    if (javaScriptEnabled !== false) expect(broken, "errors in the browser's console").toEqual([]);
  },
});

/** The browser itself reports answers 4xx, a network that a test has cut, and scripts of the test kept out of a letter. */
const isExpected = (text: string) =>
  /status of (4\d\d|503)|net::ERR_(INTERNET_DISCONNECTED|EMPTY_RESPONSE|CONNECTION_\w+|FAILED)|Blocked script execution in '[^']*\/demo\/mailbox/.test(text);

/** Opens a session as the form of the sign-in page does without scripts: the page itself has tests of its own. Shows no page. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  // A page that stays open finds itself without a session and goes to «Вход» in the middle of what follows.
  if (page.url() !== "about:blank") await page.goto("about:blank");
  await page.context().clearCookies();
  const answer = await page.request.post("/api/session/sign-in", {
    form: { email, password },
    headers: { accept: "text/html" },
    maxRedirects: 0,
  });
  expect(answer.headers()["location"], `${email} is let in`).not.toMatch(/sign-in/);
}

/** Reads what pops up over the first page, to the last. */
export async function readNews(page: Page): Promise<void> {
  await page.goto("/");
  const next = page.getByRole("dialog").getByRole("button", { name: /Дальше|Понятно|Ознакомлен/ });
  while (await next.isVisible()) {
    const noted = page.waitForResponse("**/api/news/mark");
    await next.click();
    await noted;
  }
}

/** Opens the newest letter to this address and presses its green button. Returns where that led. */
export async function pressGreenButton(page: Page, email: string): Promise<string> {
  const letter = page.getByRole("article").filter({ hasText: `Кому: ${email}` }).first();
  await expect(async () => {
    await page.goto("/demo/mailbox");
    await expect(letter).toBeVisible({ timeout: 500 });
  }).toPass();
  await letter.getByRole("heading").getByRole("link").click();
  await page.frameLocator("iframe").locator("a[href*='/register/'], a[href*='/recover/'], a[href*='/units/'], a[href*='/join/'], a[href*='/news/']").first().click();
  await expect(page).not.toHaveURL(/mailbox/);
  return page.url();
}

/** No violation of WCAG 2.2 AA in either theme. The dark one changes colours alone: it is judged by the rules that look at colours, and
 * on the desktop, since they are the same on a phone. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNone(page, (axe) =>
    axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]),
  );
  if ((page.viewportSize()?.width ?? 0) < 600) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNone(page, (axe) => axe.withRules(["color-contrast", "link-in-text-block"]));
  await page.emulateMedia({ colorScheme: null });
}

/** The page is judged once it has come to rest: axe reads for a second or more. */
async function expectNone(page: Page, by: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  await expect(async () => {
    const { violations } = await by(new AxeBuilder({ page })).analyze();
    const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `  ${n.html}`).join("\n")}`);
    expect(told, `axe on ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 45_000 });
}

/** Nothing sticks out sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** The text of each cell, row by row, with ordinary spaces. */
export async function cells(table: Locator): Promise<string[][]> {
  return table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) =>
      [...row.querySelectorAll("th, td")].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, " ").trim()),
    ),
  );
}
