// The balance of a house: common meters, their readings, and the sum of the flats. What is taken to the bank comes back unchanged.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const DECEMBER = "period=2017-12";

/** The balance of a house in December, and its id: «Авиаторов 6к3» has a common meter, «Авиаторов 7» and «Лётная 12к1» have none. */
async function house(page: Page, address: string): Promise<string> {
  await page.goto(`/staff/months?${DECEMBER}`);
  const row = page.getByRole("listitem").filter({ hasText: address });
  await row.getByRole("link", { name: "Баланс", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Баланс дома", level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/")[3] ?? "";
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a house is compared with its flats, month by month", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await house(page, "Авиаторов 6к3");
      await expect(page.getByText("Дом получил больше, чем насчитали помещения")).toBeVisible();
      const table = page.getByRole("table", { name: /Холодная вода, м³ по месяцам/ });
      await expect(table.getByRole("row")).toHaveCount(13);
      await expect(page.getByRole("heading", { name: "Горячая вода" })).toBeVisible();
      await expect(page.getByText("Общедомового счётчика нет").first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      if (javaScriptEnabled) await expectAccessible(page);
      await table.getByRole("link", { name: "11.2017" }).click();
      await expect(page).toHaveURL(/period=2017-11/);
    });

    test("a house without common meters gets one, and two readings make its volume", async ({ page }) => {
      test.slow();
      await signIn(page, "accountant@example.org");
      const id = await house(page, "Лётная 12к1");
      await expect(page.getByText(/Пока нет ни одного/)).toBeVisible();
      await page.getByRole("button", { name: "Добавить", exact: true }).click();
      await expect(page.getByText(/Напишите заводской номер/)).toBeVisible();
      await page.getByLabel("Что считает").selectOption({ label: "Холодная вода" });
      await page.getByLabel("Заводской №").fill("31-9001");
      // It hung there before the month that is looked at: the reading of November begins December.
      await page.getByLabel("С какого дня").fill("2017-11-01");
      await page.getByRole("button", { name: "Добавить", exact: true }).click();
      await expect(page.getByText(/Счётчик добавлен/)).toBeVisible();

      const field = page.getByLabel("Показание, Холодная вода 31-9001");
      for (const [month, value] of [["2017-11", "100"], ["2017-12", "112,5"]] as const) {
        await page.goto(`/staff/months/${id}?period=${month}`);
        await field.fill(value);
        await page.getByRole("button", { name: "Записать" }).click();
        await expect(page.getByText("Показания дома записаны")).toBeVisible();
      }
      await page.getByRole("link", { name: "Баланс дома" }).click();
      const table = page.getByRole("table", { name: /Холодная вода, м³ по месяцам/ });
      await expect(table.getByRole("row").filter({ hasText: "12.2017" })).toContainText("12.5");
    });

    test("an odd reading of a house is asked about with its field kept", async ({ page }) => {
      await signIn(page, "dispatcher@example.org");
      const id = await house(page, "Авиаторов 6к3");
      await page.goto(`/staff/months/${id}?period=2018-01`);
      const field = page.getByLabel("Показание, Холодная вода 31-7700");
      await field.fill("5");
      await page.getByRole("button", { name: "Записать" }).click();
      await expect(page.getByText(/Меньше прежнего: было/)).toBeVisible();
      await expect(field).toHaveValue("5");
      await expectNoSidewaysScroll(page);
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByLabel("Всё верно").check();
      await page.getByRole("button", { name: "Записать" }).click();
      await expect(page.getByText("Показания дома записаны")).toBeVisible();
      await expect(field).toHaveValue("5");
    });
  });
}

test("Sber's file is taken away from the month", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await page.goto(`/staff/months?${DECEMBER}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Скачать Сбер" }).click();
  expect((await download).suggestedFilename()).toBe("Показания для Сбера.txt");
});
