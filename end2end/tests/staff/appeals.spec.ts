import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

const row = (page: Page, text: string) => page.locator(".job").filter({ hasText: text });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an appeal is found in the inbox, taken and answered with a template", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await page.goto("/staff/appeals");
      await expect(page.getByRole("heading", { name: /Просрочено/ })).toBeVisible();
      await row(page, "стойку для велосипедов").click();
      await page.getByRole("button", { name: "Взять себе" }).click();
      await expect(page.getByText("Сохранено")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("в работе");

      await page.getByLabel("Вставить шаблон").selectOption({ label: "Перерасчёт сделан" });
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Вставить" }).click();
      await expect(page.getByLabel("Текст ответа")).toHaveValue(/Здравствуйте, Мария .*\s+По обращению № 1043/);
      await page.getByRole("button", { name: "Ответить" }).click();
      await expect(page.getByText("Ответ отправлен")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("есть ответ");
      await page.goto("/staff/appeals?ended=true");
      await expect(row(page, "стойку для велосипедов")).toBeVisible();
    });

    test("the term is extended once, with a reason", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await page.goto("/staff/appeals/1043");
      await page.getByText("Продлить срок").click();
      await page.getByRole("button", { name: "Продлить" }).click();
      await expect(page.getByText(/Выберите день с/)).toBeVisible();
      await expect(page.getByText("Напишите почему")).toBeVisible();
      const last = await page.getByLabel("До какого дня").getAttribute("max");
      await page.getByLabel("До какого дня").fill(last!);
      await page.getByLabel("Почему").fill("Ждём решения собрания");
      await page.getByRole("button", { name: "Продлить" }).click();
      await expect(page.getByText("Срок продлён, житель получит письмо")).toBeVisible();
      await expect(page.getByText("Продлить срок")).toHaveCount(0);
    });

    test("a template is written, changed, taken out of use and taken back", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await page.goto("/staff/appeals/templates");
      await page.getByLabel("Название").fill("Приём");
      await page.getByLabel("Текст").fill("Здравствуйте, {фамилия}");
      await page.getByRole("button", { name: "Сохранить" }).click();
      await expect(page.getByText(/Подстановки «\{фамилия\}» нет/)).toBeVisible();
      await page.getByLabel("Текст").fill("Здравствуйте, {имя}. Ждём вас на приёме.");
      await page.getByRole("button", { name: "Сохранить" }).click();
      await expect(page.getByText("Шаблон сохранён")).toBeVisible();
      await page.getByRole("link", { name: "Изменить: Приём" }).click();
      await expect(page.getByLabel("Текст")).toHaveValue("Здравствуйте, {имя}. Ждём вас на приёме.");
      await page.goto("/staff/appeals/templates");
      await page.getByRole("button", { name: "Убрать: Приём" }).click();
      await expect(page.getByText("Шаблон убран")).toBeVisible();
      await page.getByRole("button", { name: "Вернуть" }).click();
      await expect(page.getByRole("link", { name: "Изменить: Приём" })).toBeVisible();
    });
  });
}

test("a resident sees the answer without a reload, and staff what was added", async ({ page, browser, portal }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/appeals/1043");
  const context = await browser.newContext({ baseURL: portal.url, locale: "ru-RU" });
  const desk = await context.newPage();
  await signIn(desk, "manager@example.org");
  await desk.goto("/staff/appeals/1043");
  await desk.getByLabel("Текст ответа").fill("Стойку поставим");

  await page.getByLabel("Дополнить обращение").fill("У второго подъезда");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText("Дополнение отправлено")).toBeVisible();
  await expect(desk.getByRole("main")).toContainText("У второго подъезда");
  await expect(desk.getByLabel("Текст ответа")).toHaveValue("Стойку поставим");

  await desk.getByRole("button", { name: "Ответить" }).click();
  await expect(desk.getByText("Ответ отправлен")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Стойку поставим");
  await expect(page.getByRole("heading", { name: "Ответ не помог?" })).toBeVisible();
  await context.close();
});

test("who answers no appeals finds no inbox @desktop", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  const answer = await page.goto("/staff/appeals");
  expect(answer?.status()).toBe(404);
});

test("the staff's pages of appeals are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "manager@example.org");
  for (const path of [
    "/staff/appeals",
    "/staff/appeals?ended=true",
    "/staff/appeals/1039",
    "/staff/appeals/1043",
    "/staff/appeals/templates",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
