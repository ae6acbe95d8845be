// The portal without a network: what was seen opens, and says how old it is; nobody else sees it.
import { cut, enter, mend, see, test } from "../support/pocket.js";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const SEEN = {
  "/": "Домовой",
  "/readings": "100708114",
  "/readings/history": "388",
  "/charges": "12.2017",
  "/charges/2017-12": "2017",
  "/payments": "Дата платежа",
  "/tickets": "7218204",
  "/tickets/7218204": "7218204",
  "/news": "Новости",
};

test("what was seen opens without a network, and says how old it is", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  for (const path of Object.keys(SEEN)) await see(page, path);
  await page.goto("/charges");
  const receipt = await page.locator("a[href^='/receipts/']").first().getAttribute("href");
  await see(page, receipt ?? "");
  await cut(page, wire);
  for (const [path, content] of Object.entries({ ...SEEN, [receipt ?? ""]: "7000418" })) {
    await page.goto(path);
    await expect(page.getByText(/Данные на \d\d\.\d\d \d\d:\d\d, сейчас нет связи/)).toBeVisible();
    await expect(page.locator("body")).toContainText(new RegExp(content.replace(/ /g, "\\s").replace(/\./g, "\\.")));
  }
  await page.goto("/readings");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  // A link opens the copy of its page.
  await page.getByRole("link", { name: "Заявки" }).filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/\/tickets$/);
  await expect(page.getByText(/сейчас нет связи/)).toBeVisible();
  await mend(page, wire);
  await page.getByRole("button", { name: "Показать свежие данные" }).click();
  await expect(page.getByText(/сейчас нет связи/)).toHaveCount(0);
});

test("a page that was opened without loading it is kept too @desktop", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await page.getByRole("link", { name: "Оплаты" }).first().click();
  await expect(page).toHaveURL(/\/payments$/);
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match("/payments")))).toBe(true);
  await cut(page, wire);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплаты");
});

test("a network that breaks off is none", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await see(page, "/readings");
  wire.cut = true;
  await page.reload();
  await expect(page.getByText(/сейчас нет связи/)).toBeVisible();
  await expect(page.locator("body")).toContainText("100708114");
});

test("a form of the office that cannot go says so, and one gets back to it @desktop", async ({ page, wire }) => {
  await enter(page, "accountant@example.org");
  await page.goto("/staff/payments");
  await page.getByText("Отложить или вернуть").first().click();
  await cut(page, wire);
  await page.getByRole("button", { name: "Отложить", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Портал не ответил");
  await expectAccessible(page);
  await mend(page, wire);
  await page.getByRole("link", { name: "Вернуться к форме" }).click();
  await expect(page).toHaveURL(/\/staff\/payments$/);
});

test("whoever comes next on this phone sees nothing of the last person", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await see(page, "/readings");
  await page.goto("/more");
  await page.getByRole("main").getByRole("button", { name: "Выход" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match("/readings")))).toBe(false);
  await cut(page, wire);
  await page.goto("/readings").catch(() => undefined);
  await expect(page.locator("body")).toContainText("Нет связи");
  await expect(page.locator("body")).not.toContainText("100708114");
  await mend(page, wire);

  await enter(page, "resident@example.org");
  await cut(page, wire);
  await page.goto("/readings").catch(() => undefined);
  await expect(page.locator("body")).not.toContainText("100708114");
});
