// Registries: search as one types, cards, meters that are replaced, claims that are decided about.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const search = (page: Page) => page.getByLabel("Найти", { exact: true });
const fold = (page: Page, name: string) => page.locator("summary", { hasText: name });

async function openAccount(page: Page, typed: string): Promise<void> {
  await page.goto("/staff/registry/buildings");
  await search(page).fill(typed);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /ЛС 7000418/ }).first().click();
  await expect(page.getByRole("heading", { name: "ЛС 7000418" })).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a meter is found by its number and replaced, and the resident reads the new one", async ({ page, browser, portal }) => {
      test.slow();
      await signIn(page, "manager@example.org");
      await openAccount(page, "100708114");
      await expect(page.getByText("Петрова", { exact: false }).first()).toBeVisible();
      await expectNoSidewaysScroll(page);
      await page.getByRole("link", { name: "Открыть счётчик ХВС 100708114" }).click();
      await fold(page, "Заменить счётчик").click();
      await page.getByLabel("День замены").fill("2018-01-20");
      await page.getByLabel("Конечное показание старого").last().fill("300");
      await page.getByLabel("Заводской № нового").fill("77001");
      await page.getByLabel("Начальное показание нового").last().fill("1");
      await page.getByRole("button", { name: "Заменить" }).click();
      await expect(page.getByText(/Меньше предыдущего показания 388/)).toBeVisible();
      await expect(page.getByLabel("Заводской № нового")).toHaveValue("77001");
      await page.getByLabel("Конечное показание старого").last().fill("395");
      await page.getByRole("button", { name: "Заменить" }).click();
      await expect(page.getByText(/Счётчик заменён/)).toBeVisible();
      await expect(page.getByText(/конечное 395; новый 77001/)).toBeVisible();

      const home = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
      const resident = await home.newPage();
      await signIn(resident, "guide@example.org");
      await resident.goto("/readings");
      await expect(resident.getByText("77001").first()).toBeVisible();
      await expect(resident.getByRole("textbox", { name: /100708114/ })).toHaveCount(0);
      await expect(resident.getByText("ХВС 100708114").first()).toBeVisible();
      await home.close();
    });

    test("an owner has a last day, which the history tells", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await openAccount(page, "7000418");
      await fold(page, "Изменить, с какого дня владеет").first().click();
      await page.getByLabel(/^С какого дня \(пусто, если неизвестно\)/).first().fill("2018-01-20");
      await page.getByLabel(/^По какой день \(пусто, пока владеет\)/).first().fill("2018-01-19");
      const save = page.getByRole("button", { name: "Записать" });
      await save.locator("visible=true").first().click();
      await expect(page.getByLabel(/^По какой день \(пусто, пока владеет\)/).first()).toHaveAttribute("aria-invalid", "true");
      await page.getByLabel(/^С какого дня \(пусто, если неизвестно\)/).first().fill("2012-03-01");
      await save.locator("visible=true").first().click();
      await expect(page.getByText("прежний собственник")).toBeVisible();
      await expect(page.getByText(/с 01\.03\.2012 по 19\.01\.2018/)).toBeVisible();
    });

    test("an account is closed with a reason and opened again", async ({ page }) => {
      await signIn(page, "manager@example.org");
      await openAccount(page, "7000418");
      await fold(page, "Закрыть лицевой счёт").click();
      await page.getByRole("button", { name: "Закрыть счёт" }).click();
      await expect(page.getByText(/Напишите почему/)).toBeVisible();
      await page.getByLabel("Почему").fill("Собственник сменился");
      await page.getByRole("button", { name: "Закрыть счёт" }).click();
      await expect(page.getByText("Лицевой счёт закрыт")).toBeVisible();
      await expect(page.getByText("закрыт 25.01.2018").first()).toBeVisible();
    });

    test("a claim is refused with a reason that the resident reads", async ({ page, browser, portal }) => {
      test.slow();
      await signIn(page, "guide@example.org");
      await page.goto("/units/add");
      await page.getByLabel("№ лицевого счета").fill("7000425");
      await page.getByLabel("Фамилия собственника").fill("Никто");
      await page.getByRole("button", { name: "Добавить" }).click();
      await expect(page.getByText(/Письмо с зелёной кнопкой/).first()).toBeVisible();

      const office = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
      const staff = await office.newPage();
      await signIn(staff, "manager@example.org");
      await staff.goto("/staff/registry/claims");
      await fold(staff, "Отказать").first().click();
      await staff.getByLabel("Почему").first().fill("Собственник другой");
      await staff.getByRole("button", { name: "Отказать" }).first().click();
      await expect(staff.getByText(/Отказано/)).toBeVisible();
      await office.close();

      await page.goto("/notices");
      await expect(page.getByText("ЛС 7000425 не добавлен в ваш кабинет")).toBeVisible();
      await expect(page.getByText("Собственник другой")).toBeVisible();
    });
  });
}

test("accounts are found while one types", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/registry/buildings");
  await search(page).pressSequentially("петров");
  await expect(page.getByRole("link", { name: /ЛС 7000418/ })).toBeVisible();
});

test("houses lead to units, and a dispatcher may look and not change", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/registry/buildings");
  await page.locator("a[href^='/staff/registry/buildings/']").first().click();
  await expect(page.getByRole("heading", { name: "Помещения" })).toBeVisible();
  await page.locator("a[href^='/staff/registry/accounts/']").first().click();
  await expect(page.getByRole("heading", { name: "Собственники" })).toBeVisible();
  await expect(fold(page, "Закрыть лицевой счёт")).toHaveCount(0);
});

test("the registries are accessible @desktop", async ({ page }) => {
  await signIn(page, "manager@example.org");
  await openAccount(page, "7000418");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Открыть счётчик ХВС 100708114" }).click();
  await fold(page, "Заменить счётчик").click();
  await expectAccessible(page);
  for (const path of ["/staff/registry/buildings", "/staff/registry/claims"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
