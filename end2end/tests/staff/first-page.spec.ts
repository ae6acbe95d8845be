// What needs each employee now, and where their work begins.
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a dispatcher begins at the board", async ({ page }) => {
      await signIn(page, "dispatcher@example.org");
      await page.goto("/");
      await expect(page).toHaveURL(/staff\/tickets$/);
      await page.goto("/staff");
      await expect(page).toHaveURL(/staff\/tickets$/);
    });

    test("a manager sees what presses and goes to it", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await page.goto("/");
      await expect(page).toHaveURL(/staff$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Обзор");
      await expect(page.getByRole("heading", { level: 2, name: "Заявки" })).toBeVisible();
      await expect(page.getByRole("heading", { level: 2, name: "Обращения" })).toBeVisible();
      await expect(page.getByRole("heading", { level: 2, name: /Показания за январь/ })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await page.locator(".job").first().click();
      await expect(page).toHaveURL(/staff\/(tickets|appeals)\/\d+/);
    });

    test("an accountant sees appeals and no tickets", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 2, name: "Обращения" })).toBeVisible();
      await expect(page.getByRole("heading", { level: 2, name: "Заявки" })).toHaveCount(0);
      await page.getByRole("link", { name: "Все дома" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Сдача по домам");
    });

    test("an administrator finds that nothing has failed", async ({ page }) => {
      await signIn(page, "admin@example.org");
      await page.goto("/staff/jobs");
      await expect(page.getByRole("heading", { name: "Всё отправлено" })).toBeVisible();
      await expectNoSidewaysScroll(page);
    });
  });
}

test("the overview hears of a new ticket by itself @desktop", async ({ page, browser, portal }) => {
  test.slow();
  await signIn(page, "manager@example.org");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 2, name: "Заявки" })).toBeVisible();
  const context = await browser.newContext({ baseURL: portal.url, locale: "ru-RU" });
  const resident = await context.newPage();
  await signIn(resident, "resident@example.org");
  await resident.goto("/tickets/new");
  await resident.getByLabel("Текст заявки").fill("Искрит розетка на кухне");
  await resident.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(resident).toHaveURL(/tickets\/\d+/);
  await expect(page.locator(".job", { hasText: "Искрит розетка на кухне" })).toBeVisible();
  await context.close();
});

test("the first pages are accessible @desktop", async ({ page }) => {
  for (const role of ["accountant", "editor", "manager", "admin"]) {
    await signIn(page, `${role}@example.org`);
    await page.goto("/staff");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto("/staff/jobs");
  await expectAccessible(page);
});
