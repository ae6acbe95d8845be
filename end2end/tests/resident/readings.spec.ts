// The main job: readings are given, questioned, confirmed, corrected, found again.
import type { Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, GUIDE_DAY, PASSWORD, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const row = (page: Page, meter: string) => page.getByRole("rowgroup", { name: meter, exact: true });
const field = (page: Page, label: string) => page.getByLabel(`Текущие показания, ${label}`, { exact: true });
const submit = (page: Page) => page.getByRole("button", { name: "Сдать показания" }).click();

async function open(page: Page): Promise<void> {
  await signIn(page, "guide@example.org");
  await page.goto("/readings");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("every filled row answers for itself, and the notice can be checked by anyone", async ({ page, browser }) => {
      await open(page);
      await field(page, "ХВС").fill("395");
      await field(page, "ГВС").fill("331");
      await field(page, "ЭЛТТ, день").fill("3702,415");
      await field(page, "ЭЛТТ, ночь").fill("3801.006");
      await field(page, "ЭЛТТ, полупик").fill("4712318");
      await submit(page);

      await expect(row(page, "ХВС")).toContainText("Принято");
      await expect(row(page, "ГВС")).toContainText("Подтвердите: 331 меньше предыдущего 341 на 10");
      await expect(row(page, "ЭЛТТ")).toContainText("Отклонено");
      await expect(field(page, "ЭЛТТ, полупик")).toHaveValue("4712318");
      await expect(field(page, "ЭЛТТ, день")).toHaveValue("3702,415");

      const notice = page.getByText(/Сдано 25\.01\.2018 в \d\d:\d\d, № 2018-01-\d{4}/);
      await expect(notice).toBeVisible();
      await expectNoSidewaysScroll(page);

      const code = await page.locator("a[href*='/check/']").first().getAttribute("href");
      const stranger = await browser.newContext();
      const check = await stranger.newPage();
      await check.goto(new URL(code ?? "", page.url()).href);
      await expect(check.getByText(/2018-01-\d{4}/).first()).toBeVisible();
      await expect(check.locator("body")).not.toContainText("Авиаторов");
      await expect(check.locator("body")).not.toContainText("7000418");
      await stranger.close();
    });

    test("an odd value is taken for review once it is explained", async ({ page }) => {
      await open(page);
      await field(page, "ГВС").fill("331");
      await submit(page);
      await row(page, "ГВС").getByRole("radio", { name: /Предыдущее показание неверное/ }).check();
      await submit(page);
      await expect(row(page, "ГВС")).toContainText("Принято");
      await expect(row(page, "ГВС")).toContainText(/провер/);
    });

    test("a reading is corrected, and the older value stays in the history", async ({ page }) => {
      await open(page);
      await field(page, "ХВС").fill("395");
      await submit(page);
      await row(page, "ХВС").getByRole("link", { name: "Исправить" }).click();
      await field(page, "ХВС").fill("396");
      await submit(page);
      await expect(row(page, "ХВС")).toContainText("396");

      await page.goto("/readings/history");
      const january = page.getByRole("row").filter({ hasText: "01.2018" });
      await expect(january).toContainText("396");
      await expect(january).toContainText("395");
    });

    test("nothing filled is said in words", async ({ page }) => {
      await open(page);
      await submit(page);
      await expect(page.getByRole("alert").first()).toBeVisible();
    });
  });
}

/** Types until the page, come to life, tells the consumption. */
async function type(page: Page, value: string): Promise<void> {
  await expect(async () => {
    await field(page, "ХВС").fill("");
    await field(page, "ХВС").pressSequentially(value);
    await expect(row(page, "ХВС")).toContainText(/расход/i, { timeout: 500 });
  }).toPass();
}

test("consumption is told while one types", async ({ page }) => {
  await open(page);
  await type(page, "395");
  await expect(row(page, "ХВС")).toContainText("Расход 7");
});

// With a service worker the device keeps them: see queue.spec.ts.
test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });

  test("without a network the button answers, and what was typed goes once the network is back", async ({ page, context }) => {
    await open(page);
    await type(page, "395");
    await context.setOffline(true);
    await submit(page);
    await expect(page.getByText("ждёт связи")).toBeVisible();
    await expect(field(page, "ХВС")).toHaveValue("395");
    await context.setOffline(false);
    await expect(page.getByText("ждёт связи")).toBeHidden();
    await submit(page);
    await expect(row(page, "ХВС")).toContainText("Принято");
  });
});

test("when the session has ended one signs in beside the page and presses again", async ({ page, context }) => {
  await open(page);
  await type(page, "395");
  await context.clearCookies();
  await submit(page);
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Войти в новой вкладке" }).click();
  const other = await opened;
  await other.getByLabel("Адрес e-mail").fill("guide@example.org");
  await other.getByLabel("Пароль", { exact: true }).fill(PASSWORD);
  await other.getByRole("button", { name: "Войти" }).click();
  await expect(other).not.toHaveURL(/sign-in/);
  await expect(field(page, "ХВС")).toHaveValue("395");
  await submit(page);
  await expect(row(page, "ХВС")).toContainText("Принято");
});
