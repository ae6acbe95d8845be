import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

// As a company has it: a title above, a header in two rows, the numbers of columns, a wrong cell, a row that is there twice, a total.
const messy = `ООО «УК Новая»;;;;;
Реестр лицевых счетов на 01.01.2018;;;;;
Номер ЛС;Адрес;;Собственник;;Общая площадь
;Улица, дом;Кв.;ФИО;Тел.;
1;2;3;4;5;6
8000001;г Москва, ул Новая, д. 1;1;Ким Олег;+7 911 000-00-01;54,3 м²
8000002;г Москва, ул Новая, д. 1;2;Белов Пётр;;1 040,5
8000002;г Москва, ул Новая, д. 1;2;Белов Пётр;;1 040,5
8000003;г Москва, ул Новая, д. 1;3;Чернова Яна;;много
Итого;;;4;;2135,3
`;

const sheet = (text: string, name = "Реестр.csv") => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text, "utf8"),
});

async function send(page: Page, kind: string, text: string): Promise<void> {
  await page.goto("/staff/imports");
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("Таблица").setInputFiles(sheet(text));
  await page.getByRole("button", { name: "Загрузить файл" }).click();
  await expect(page).toHaveURL(/\/staff\/imports\/[0-9a-f-]{36}/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a messy registry is loaded, and taken back", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await send(page, "Помещения, счета и собственники", messy);

      await expect(page.getByRole("heading", { name: "Какой столбец что значит" })).toBeVisible();
      await expect(page.getByLabel("Лицевой счёт", { exact: true })).toHaveValue("0");
      await expect(page.getByLabel("Адрес", { exact: true })).toHaveValue("1");
      await expect(page.getByLabel("Помещение (если есть)")).toHaveValue("2");
      await expect(page.getByLabel("Собственник", { exact: true })).toHaveValue("3");
      await expect(page.getByLabel("Телефон (если есть)")).toHaveValue("4");
      await expect(page.getByLabel("Площадь (если есть)")).toHaveValue("5");
      await page.getByLabel("Лицевой счёт", { exact: true }).selectOption("");
      await page.getByRole("button", { name: "Проверить строки" }).click();
      await expect(page.getByText("Без этих столбцов файл не загрузить: «Лицевой счёт»")).toBeVisible();
      await page.getByLabel("Лицевой счёт", { exact: true }).selectOption("0");
      await page.getByRole("button", { name: "Проверить строки" }).click();

      await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Загрузить 2 счёта" })).toBeVisible();
      await expect(page.getByText("«Общая площадь», «много»: нужна площадь в м²")).toBeVisible();
      await page.getByRole("link", { name: "Отказ 1" }).click();
      await expect(page.getByRole("row")).toHaveCount(2);
      await expect(page.getByRole("rowheader", { name: "8000003" })).toBeVisible();
      await page.getByRole("button", { name: "Загрузить 2 счёта" }).click();
      await expect(page.getByText(/Загружено: 2 счёта/)).toBeVisible();

      await page.getByText("Отменить загрузку", { exact: true }).click();
      await page.getByRole("button", { name: "Да, отменить" }).click();
      await expect(page.getByText(/Загрузка отменена .*: всё как до неё/)).toBeVisible();
    });

    test("what is no spreadsheet is refused beside its field", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await page.goto("/staff/imports");
      await page.getByRole("radio", { name: "Счётчики" }).check();
      await page.getByLabel("Таблица").setInputFiles({
        name: "Счётчики.xlsx",
        mimeType: "application/octet-stream",
        buffer: Buffer.from("PK\u0003\u0004rest"),
      });
      await page.getByRole("button", { name: "Загрузить файл" }).click();
      await expect(page.getByText("Это не книга XLSX и не текст CSV.")).toBeVisible();
      await expect(page.getByRole("radio", { name: "Счётчики" })).toBeChecked();
    });
  });
}

test("a file that is there already changes nothing, and one may refrain from it", async ({ page }) => {
  await signIn(page, "admin@example.org");
  const same = "ЛС;Адрес;Собственник\n7000418;г Москва, ул Авиаторов, д. 6 корп. 3 лит. А, 7;\n";
  await send(page, "Помещения, счета и собственники", same);
  await page.getByRole("button", { name: "Проверить строки" }).click();
  await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
  await page.getByRole("button", { name: "Не загружать" }).click();
  await expect(page.getByText(/Не загружена: от неё отказались/)).toBeVisible();
});

test("a file that was chosen stays while the list below changes @desktop", async ({ page, context }) => {
  await signIn(page, "manager@example.org");
  await page.goto("/staff/tickets");
  await page.getByRole("link", { name: "Загрузки" }).first().click();
  await page.getByLabel("Таблица").setInputFiles(sheet(messy));
  const colleague = await context.newPage();
  await send(colleague, "Помещения, счета и собственники", messy);
  await expect(page.getByText(/Реестр\.csv, /)).toBeVisible();
  await expect(page.getByLabel("Таблица")).toHaveValue(/Реестр\.csv/);
});

test("pages of imports fit, and are read aloud", async ({ page }) => {
  await signIn(page, "manager@example.org");
  await page.goto("/staff/imports");
  await expect(page.getByRole("heading", { name: "Загрузки", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await send(page, "Помещения, счета и собственники", messy);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Проверить строки" }).click();
  await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("another role sees nothing of it", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/imports");
  await expect(page.getByRole("heading", { name: "Такой страницы нет" })).toBeVisible();
});
