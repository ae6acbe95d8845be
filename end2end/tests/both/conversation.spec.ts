// Two browsers at once: a resident and a dispatcher, each sees what the other does without a reload.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, signIn, test } from "../support/test.js";

const PHOTO = readFileSync(join(import.meta.dirname, "../../../public/apple-touch-icon.png"));

test("a ticket with a photo is answered, returned, done again and rated", async ({ page, browser, portal }) => {
  test.slow();
  const office = await browser.newContext({ baseURL: portal.url });
  const dispatcher = await office.newPage();
  await signIn(dispatcher, "dispatcher@example.org");
  await dispatcher.goto("/staff/tickets");
  await expect(dispatcher.locator(".board")).toBeVisible();
  await dispatcher.locator("details.filter > summary").click();
  await dispatcher.getByLabel("Категория").selectOption({ label: "Лифт" });

  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Не закрывается окно в подъезде у лифта");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page.getByLabel("Снять или выбрать").setInputFiles({ name: "окно.png", mimeType: "image/png", buffer: PHOTO });
  await expect(page.getByRole("group", { name: "Прикрепить файл" }).locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page.getByText(/Заявка №\s\d+ принята/)).toBeVisible();
  const number = /\d+/.exec(new URL(page.url()).pathname)![0];
  const mine = page.getByRole("main");

  // It comes up on the board by itself.
  const row = dispatcher.getByRole("link", { name: /Не закрывается окно в подъезде/ });
  await expect(row).toBeVisible();
  // What was being chosen there stays as it was.
  await expect(dispatcher.getByRole("combobox", { name: "Категория" })).toBeVisible();
  await expect(dispatcher.getByLabel("Категория")).toHaveValue("lift");
  await row.click();
  await expect(dispatcher).toHaveURL(new RegExp(`/staff/tickets/${number}`));
  const photo = dispatcher.getByRole("link", { name: /окно\.png/ });
  await expect(photo.locator("img")).toHaveJSProperty("complete", true);
  const saved = dispatcher.waitForEvent("download");
  await photo.click();
  expect((await saved).suggestedFilename()).toBe("окно.png");

  await dispatcher.getByLabel("Комментарий жителю").fill("Плотник придёт завтра с 10 до 12");
  await dispatcher.getByRole("button", { name: "Отправить" }).click();
  await expect(mine).toContainText("Плотник придёт завтра с 10 до 12");
  await dispatcher.getByRole("button", { name: "Взять в работу" }).click();
  await expect(mine.getByText("на исполнении").first()).toBeVisible();

  const fold = (name: string) =>
    dispatcher.locator("summary").filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) }).click();
  const complete = async (result: string) => {
    await fold("Выполнена");
    await dispatcher.getByLabel("Что сделано").fill(result);
    await dispatcher.getByRole("button", { name: "Отметить выполненной" }).click();
  };
  await complete("Заменили ручку");
  await expect(mine).toContainText("Заменили ручку");
  await expect(mine.getByText("выполнена", { exact: true }).first()).toBeVisible();

  await page.getByLabel("Что не так").fill("Ручка есть, окно не закрывается");
  await page.getByRole("button", { name: "Вернуть в работу" }).click();
  await expect(page.getByText("Заявка снова в работе")).toBeVisible();
  await expect(dispatcher.locator(".thread")).toContainText("Ручка есть, окно не закрывается");

  await dispatcher.getByRole("button", { name: "Взять в работу" }).click();
  await expect(mine.getByText("на исполнении").first()).toBeVisible();
  await complete("Подогнали створку");
  await expect(mine).toContainText("Подогнали створку");
  await page.getByRole("radio", { name: "5 из 5" }).check({ force: true });
  await page.getByRole("button", { name: "Поставить оценку" }).click();
  await expect(page.getByText("Спасибо за оценку")).toBeVisible();
  await expect(dispatcher.locator(".thread")).toContainText(/5 из 5|Оценка/);
  await office.close();
});
