// What staff have typed stays where it was typed: with its ticket, over a reload, and on the way back.
import type { Page } from "@playwright/test";
import { expect, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const sheet = (page: Page, name: RegExp) => page.getByRole("region", { name });

test("what is typed for one resident stays with their ticket @desktop", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/tickets/7218204");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page.getByText("Сотрудникам", { exact: true }).click();
  await page.locator("#comment").fill("Ключ от щитка у консьержа");
  await page.locator("summary", { hasText: "Отложить" }).click();
  await page.locator("#note-defer").fill("Ждём деталь");

  await page.getByRole("link", { name: /Искрит щиток/ }).click();
  await expect(sheet(page, /Искрит щиток/)).toBeVisible();
  await expect(page.locator("#comment")).toHaveValue("");
  await expect(page.getByRole("radio", { name: "Жителю" })).toBeChecked();

  await page.getByRole("link", { name: /нет света в квартире/ }).click();
  await expect(sheet(page, /нет света в квартире/)).toBeVisible();
  await expect(page.locator("#comment")).toHaveValue("Ключ от щитка у консьержа");
  await expect(page.getByRole("radio", { name: "Сотрудникам" })).toBeChecked();
  await expect(page.locator("#note-defer")).toHaveValue("Ждём деталь");
});

test("a ticket that changes meanwhile keeps the words and the focus @desktop", async ({ page, browser, portal }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/tickets/7218204");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page.locator("#comment").fill("Мастер поднимается к вам");
  const home = await browser.newContext({ baseURL: portal.url });
  const resident = await home.newPage();
  await signIn(resident, "guide@example.org");
  await resident.goto("/tickets/7218204");
  await resident.getByLabel("Комментарий").fill("Я дома до шести");
  await resident.getByRole("button", { name: "Отправить" }).click();
  await expect(resident.getByText("Комментарий отправлен")).toBeVisible();
  await home.close();
  await expect(sheet(page, /нет света в квартире/).locator(".thread")).toContainText("Я дома до шести");
  await expect(page.locator("#comment")).toHaveValue("Мастер поднимается к вам");
  await expect(page.locator("#comment")).toBeFocused();
});

for (const [path, label] of [
  ["/staff/appeals/1043", "Текст ответа"],
  ["/staff/incidents/new", "Текст для жителей"],
] as const) {
  test(`what is typed at ${path} outlives a reload`, async ({ page }) => {
    await signIn(page, "manager@example.org");
    await page.goto(path);
    await page.getByLabel(label).fill("Меняем насос");
    if (path === "/staff/incidents/new") await page.getByLabel("О чём").selectOption({ label: "Холодная вода" });
    // Once the page has come to life it keeps what was typed before, too.
    await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("Меняем насос");
    await page.reload();
    await expect(page.getByLabel(label)).toHaveValue("Меняем насос");
    if (path === "/staff/incidents/new") {
      await expect(page.getByLabel("О чём").locator("option:checked")).toHaveText("Холодная вода");
    }
  });
}

test("what a caller says outlives a reload @desktop", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/tickets/new");
  await page.getByRole("searchbox", { name: "Кто звонит" }).fill("7000425");
  await page.getByRole("link", { name: /ЛС 7000425/ }).click();
  await page.getByLabel("Что случилось").fill("Капает кран на кухне");
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("Капает кран");
  await page.reload();
  await expect(page.getByLabel("Что случилось")).toHaveValue("Капает кран на кухне");
  await page.getByRole("button", { name: "Зарегистрировать" }).click();
  await expect(page).toHaveURL(/\/staff\/tickets\/\d+$/);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("Капает кран");
});

test("an item of news that was left is there on the way back @desktop", async ({ page }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Текст", { exact: true }).fill("В пятницу не будет воды");
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("В пятницу");
  await page.getByRole("main").getByRole("link", { name: "Новости", exact: true }).click();
  await expect(page).toHaveURL(/\/staff\/news$/);
  await page.goBack();
  await expect(page.getByLabel("Текст", { exact: true })).toHaveValue("В пятницу не будет воды");
});

test("whoever signs out leaves no words behind @desktop", async ({ page }) => {
  await signIn(page, "manager@example.org");
  await page.goto("/staff/appeals/1043");
  await page.getByLabel("Текст ответа").fill("Стойку поставим");
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("Стойку");
  await page.getByRole("button", { name: "Выход" }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("Стойку");
});
