// Readings and tickets that are entered without a network: kept on the device, shown as waiting, sent once.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { cut, enter, mend, queued, see, test } from "../support/pocket.js";
import { expect, expectAccessible, GUIDE_DAY, signIn } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const PHOTO = readFileSync(join(import.meta.dirname, "../../../public/apple-touch-icon.png"));
const row = (page: Page, meter: string) => page.getByRole("rowgroup", { name: meter, exact: true });
const field = (page: Page, label: string) => page.getByLabel(`Текущие показания, ${label}`, { exact: true });
const submit = (page: Page) => page.getByRole("button", { name: "Сдать показания" }).click();
const status = (page: Page) => page.locator("#connection");

/** The page has come to life: consumption is told. */
async function type(page: Page, meter: string, value: string): Promise<void> {
  await expect(async () => {
    await field(page, meter).fill("");
    await field(page, meter).pressSequentially(value);
    await expect(row(page, meter)).toContainText(/расход|меньше/i, { timeout: 500 });
  }).toPass();
}

test("readings entered in a cellar are shown as waiting, and go once", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await see(page, "/readings");
  await cut(page, wire);
  await expect(status(page)).toContainText("Сейчас нет связи");
  await page.reload();
  await expect(page.getByText("Можно вводить")).toBeVisible();
  await type(page, "ХВС", "395");
  await submit(page);
  await expect(status(page)).toContainText("ждёт отправки");
  await expect(status(page)).toContainText("395");
  await expectAccessible(page);
  // Corrected before it went: the last word counts.
  await type(page, "ХВС", "396");
  await submit(page);
  await expect(status(page)).toContainText("396");
  await expect(status(page)).not.toContainText("395");
  expect(await queued(page)).toBe(1);
  // The page may be closed meanwhile.
  await page.reload();
  await expect(status(page)).toContainText("396");

  await mend(page, wire);
  await expect(status(page)).toContainText("отправлены");
  await page.getByRole("link", { name: "Ответ по каждой строке" }).click();
  await expect(row(page, "ХВС")).toContainText("Принято");
  expect(wire.reached.filter((path) => path.startsWith("POST /api/readings/submit"))).toHaveLength(1);
  await page.goto("/readings/history");
  await expect(page.getByRole("row").filter({ hasText: "01.2018" })).toContainText("396");
});

test("a lost answer is asked for again, and nothing comes twice", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await page.goto("/readings");
  wire.fail(/\/api\/readings\/submit/, "answer lost", "answer lost", "out of order");
  await type(page, "ХВС", "395");
  await submit(page);
  await expect(status(page)).toContainText("ждёт отправки");
  await expect(async () => {
    await page.reload();
    await expect(status(page)).toContainText("отправлены", { timeout: 2000 });
  }).toPass();
  await page.goto("/readings/history");
  const january = page.getByRole("row").filter({ hasText: "01.2018" });
  await expect(january).toContainText("395");
  await expect(january).not.toContainText(/было/);
});

test("a value that came from elsewhere meanwhile is shown beside, and asked about", async ({ page, wire, browser }) => {
  await enter(page, "guide@example.org");
  await see(page, "/readings");
  await cut(page, wire);
  await page.reload();
  await type(page, "ХВС", "395");
  await submit(page);
  await expect(status(page)).toContainText("ждёт отправки");

  const other = await browser.newContext({ baseURL: wire.portal });
  const computer = await other.newPage();
  await signIn(computer, "guide@example.org");
  await computer.goto("/readings");
  await type(computer, "ХВС", "397");
  await submit(computer);
  await expect(row(computer, "ХВС")).toContainText("Принято");
  await other.close();

  await mend(page, wire);
  await page.getByRole("link", { name: "Посмотреть и ответить" }).click();
  await expect(row(page, "ХВС")).toContainText("397");
  await expect(field(page, "ХВС")).toHaveValue("395");
});

test("a ticket with a photo is written without a network, and goes once", async ({ page, wire }) => {
  await enter(page, "resident@example.org");
  await see(page, "/tickets");
  await see(page, "/tickets/new");
  await page.getByText("Снять или выбрать").waitFor();
  await cut(page, wire);
  await page.reload();
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await expect(status(page)).toContainText("Писать можно");
  await page.getByLabel("Текст заявки").fill("Течёт труба в подвале");
  await page.getByLabel("Снять или выбрать").setInputFiles({ name: "труба.png", mimeType: "image/png", buffer: PHOTO });
  await expect(page.getByRole("group", { name: "Прикрепить файл" }).locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page).toHaveURL(/\/tickets$/);
  await expect(status(page)).toContainText("Течёт труба в подвале");
  await expect(status(page)).toContainText("ждёт отправки");
  wire.fail(/\/files\/ticket\//, "answer lost");
  wire.fail(/\/api\/tickets\/create/, "answer lost");
  await mend(page, wire);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("link", { name: "Открыть заявку" })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await page.getByRole("link", { name: "Открыть заявку" }).click();
  await expect(page.getByText("Течёт труба в подвале").first()).toBeVisible();
  await expect(page.getByRole("link", { name: /труба\.png/ })).toHaveCount(1);
  await page.goto("/tickets");
  await expect(page.getByText("Течёт труба в подвале")).toHaveCount(1);
});

test("who leaves with something unsent is warned; it waits, nobody else sees it, and it goes later", async ({ page, wire }) => {
  await enter(page, "guide@example.org");
  await page.goto("/readings");
  wire.fail(/\/api\/readings\/submit|\/api\/session\/frame/, ...Array(30).fill("request lost"));
  await type(page, "ХВС", "395");
  await submit(page);
  await expect(status(page)).toContainText("ждёт отправки");
  await page.goto("/more");
  await expect(status(page)).toContainText("ждёт отправки");
  const leave = page.getByRole("main").getByRole("button", { name: "Выход" });
  await leave.click();
  const dialog = page.getByRole("dialog", { name: "Не всё отправлено" });
  await expect(dialog).toContainText("395");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Остаться" }).click();
  await expect(page).toHaveURL(/\/more$/);
  await leave.click();
  await dialog.getByRole("button", { name: "Всё равно выйти" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect(status(page)).toContainText("есть неотправленное");
  await expect(page.locator("body")).not.toContainText("395");

  wire.heal();
  await enter(page, "resident@example.org");
  await page.goto("/readings");
  await expect(page.locator("body")).not.toContainText("100708114");
  await expect(status(page)).not.toContainText("ждёт отправки");
  expect(await queued(page)).toBe(1);

  await page.goto("/more");
  await page.getByRole("main").getByRole("button", { name: "Выход" }).click();
  await enter(page, "guide@example.org");
  await expect(status(page)).toContainText("отправлены");
  expect(await queued(page)).toBe(0);
});
