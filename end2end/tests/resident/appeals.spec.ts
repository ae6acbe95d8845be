import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

const appeal = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an appeal is written, added to and closed", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/appeals");
      await page.getByRole("link", { name: "Создать" }).click();
      await expect(page.getByText(/10\sрабочих\sдней/)).toBeVisible();
      await page.getByRole("radio", { name: /Справка/ }).check();
      await page.getByLabel("Что нужно").fill("Нужна справка о составе семьи");
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByText(/Обращение №\s\d+ принято/)).toBeVisible();
      await expect(page.getByText(/Ответим до \d\d\.\d\d\.\d{4}/).first()).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Правила");

      await page.getByLabel("Дополнить обращение").fill("Справка нужна для школы");
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByText("Дополнение отправлено")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Справка нужна для школы");

      await page.getByText("Закрыть обращение").click();
      await page.getByRole("button", { name: "Да, закрыть" }).click();
      await expect(page.getByRole("main")).toContainText("закрыто");
      await expect(page.getByLabel("Дополнить обращение")).toHaveCount(0);
    });

    test("what is wrong stands beside its field, and what was typed stays", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/appeals/new");
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByText("Выберите, о чём обращение")).toBeVisible();
      await expect(page.getByText("Напишите, что нужно")).toBeVisible();
      await page.getByRole("radio", { name: /Жалоба/ }).check();
      const long = "очень ".repeat(2_000);
      await page.getByLabel("Что нужно").fill(long);
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByText(/Текст длиннее/)).toBeVisible();
      await expect(page.getByLabel("Что нужно")).toHaveValue(long);
      await expect(page.getByRole("radio", { name: /Жалоба/ })).toBeChecked();
    });

    test("an answer that did not help is gone on with", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/appeals");
      await appeal(page, "справка об отсутствии задолженности").getByRole("link", { name: /№/ }).click();
      await expect(page.getByRole("main")).toContainText("Справка готова");
      await page.getByLabel("Что осталось нерешённым").fill("В кабинете 3 справки нет");
      await page.getByRole("button", { name: "Продолжить обращение" }).click();
      await expect(page.getByText("Обращение снова в работе")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("возобновлено");
      await expect(page.getByLabel("Дополнить обращение")).toBeVisible();
    });
  });
}

test("an extension says why", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/appeals");
  await appeal(page, "отопление посчитано за весь месяц").getByRole("link", { name: /№/ }).click();
  await expect(page.getByText(/Срок ответа продлён до/)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Ждём от поставщика тепла");
  await expect(page.getByRole("main")).not.toContainText("accountant@example.org");
});

test("a neighbour's appeal is not found @desktop", async ({ page }) => {
  await signIn(page, "neighbour@example.org");
  const answer = await page.goto("/appeals/1041");
  expect(answer?.status()).toBe(404);
});

test("pages of appeals are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "resident@example.org");
  for (const path of ["/appeals", "/appeals/new", "/appeals/1040", "/appeals/1041"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
