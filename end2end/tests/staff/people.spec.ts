import type { Page } from "@playwright/test";
import {
  expect, expectAccessible, expectNoSidewaysScroll, PASSWORD, pressGreenButton, signIn, test,
} from "../support/test.js";
import { code } from "../support/totp.js";

const ADMIN = "admin@example.org";
const NEW = "new@example.org";

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.goto("/staff/people");
  await page.getByLabel("Адрес e-mail").fill(email);
  await page.getByLabel("Роль").selectOption({ label: role });
  await page.getByRole("button", { name: "Отправить приглашение" }).click();
  await expect(page.getByText("Приглашение отправлено")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an employee comes by a letter, gets another role, and is out at once", async ({ page, browser, portal }) => {
      await signIn(page, ADMIN);
      await invite(page, NEW, "Диспетчер");
      await expect(page.getByText(/действует до/)).toBeVisible();

      const theirs = await (await browser.newContext({ baseURL: portal.url, javaScriptEnabled })).newPage();
      await pressGreenButton(theirs, NEW);
      await expect(theirs.getByText("Роль: диспетчер")).toBeVisible();
      await theirs.getByLabel("Новый пароль").fill("зелёная кнопка 7");
      await theirs.getByRole("button", { name: "Принять приглашение" }).click();
      await expect(theirs).toHaveURL(/staff\/tickets/);

      await page.goto("/staff/people");
      await page.getByRole("link", { name: `Изменить: ${NEW}` }).click();
      await page.getByLabel("Роль").selectOption({ label: "Редактор новостей" });
      await page.getByRole("button", { name: "Сохранить" }).click();
      await expect(page.getByText("новые права действуют сразу")).toBeVisible();
      await theirs.goto("/staff/news");
      await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Новости");
      await theirs.goto("/staff/tickets");
      await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Такой страницы нет");

      await page.getByText("Закрыть доступ", { exact: true }).click();
      await page.getByRole("button", { name: "Да, закрыть" }).click();
      await expect(page.getByText("все сеансы завершены")).toBeVisible();
      await theirs.goto("/staff/news");
      await expect(theirs).toHaveURL(/sign-in/);
      await theirs.context().close();
    });

    test("what is wrong with an invitation is said beside its field", async ({ page }) => {
      await signIn(page, ADMIN);
      await page.goto("/staff/people");
      await page.getByLabel("Адрес e-mail").fill("без собаки");
      await page.getByRole("button", { name: "Отправить приглашение" }).click();
      await expect(page.getByText(/Пример: name@example.org/)).toBeVisible();
      await expect(page.getByText("Выберите роль")).toBeVisible();
      await expect(page.getByLabel("Адрес e-mail")).toHaveValue("без собаки");
    });

    test("the last administrator cannot be removed", async ({ page }) => {
      await signIn(page, ADMIN);
      await page.goto("/staff/people");
      await page.getByRole("link", { name: `Изменить: ${ADMIN}` }).click();
      await expect(page.getByText("Это последний администратор")).toBeVisible();
      await page.getByLabel("Роль").selectOption({ label: "Диспетчер" });
      await page.getByRole("button", { name: "Сохранить" }).click();
      await expect(page.getByText("некому будет открывать доступ")).toBeVisible();
    });

    test("a code is asked for after the password once it is turned on", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await page.goto("/profile/code");
      await page.getByRole("button", { name: "Включить" }).click();
      const link = await page.getByRole("link", { name: "Открыть приложение" }).getAttribute("href");
      const codes = await page.locator(".recovery-codes li").allInnerTexts();
      expect(codes).toHaveLength(10);
      await page.getByLabel("Код из приложения").fill("000000");
      await page.getByRole("button", { name: "Включить" }).click();
      await expect(page.getByText("Код не подошёл")).toBeVisible();
      await page.getByLabel("Код из приложения").fill(code(new URL(link!).searchParams.get("secret")!));
      await page.getByRole("button", { name: "Включить" }).click();
      await expect(page.getByText("Вход по коду включён")).toBeVisible();
      await expect(page.getByText("Осталось 10 кодов восстановления")).toBeVisible();

      await page.context().clearCookies();
      await page.goto("/sign-in");
      await page.getByLabel("Адрес e-mail").fill("accountant@example.org");
      await page.getByLabel("Пароль", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Войти" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Код для входа");
      await page.getByLabel("Код", { exact: true }).fill(codes[0]!);
      await page.getByRole("button", { name: "Войти" }).click();
      await expect(page).toHaveURL(/staff$/);
    });

    test("the journal says whose data an employee saw", async ({ page }) => {
      await signIn(page, "dispatcher@example.org");
      await page.goto("/staff/search?q=7000418");
      await signIn(page, ADMIN);
      await page.goto("/staff/audit?who=dispatcher@example.org&what=looks");
      await expect(page.getByRole("heading", { name: /Чьи данные видел/ })).toBeVisible();
      await page.getByRole("link", { name: "ЛС 7000418" }).click();
      await expect(page.getByRole("listitem").filter({ hasText: "Видел данные лицевого счёта" }).first()).toBeVisible();
      await page.goto("/staff/audit?who=nobody@example.org");
      await expect(page.getByText("Человека с этим e-mail на портале нет")).toBeVisible();
    });

    test("a resident takes their data home and deletes the account", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/profile");
      const taken = page.waitForEvent("download");
      await page.getByRole("link", { name: "Скачать мои данные" }).click();
      expect((await taken).suggestedFilename()).toMatch(/\.zip$/);
      await page.getByRole("link", { name: "Удалить учётную запись" }).click();
      await expect(page.getByText(/402-ФЗ/)).toBeVisible();
      await page.getByRole("button", { name: "Удалить навсегда" }).click();
      await expect(page.getByText("Введите пароль.")).toBeVisible();
      await page.getByLabel(/Пароль, чтобы мы знали/).fill(PASSWORD);
      await page.getByRole("button", { name: "Удалить навсегда" }).click();
      await expect(page.getByText("Учётная запись удалена")).toBeVisible();
      await page.getByLabel("Адрес e-mail").fill("resident@example.org");
      await page.getByLabel("Пароль", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Войти" }).click();
      await expect(page.getByText("не подошли друг к другу")).toBeVisible();
    });
  });
}

test("the pages of people and rights are accessible and fit the screen", async ({ page }) => {
  await signIn(page, ADMIN);
  await invite(page, NEW, "Бухгалтер");
  await page.goto("/profile/code");
  await page.getByRole("button", { name: "Включить" }).click();
  await expect(page.getByText("Запишите коды восстановления")).toBeVisible();
  for (const path of ["/staff/people", "/staff/rights", "/staff/audit", "/profile/code", "/profile/delete", "/staff/more"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
  await page.goto("/staff/people");
  await page.getByRole("link", { name: `Изменить: ${ADMIN}` }).click();
  await expect(page.getByText("Это последний администратор")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
