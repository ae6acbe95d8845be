// Readings that wait: staff decide, and residents learn of it. Readings by telephone, and the end of a month.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const field = (page: Page, label: string) => page.getByLabel(`Текущие показания, ${label}`, { exact: true });

/** The guide's hot water shows 331 after 341, and the resident says that the previous one was wrong. */
async function odd(page: Page): Promise<void> {
  await signIn(page, "guide@example.org");
  await page.goto("/readings");
  await field(page, "ГВС").fill("331");
  await page.getByRole("button", { name: "Сдать показания" }).click();
  const row = page.getByRole("rowgroup", { name: "ГВС", exact: true });
  await row.getByRole("radio", { name: /Предыдущее показание неверное/ }).check();
  await page.getByRole("button", { name: "Сдать показания" }).click();
  await expect(row).toContainText("Принято на проверку");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an odd reading is corrected with a word, and the resident reads both", async ({ page, browser, portal }) => {
      test.slow();
      await odd(page);
      const office = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
      const staff = await office.newPage();
      await signIn(staff, "dispatcher@example.org");
      await staff.goto("/staff/readings");
      await staff.getByRole("link", { name: /ГВС 100719727/ }).click();
      await expect(staff.getByRole("heading", { name: "ГВС 100719727" })).toBeVisible();
      await expect(staff.getByText("Похоже на опечатку: 351")).toBeVisible();
      await expectNoSidewaysScroll(staff);
      await staff.getByRole("button", { name: "Принять" }).click();
      await expect(staff.getByText(/Напишите почему/)).toBeVisible();
      await expect(staff.getByLabel("Записать как")).toHaveValue("351");
      await staff.getByLabel("Пояснение жителю").fill("На фото 351");
      await staff.getByRole("button", { name: "Принять" }).click();
      await expect(staff.getByText("Принято: житель увидит это в кабинете")).toBeVisible();
      await expect(staff.getByText("Вопросов нет")).toBeVisible();

      await page.goto("/notices");
      await expect(page.getByText("показание 331 исправили на 351")).toBeVisible();
      await expect(page.getByText("На фото 351")).toBeVisible();
      await page.goto("/readings");
      await expect(field(page, "ГВС")).toHaveValue("351");
      await office.close();
    });

    test("a refused reading is submitted anew", async ({ page, browser, portal }) => {
      test.slow();
      await odd(page);
      const office = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
      const staff = await office.newPage();
      await signIn(staff, "accountant@example.org");
      await staff.goto("/staff/readings");
      await staff.getByRole("link", { name: /ГВС 100719727/ }).click();
      await staff.locator("summary", { hasText: "Отклонить и попросить другое" }).click();
      await staff.getByLabel("Почему").fill("Проверьте вторую цифру: раньше было 341");
      await staff.getByRole("button", { name: "Отклонить" }).click();
      await expect(staff.getByText(/Отклонено: житель прочтёт причину/)).toBeVisible();

      await page.goto("/readings");
      const row = page.getByRole("rowgroup", { name: "ГВС", exact: true });
      await expect(row).toContainText("Не приняли 331");
      await expect(row).toContainText("Проверьте вторую цифру: раньше было 341");
      await field(page, "ГВС").fill("351");
      await page.getByRole("button", { name: "Сдать показания" }).click();
      await expect(row).toContainText("Принято");
      await expect(row).not.toContainText("Не приняли");
      await office.close();
    });

    test("a caller's readings are entered with the keyboard alone", async ({ page }) => {
      await signIn(page, "dispatcher@example.org");
      await page.goto("/staff/enter");
      await page.locator("#q").last().fill("7000418");
      await page.keyboard.press("Enter");
      const first = page.locator(".found a").first();
      if (javaScriptEnabled) await expect(first).toBeFocused();
      else await first.focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText("ЛС 7000418")).toBeVisible();
      await field(page, "ХВС").fill("395");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("rowgroup", { name: "ХВС", exact: true })).toContainText("Принято");
      await expect(page.getByText(/Принято 1 из 1/)).toBeVisible();
    });

    test("who is missing is seen with what is counted instead, and a month is closed after a question", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await page.goto("/staff/months");
      await expect(page.getByText(/Сдано \d+ из \d+/).first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      await page.getByRole("link", { name: /Не сдано/ }).first().click();
      await expect(page.getByRole("heading", { name: "Кто не сдал" })).toBeVisible();
      await expect(page.getByText(/посчитаем/).first()).toBeVisible();
      await page.goBack();
      await page.locator("summary", { hasText: "Закрыть месяц" }).first().click();
      await page.getByRole("button", { name: "Да, закрыть" }).first().click();
      await expect(page.getByText("Месяц закрыт")).toBeVisible();
      await expect(page.getByText(/закрыт 25\.01\.2018/)).toHaveCount(1);
      const rest = page.locator("details", { hasText: "Закрыть месяц по всем домам: 2" });
      await rest.locator("summary").click();
      await rest.getByRole("button", { name: "Да, закрыть" }).click();
      await expect(page.getByText(/закрыт 25\.01\.2018/)).toHaveCount(3);
      await expect(page.getByText("Закрыть месяц", { exact: false }).filter({ visible: true })).toHaveCount(0);
    });
  });
}

test("the pages of the desk are accessible @desktop", async ({ page }) => {
  await signIn(page, "manager@example.org");
  for (const path of ["/staff/readings", "/staff/months", "/staff/enter"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
