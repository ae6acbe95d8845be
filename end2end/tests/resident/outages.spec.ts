// What residents hear of outages: behind the bell, by letter, and on the first page that is open.
import type { Page } from "@playwright/test";
import {
  GUIDE_DAY,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  readNews,
  signIn,
  test,
} from "../support/test.js";

test.use({ today: GUIDE_DAY });

const RESIDENT = "guide@example.org";

/** Announces an outage of cold water in the resident's house, and stays on its page. */
async function announce(page: Page, text: string): Promise<void> {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/incidents/new");
  await page.getByText("Плановое отключение").click();
  await page.getByLabel("О чём").selectOption({ label: "Холодная вода" });
  await page.getByLabel("Текст для жителей").fill(text);
  await page.getByLabel("Авиаторов 6к3").check();
  await page.getByRole("button", { name: "Объявить" }).click();
  await expect(page.getByText(/Объявлено/)).toBeVisible();
}

async function end(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: "Закончилось" }).click();
  await page.getByRole("button", { name: "Да, закончилось" }).click();
  await expect(page.getByText("Отключение закончилось")).toBeVisible();
}

test("the first page that is open tells of an outage, its correction and its end", async ({ page, browser, portal }) => {
  await signIn(page, RESIDENT);
  await readNews(page);
  const office = await browser.newContext({ baseURL: portal.url });
  const dispatcher = await office.newPage();
  const here = page.getByRole("region", { name: "Сейчас в доме" });
  await announce(dispatcher, "Меняем насос");
  await page.bringToFront();
  await expect(here.getByText("Меняем насос")).toBeVisible({ timeout: 15_000 });
  await dispatcher.getByLabel("Текст для жителей").fill("Насос привезли, ставим");
  await dispatcher.getByRole("button", { name: "Сохранить" }).click();
  await expect(here.getByText("Насос привезли, ставим")).toBeVisible({ timeout: 15_000 });
  await end(dispatcher);
  await expect(here.getByText("Насос привезли, ставим")).toBeHidden({ timeout: 15_000 });
  await office.close();
});

test("the bell rings, and its notice and the letter lead to the outage", async ({ page, browser, portal }) => {
  const office = await browser.newContext({ baseURL: portal.url });
  const dispatcher = await office.newPage();
  await announce(dispatcher, "Меняем насос");
  await signIn(page, RESIDENT);
  await page.goto("/");
  const bell = page.getByRole("link", { name: /^Уведомления/ });
  await expect(bell).toHaveAccessibleName(/1 новое/);
  await page.goto("/notices");
  const notice = page.getByRole("listitem").filter({ hasText: "Отключение: холодная вода" }).first();
  await expect(notice).toContainText("Меняем насос");
  await expectAccessible(page);
  await notice.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Отключение");
  await expect(page.getByRole("main")).toContainText("Меняем насос");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // It says so itself when it is over.
  await end(dispatcher);
  await expect(page.getByText(/^(Закончилось|Отменено): холодная вода/)).toBeVisible({ timeout: 15_000 });
  await expect(async () => {
    await page.goto("/demo/mailbox");
    const letters = page.getByRole("article").filter({ hasText: `Кому: ${RESIDENT}` });
    await expect(letters.filter({ hasText: "Плановое отключение: холодная вода" })).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await office.close();
});

test("letters about outages are chosen in the profile", async ({ page }) => {
  await signIn(page, RESIDENT);
  await page.goto("/profile");
  const outages = page.getByRole("checkbox", { name: "Отключения и аварии: письмо" });
  await expect(outages).toBeChecked();
  await outages.uncheck();
  await page.getByRole("button", { name: "Запомнить" }).click();
  await expect(outages).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Заявки: письмо" })).toBeChecked();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an outage is moved to other hours and another house", async ({ page }) => {
    await announce(page, "Меняем насос");
    await page.getByLabel("С какого часа").fill("2018-01-26T10:00");
    await page.getByLabel("Авиаторов 6к3").uncheck();
    await page.getByRole("button", { name: "Сохранить" }).click();
    await expect(page.getByLabel("С какого часа")).toHaveValue("2018-01-26T10:00");
    await expect(page.getByLabel("Авиаторов 6к3")).not.toBeChecked();
    await page.getByLabel("Авиаторов 6к3").check();
    await page.getByRole("button", { name: "Сохранить" }).click();
    await expect(page.getByText("Объявление исправлено")).toBeVisible();
    await expect(page.getByText(/с 26\.01\.2018 10:00/)).toBeVisible();
  });
});
