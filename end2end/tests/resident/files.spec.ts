import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

const PHOTO = readFileSync(join(import.meta.dirname, "../../../public/apple-touch-icon.png"));
const photo = (name: string) => ({ name, mimeType: "image/png", buffer: PHOTO });
const paper = { name: "акт.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj\n%%EOF\n") };

type Files = Parameters<ReturnType<Page["getByLabel"]>["setInputFiles"]>[0];

/** Chooses files once there is somewhere to choose them: the chooser waits for the page to come to life. */
async function choose(page: Page, chosen: Files): Promise<void> {
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page.getByLabel("Снять или выбрать").setInputFiles(chosen);
}

const files = (page: Page) => page.getByRole("group", { name: "Прикрепить файл" }).getByRole("listitem");

test("a ticket is written with a photo and a document", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Искрит щиток на площадке");
  await choose(page, [photo("щиток.png"), paper]);
  await expect(files(page).filter({ hasText: "щиток.png" }).locator("img")).toBeVisible();
  await expect(files(page).filter({ hasText: "акт.pdf" })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page.getByText(/Заявка №\s\d+ принята/)).toBeVisible();
  const link = page.getByRole("link", { name: /щиток\.png/ });
  await expect(link.locator("img")).toHaveJSProperty("complete", true);
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await link.click();
  expect((await saved).suggestedFilename()).toBe("щиток.png");
  await expect(page.getByRole("link", { name: /акт\.pdf/ })).toBeVisible();
});

test("a file that is not taken is told why, by its name, and keeps nothing else back", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Капает кран");
  await choose(page, [
    { name: "рисунок.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg onload='alert(1)'/>") },
    { name: "видео.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(21 * 1024 * 1024) },
    photo("кран.png"),
  ]);
  await expect(files(page).filter({ hasText: "рисунок.svg" })).toContainText("Рисунки SVG не принимаем");
  await expect(files(page).filter({ hasText: "видео.mp4" })).toContainText(/больше 20\sМБ/);
  await expect(files(page).filter({ hasText: "кран.png" }).locator("img")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Убрать рисунок.svg" }).click();
  await expect(files(page).filter({ hasText: "рисунок.svg" })).toHaveCount(0);
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page.getByRole("link", { name: /кран\.png/ })).toBeVisible();
});

// With a service worker the device keeps what the network does not take: see queue.spec.ts.
test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });

  test("a lost network loses neither the words nor the file", async ({ page, context }) => {
    await signIn(page, "resident@example.org");
    await page.goto("/tickets/new");
    await page.getByLabel("Текст заявки").fill("Нет света на лестнице");
    await expect(page.getByText("Снять или выбрать")).toBeVisible();
    await context.setOffline(true);
    await choose(page, photo("лестница.png"));
    await expect(files(page).filter({ hasText: "лестница.png" })).toContainText("Нет связи");
    // It goes by itself once the network is back.
    await context.setOffline(false);
    await expect(files(page).filter({ hasText: "лестница.png" }).locator("img")).toBeVisible();
    await expect(page.getByLabel("Текст заявки")).toHaveValue("Нет света на лестнице");
    await page.getByRole("button", { name: "Отправить заявку" }).click();
    await expect(page.getByRole("link", { name: /лестница\.png/ })).toBeVisible();
  });

  test("a form waits for a file that has not arrived", async ({ page }) => {
    await signIn(page, "resident@example.org");
    await page.goto("/tickets/new");
    await page.getByLabel("Текст заявки").fill("Нет света на лестнице");
    await page.route("**/files/ticket/*", (route) => route.abort("internetdisconnected"));
    await choose(page, photo("лестница.png"));
    await expect(files(page).filter({ hasText: "лестница.png" })).toContainText("Нет связи");
    await page.getByRole("button", { name: "Отправить заявку" }).click();
    const told = page.getByText("Файл лестница.png не отправлен: повторите или уберите его");
    await expect(told).toBeVisible();
    await expect(page.locator("[tabindex='-1']", { has: told }).last()).toBeFocused();
    await expect(page).toHaveURL(/\/tickets\/new$/);
    await expectAccessible(page);
    await page.unroute("**/files/ticket/*");
    await page.getByRole("button", { name: "Повторить" }).click();
    await expect(files(page).filter({ hasText: "лестница.png" }).locator("img")).toBeVisible();
    await expect(told).toHaveCount(0);
    await page.getByRole("button", { name: "Отправить заявку" }).click();
    await expect(page.getByRole("link", { name: /лестница\.png/ })).toBeVisible();
  });
});

test("a file that is taken away keeps no form back", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/tickets/7218204");
  await page.route(/\/files\/ticket.comment\//, (route) => route.abort("internetdisconnected"));
  await choose(page, photo("щиток.png"));
  await expect(files(page)).toContainText(["Нет связи", "Снять или выбрать"]);
  await page.getByLabel("Комментарий").fill("Код домофона 17");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText("Файл щиток.png не отправлен")).toBeVisible();
  await page.getByRole("button", { name: "Убрать щиток.png" }).click();
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText("Комментарий отправлен")).toBeVisible();
});

test("what is being sent shows how far it is, and the form waits for it", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Скрипит дверь");
  let let_go = () => {};
  const held = new Promise<void>((resolve) => (let_go = resolve));
  await page.route("**/files/ticket/*", async (route) => {
    await held;
    await route.continue();
  });
  await choose(page, photo("дверь.png"));
  await expect(page.getByRole("progressbar", { name: "Загрузка дверь.png" })).toBeVisible();
  await expect(page.getByRole("main").locator("button[aria-busy=true]")).toBeDisabled();
  let_go();
  await expect(files(page).locator("img")).toBeVisible();
  await expect(page.getByRole("button", { name: "Отправить заявку" })).toBeEnabled();
});

test("a comment may be a photo alone, and the dispatcher answers with a document", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/tickets/7218204");
  await choose(page, photo("щиток.png"));
  await expect(files(page).locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText("Комментарий отправлен")).toBeVisible();
  await expect(page.getByRole("link", { name: /щиток\.png/ })).toBeVisible();

  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/tickets/7218204");
  await expect(page.getByRole("link", { name: /щиток\.png/ })).toBeVisible();
  await choose(page, paper);
  await expect(files(page).filter({ hasText: "акт.pdf" })).toBeVisible();
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByRole("link", { name: /акт\.pdf/ })).toBeVisible();
  await expect(files(page).filter({ hasText: "акт.pdf" })).toHaveCount(0);
});

test("an appeal is asked with a paper and answered with a paper", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/appeals/new");
  await page.getByRole("radio", { name: /Справка/ }).check();
  await page.getByLabel("Что нужно").fill("Нужна копия договора управления");
  await choose(page, [paper]);
  await expect(files(page).filter({ hasText: "акт.pdf" })).toBeVisible();
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText(/Обращение №\s\d+ принято/)).toBeVisible();
  await expect(page.getByRole("link", { name: /акт\.pdf/ })).toBeVisible();
  await choose(page, [photo("страница.png")]);
  await expect(files(page).locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText("Дополнение отправлено")).toBeVisible();
  await expect(page.getByRole("link", { name: /страница\.png/ })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const address = new URL(page.url()).pathname;

  await signIn(page, "manager@example.org");
  await page.goto(`/staff${address}`);
  await expect(page.getByRole("link", { name: /акт\.pdf/ })).toBeVisible();
  await page.getByLabel("Текст ответа").fill("Копия договора в приложении");
  await choose(page, [{ ...paper, name: "договор.pdf" }]);
  await expect(files(page).filter({ hasText: "договор.pdf" })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Ответить" }).click();
  await expect(page.getByText("Ответ отправлен")).toBeVisible();
  await expect(page.getByRole("link", { name: /договор\.pdf/ })).toBeVisible();

  await signIn(page, "resident@example.org");
  await page.goto(address);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: /договор\.pdf/ }).click();
  expect((await saved).suggestedFilename()).toBe("договор.pdf");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a file is added on the page of the ticket", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/tickets/7218204");
    await page.getByLabel("Добавить файл").setInputFiles([photo("щиток.png"), paper]);
    await page.locator("button", { hasText: "Добавить файл" }).click();
    await expect(page.getByText("Комментарий отправлен")).toBeVisible();
    await expect(page.getByRole("link", { name: /щиток\.png/ })).toBeVisible();
    await page.getByLabel("Добавить файл").setInputFiles({
      name: "рисунок.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from("<svg/>"),
    });
    await page.locator("button", { hasText: "Добавить файл" }).click();
    await expect(page.getByText(/рисунок\.svg: Рисунки SVG не принимаем/)).toBeVisible();
  });
});

test("what does not fit is told once", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await choose(page, Array.from({ length: 14 }, (_, at) => photo(`снимок ${at}.png`)));
  await expect(files(page).filter({ hasText: /Ещё 4\sфайла/ })).toContainText("не поместились: можно 10");
  await expect(page.getByRole("group", { name: "Прикрепить файл" }).getByRole("alert")).toHaveCount(1);
});

test("a session that has ended while a file is chosen is opened beside it", async ({ page, context }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await context.clearCookies();
  await choose(page, photo("кран.png"));
  await expect(files(page).getByRole("link", { name: "Войдите в новой вкладке" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Повторить" })).toBeVisible();
});
