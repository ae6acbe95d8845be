import { expect, expectAccessible, test } from "../support/test.js";

test("a page that does not exist says where to go, under the same policy", async ({ page }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  expect(answer?.headers()["content-security-policy"]).toContain("'nonce-");
  await expect(page.getByRole("link", { name: /главн/i }).first()).toBeVisible();
  await expectAccessible(page);
});

test("a code that no paper has is answered in words @desktop", async ({ page }) => {
  await page.goto("/check/AAAAA-AAAAA");
  await expect(page.locator("body")).toContainText(/не нашли|нет/i);
});

test("a problem is reported with the page, the build and the request", async ({ page }) => {
  await page.goto("/register");
  await page.getByRole("link", { name: "Сообщить об ошибке" }).first().click();
  await expect(page).toHaveURL(/\/report/);
  await expect(page.getByRole("main")).toContainText("/register");
  await page.getByLabel("Что случилось").fill("Не видно кнопки на телефоне");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByRole("main")).toContainText("Спасибо, получили");
});
