// What one types is not lost, and what happens to it is seen.
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "../support/test.js";

// With a service worker the device keeps it: see queue.spec.ts.
test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });

  test("a form that did not arrive says so where one looks", async ({ page, context }) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await signIn(page, "resident@example.org");
    await page.goto("/tickets/new");
    await page.getByLabel("Текст заявки").fill("Скрипит дверь подъезда");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Отправить заявку" }).click();
    const told = page.getByRole("main").locator("[tabindex='-1']", { has: page.getByRole("alert") });
    await expect(told).toBeFocused();
    await expect(told).toBeInViewport();
    await expect(page.getByLabel("Текст заявки")).toHaveValue("Скрипит дверь подъезда");
    await context.setOffline(false);
  });
});

/** The page has come to life: the chooser of files is there. */
const alive = (page: Page) => expect(page.getByText("Снять или выбрать")).toBeVisible();

for (const [path, field, list] of [
  ["/tickets/new", "Текст заявки", "/tickets"],
  ["/appeals/new", "Что нужно", "/appeals"],
] as const) {
  test(`what is typed at ${path} outlives a reload, and the way back does not send it again`, async ({ page }) => {
    await signIn(page, "resident@example.org");
    await page.goto(list);
    await page.goto(path);
    await alive(page);
    await page.getByLabel(field).fill("Скрипит дверь подъезда");
    if (path === "/appeals/new") await page.getByRole("radio", { name: /Жалоба/ }).check();
    await page.reload();
    await expect(page.getByLabel(field)).toHaveValue("Скрипит дверь подъезда");
    if (path === "/appeals/new") await expect(page.getByRole("radio", { name: /Жалоба/ })).toBeChecked();
    await alive(page);
    await page.getByRole("button", { name: /^Отправить/ }).click();
    const taken = page.getByText(/№\s\d+ принят/);
    await expect(taken).toBeVisible();

    // What was done is told once.
    await expect(page).not.toHaveURL(/done=/);
    await page.reload();
    await expect(page.getByRole("main")).toContainText("Скрипит дверь подъезда");
    await expect(taken).toHaveCount(0);

    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`${list}$`));
    await page.goto(path);
    await alive(page);
    await expect(page.getByLabel(field)).toHaveValue("");
  });
}

test("a ticket that is returned keeps the comment that was not sent", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/tickets/7217993");
  await alive(page);
  await page.getByLabel("Комментарий").fill("Код домофона 17");
  await page.getByRole("button", { name: "Вернуть в работу" }).click();
  await expect(page.getByText("Напишите, что не так")).toBeVisible();
  await page.getByLabel("Что не так").fill("Розетка снова искрит");
  await page.getByRole("button", { name: "Вернуть в работу" }).click();
  await expect(page.getByText("Заявка снова в работе")).toBeVisible();
  await expect(page.getByLabel("Комментарий")).toHaveValue("Код домофона 17");
});

test("an addition that an answer overtakes goes on as what is left open", async ({ page, browser, portal }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/appeals/new");
  await page.getByRole("radio", { name: /Справка/ }).check();
  await page.getByLabel("Что нужно").fill("Нужна справка о составе семьи");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText(/Обращение №\s\d+ принято/)).toBeVisible();
  const number = /\d+/.exec(new URL(page.url()).pathname)![0];
  await alive(page);
  await page.getByLabel("Дополнить обращение").fill("Справка нужна для школы");

  const office = await browser.newContext({ baseURL: portal.url });
  const manager = await office.newPage();
  await signIn(manager, "manager@example.org");
  await manager.goto(`/staff/appeals/${number}`);
  await manager.getByLabel("Текст ответа").fill("Справка готова");
  await manager.getByRole("button", { name: "Ответить" }).click();
  await expect(manager.getByText("Ответ отправлен")).toBeVisible();
  await office.close();

  await expect(page.getByLabel("Что осталось нерешённым")).toHaveValue("Справка нужна для школы");
});
