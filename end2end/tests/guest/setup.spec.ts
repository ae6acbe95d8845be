// The first start: from the link that the portal prints to the company's spreadsheets.
import type { Page } from "@playwright/test";
import { folder, Portal } from "../support/portal.js";
import { discard, expect, expectAccessible, expectNoSidewaysScroll, test as base } from "../support/test.js";

const test = base.extend({
  portal: async ({}, use) => {
    const data = await folder();
    const portal = await Portal.first(data);
    await use(portal);
    await portal.stop();
    await discard(data);
  },
});

async function link(portal: Portal): Promise<string> {
  const found = () => portal.said.map((line) => /\S+\/setup\/\S+/.exec(line)?.[0]).find((url) => url);
  await expect.poll(found).toBeTruthy();
  return found()!;
}

async function become(page: Page, portal: Portal): Promise<void> {
  await page.goto(await link(portal));
  await page.getByLabel("Адрес e-mail").fill("first@example.org");
  await page.getByLabel("Пароль", { exact: true }).fill("зелёная кнопка 7");
  await page.getByRole("button", { name: "Стать администратором" }).click();
  await expect(page).toHaveURL(/staff\/start/);
}

async function details(page: Page, inn: string): Promise<void> {
  await page.getByLabel("Название компании").fill("УК «Лётная»");
  await page.getByLabel("Получатель").fill("ООО «УК Лётная»");
  await page.getByLabel("ИНН").fill(inn);
  await page.getByLabel("Р/сч.").fill("40702810800000000001");
  await page.getByLabel("Банк", { exact: true }).fill("Банк «Северный»");
  await page.getByLabel("БИК").fill("044030001");
  await page.getByLabel("К/сч.").fill("30101810000000000001");
  await page.getByRole("button", { name: "Сохранить и продолжить" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("the first administrator goes from the printed link to the spreadsheets", async ({ page, portal }) => {
      test.slow();
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Портал работает, но ещё не настроен");
      await expectNoSidewaysScroll(page);
      await become(page, portal);

      await details(page, "7800000003");
      await expect(page.getByText("Контрольные цифры не сходятся")).toBeVisible();
      await expect(page.getByLabel("Р/сч.")).toHaveValue("40702810800000000001");
      await page.getByLabel("ИНН").fill("7800000002");
      await page.getByRole("button", { name: "Сохранить и продолжить" }).click();

      await expect(page.getByRole("heading", { name: "Часовой пояс и сроки" })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await page.getByLabel("Часовой пояс домов").selectOption({ label: "Омск, МСК+3" });
      await page.getByRole("button", { name: "Сохранить и продолжить" }).click();

      await expect(page.getByRole("heading", { name: "Первый дом" })).toBeVisible();
      await page.getByLabel("Адрес дома").fill("г. Омск, ул. Лётная, д. 1");
      await page.getByLabel("Подъездов").fill("2");
      await page.getByLabel("Квартир").fill("40");
      await page.getByRole("button", { name: "Добавить дом" }).click();
      await expect(page).toHaveURL(/staff\/imports/);
      await expect(page.getByRole("heading", { name: "С чего начать" })).toBeVisible();
      await expect(page.getByText("Перезапустите портал")).toBeVisible();
      await expectNoSidewaysScroll(page);

      const gone = await page.goto(await link(portal));
      expect(gone?.status()).toBe(404);
    });

    test("steps that were left are continued from the overview", async ({ page, portal }) => {
      await become(page, portal);
      await details(page, "7800000002");
      await expect(page.getByRole("heading", { name: "Часовой пояс и сроки" })).toBeVisible();
      await page.goto("/staff");
      await expect(page.getByText("Первый запуск не закончен")).toBeVisible();
      await page.getByRole("link", { name: "Продолжить" }).click();
      await expect(page.getByRole("heading", { name: "Часовой пояс и сроки" })).toBeVisible();
      await page.getByRole("link", { name: "Компания и реквизиты" }).click();
      await expect(page.getByLabel("ИНН")).toHaveValue("7800000002");
      await page.goto("/staff/start?step=house");
      await page.getByRole("button", { name: "Загрузить таблицу" }).click();
      await expect(page).toHaveURL(/staff\/imports/);
    });
  });
}

test("the pages of the first start are accessible @desktop", async ({ page, portal }) => {
  test.slow();
  await page.goto("/");
  await expectAccessible(page);
  await page.goto(await link(portal));
  await expectAccessible(page);
  await become(page, portal);
  for (const step of ["company", "dates", "house"]) {
    await page.goto(`/staff/start?step=${step}`);
    await expectAccessible(page);
  }
  await page.goto("/staff/imports");
  await expectAccessible(page);
});
