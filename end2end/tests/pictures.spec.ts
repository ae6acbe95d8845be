// Pictures of the main pages: `make pictures` writes the README's few, DOMOVOY_PICTURES=FOLDER all of them.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { GUIDE_DAY, readNews, signIn, test } from "./support/test.js";

const FOLDER = process.env["DOMOVOY_PICTURES"];
const README = resolve(import.meta.dirname, "../../docs/pictures");
const IN_README = new Set([
  "home-1280-light", "readings-1280-light", "history-1280-dark", "readings-390-light",
  "month-1280-light", "receipt-1280-light", "board-1280-light", "ticket-390-light", "charges-1280-dark", "pay-390-light",
]);

const GUEST = { "sign-in": "/sign-in", register: "/register", recover: "/recover", app: "/app", "not-found": "/no-such-page" };
const RESIDENT = {
  home: "/", history: "/readings/history", profile: "/profile", "unit-add": "/units/add", more: "/more", report: "/report",
  news: "/news", appeals: "/appeals", "appeal-new": "/appeals/new", appeal: "/appeals/1041", charges: "/charges", month: "/charges/2017-12", payments: "/payments", pay: "/pay", offer: "/offer",
  tickets: "/tickets", "tickets-house": "/tickets?whose=house", "ticket-new": "/tickets/new", ticket: "/tickets/7218204",
  "ticket-done": "/tickets/7217993", notices: "/notices",
};

const STAFF = {
  overview: "/staff", registry: "/staff/registry/buildings", "registry-found": "/staff/registry/buildings?q=7000418", claims: "/staff/registry/claims",
  board: "/staff/tickets", sheet: "/staff/tickets/7218204", call: "/staff/tickets/new", found: "/staff/search?q=7000418",
  incidents: "/staff/incidents", "incident-new": "/staff/incidents/new", executors: "/staff/executors",
  inbox: "/staff/appeals", "appeal-sheet": "/staff/appeals/1043", templates: "/staff/appeals/templates", "news-desk": "/staff/news", "news-new": "/staff/news/new",
  review: "/staff/readings", months: "/staff/months", enter: "/staff/enter?account=7000418", imports: "/staff/imports",
};
const ADMIN = {
  "payments-desk": "/staff/payments", settled: "/staff/payments/settled", days: "/staff/payments/days", "charges-desk": "/staff/charges",
  debtors: "/staff/debtors", jobs: "/staff/jobs",
  people: "/staff/people", rights: "/staff/rights", audit: "/staff/audit", settings: "/staff/settings", code: "/profile/code",
  "delete-me": "/profile/delete", "staff-more": "/staff/more",
};

test.use({ today: GUIDE_DAY });

async function shoot(page: Page, name: string): Promise<void> {
  if (!FOLDER && !IN_README.has(name)) return;
  await mkdir(FOLDER ?? README, { recursive: true });
  // A screen as high as the page: what sticks to an edge of the screen stands where it belongs.
  const screen = page.viewportSize() ?? { width: 1280, height: 900 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...screen, height: Math.max(height, screen.height) });
  await page.screenshot({ path: join(FOLDER ?? README, `${name}.png`), animations: "disabled" });
  await page.setViewportSize(screen);
}

for (const width of [1280, 390]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${width} ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 390 ? 844 : 900 } });
      const picture = (page: Page, name: string) => shoot(page, `${name}-${width}-${colorScheme}`);

      test("pictures", async ({ page }) => {
        test.setTimeout(300_000);
        for (const [name, path] of Object.entries(GUEST)) {
          await page.goto(path);
          await picture(page, name);
        }
        await signIn(page, "guide@example.org");
        await page.goto("/");
        await page.getByRole("dialog").waitFor();
        await picture(page, "news-popup");
        await readNews(page);
        for (const [name, path] of Object.entries(RESIDENT)) {
          await page.goto(path);
          await picture(page, name);
        }
        await page.goto("/charges");
        await page.locator("a[href^='/receipts/']").first().click();
        await page.getByRole("heading", { name: /Квитанция за/ }).waitFor();
        await picture(page, "receipt");
        await page.goto("/readings");
        await picture(page, "readings-empty");
        await page.getByLabel("Текущие показания, ХВС", { exact: true }).fill("395");
        await page.getByLabel("Текущие показания, ГВС", { exact: true }).fill("331");
        await page.getByLabel("Текущие показания, ЭЛТТ, день", { exact: true }).fill("3702.415");
        await page.getByLabel("Текущие показания, ЭЛТТ, ночь", { exact: true }).fill("3801.006");
        await page.getByLabel("Текущие показания, ЭЛТТ, полупик", { exact: true }).fill("4712318");
        await page.getByRole("button", { name: "Сдать показания" }).click();
        await page.getByText(/Подтвердите/).first().waitFor();
        await picture(page, "readings");
        for (const [who, pages] of [["manager", STAFF], ["admin", ADMIN]] as const) {
          await signIn(page, `${who}@example.org`);
          for (const [name, path] of Object.entries(pages)) {
            await page.goto(path);
            await picture(page, name);
          }
        }
        await page.goto("/staff/registry/buildings");
        await page.locator("a[href^='/staff/registry/buildings/']").first().click();
        await page.locator("a[href^='/staff/registry/accounts/']").first().waitFor();
        await picture(page, "registry-house");
        await page.goto("/staff/registry/buildings?q=7000418");
        await page.locator("a[href^='/staff/registry/accounts/']").first().click();
        await page.locator("a[href^='/staff/registry/meters/']").first().waitFor();
        await picture(page, "registry-account");
        await page.locator("a[href^='/staff/registry/meters/']").first().click();
        await page.locator("summary", { hasText: "Заменить счётчик" }).waitFor();
        await picture(page, "registry-meter");
        await page.goto("/staff/months?period=2017-12");
        await page.getByRole("link", { name: "Баланс", exact: true }).first().click();
        await page.getByRole("heading", { name: "Баланс дома", level: 1 }).waitFor();
        await picture(page, "balance");
      });
    });
  }
}
