// News as residents get them: tiles and list, a pop-up that comes once, and what has to be acknowledged.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, pressGreenButton, signIn, test } from "../support/test.js";

const GUIDES = [
  ["24.01.2018", "25.01.2018 г. перебои в подаче ХВС и ГВС"],
  ["22.01.2018", "Информация о выборах Президента"],
  ["15.01.2018", "Нет воды. Авария на сетях ГУП «Водоканал»"],
  ["11.01.2018", "12.01.2018 г. периодическое отключение электроэнергии"],
] as const;

const popup = (page: Page) => page.getByRole("dialog");

test.describe("on the guide's day", () => {
  test.use({ today: GUIDE_DAY });

  test("the four of the guide stand as tiles and as a list, which is remembered", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/news");
    const tiles = page.getByRole("main").locator(".tiles .news");
    await expect(tiles).toHaveCount(4);
    for (const [at, [day, title]] of GUIDES.entries()) {
      await expect(tiles.nth(at)).toContainText(day);
      await expect(tiles.nth(at)).toContainText(title);
    }
    await expect(tiles.nth(2)).toContainText("авария");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Список" }).click();
    const rows = page.getByRole("main").locator(".newsrow");
    await expect(rows).toHaveCount(4);
    await expectAccessible(page);
    await page.goto("/news");
    await expect(rows).toHaveCount(4);
    await expectNoSidewaysScroll(page);
  });

  test("what is new pops up once, the oldest first", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/");
    await expect(popup(page)).toContainText("Информация о выборах Президента");
    await expect(popup(page)).toContainText("1 из 2 новых");
    await expectAccessible(page);
    await popup(page).getByRole("button", { name: "Дальше" }).click();
    await expect(popup(page)).toContainText("25.01.2018 г. перебои в подаче ХВС и ГВС");
    await popup(page).getByRole("button", { name: "Понятно" }).click();
    await expect(popup(page)).toBeHidden();
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Новости" })).toBeVisible();
    await expect(popup(page)).toBeHidden();
    await signIn(page, "guide@example.org");
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Новости" })).toBeVisible();
    await expect(popup(page)).toBeHidden();
  });

  test("closing the window counts as having seen it", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/");
    await expect(popup(page)).toContainText("Информация о выборах Президента");
    const noted = page.waitForResponse("**/api/news/mark");
    await page.keyboard.press("Escape");
    await noted;
    await page.goto("/");
    await expect(popup(page)).toContainText("25.01.2018 г. перебои в подаче ХВС и ГВС");
    await expect(popup(page)).not.toContainText("1 из");
  });

  test("an address that was sent opens after sign-in", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/news");
    const href = await page.locator(".tiles .news").first().getAttribute("href");
    await page.context().clearCookies();
    await page.goto(href ?? "");
    await page.getByLabel("Адрес e-mail").fill("guide@example.org");
    await page.getByLabel("Пароль", { exact: true }).fill("domovoy-demo");
    await page.getByRole("button", { name: "Войти" }).click();
    await expect(page).toHaveURL(href ?? "");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("25.01.2018 г. перебои в подаче ХВС и ГВС");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

test("what must be read is acknowledged on its page", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/news");
  await page.locator(".news", { hasText: "нужно ознакомиться" }).click();
  await page.getByRole("button", { name: "Ознакомлен" }).click();
  await expect(page.getByRole("main")).toContainText(/Вы ознакомились/);
  await page.reload();
  await expect(page.getByRole("main")).toContainText(/Вы ознакомились/);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, today: GUIDE_DAY });

  test("what is new stands on the first page, and the list changes its face", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/");
    const unread = page.locator(".unread");
    await expect(unread).toHaveCount(2);
    await unread.first().getByRole("button", { name: "Понятно" }).click();
    await expect(unread).toHaveCount(1);
    await page.goto("/news");
    await page.getByRole("link", { name: "Список" }).click();
    await page.goto("/news");
    await expect(page.locator(".newsrow")).toHaveCount(4);
    await page.locator(".newsrow").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("25.01.2018 г. перебои в подаче ХВС и ГВС");
  });
});

test("an item that is published rings the bell, and the button of its letter opens it after sign-in", async ({
  page,
  browser,
  portal,
}) => {
  await signIn(page, "resident@example.org");
  await page.goto("/readings");
  const bell = page.getByRole("link", { name: /^Уведомления/ });
  await expect(bell).toHaveAccessibleName("Уведомления: 2 новых");
  const office = await browser.newContext({ baseURL: portal.url });
  const editor = await office.newPage();
  await signIn(editor, "editor@example.org");
  await editor.goto("/staff/news/new");
  await editor.getByLabel("Заголовок").fill("Проверка вентиляции");
  await editor.getByLabel("Текст", { exact: true }).fill("Мастер обойдёт квартиры с 10:00 до 16:00.");
  await editor.getByLabel("Попросить нажать «Ознакомлен»").check();
  await editor.getByRole("button", { name: "Дальше: кто увидит" }).click();
  await editor.getByRole("button", { name: "Опубликовать" }).click();
  await expect(editor.getByRole("main")).toContainText("Новость опубликована");
  await office.close();
  await expect(bell).toHaveAccessibleName("Уведомления: 3 новых");

  await page.context().clearCookies();
  const asked = await pressGreenButton(page, "resident@example.org");
  expect(asked).toContain("/sign-in?next=");
  await page.getByLabel("Адрес e-mail").fill("resident@example.org");
  await page.getByLabel("Пароль", { exact: true }).fill("domovoy-demo");
  await page.getByRole("button", { name: "Войти" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Проверка вентиляции");
  await expect(page).toHaveURL(/\/news\/[0-9a-f-]{36}$/);
  // Who has read it has read its notice.
  await page.goto("/readings");
  await expect(bell).toHaveAccessibleName("Уведомления: 2 новых");
});
