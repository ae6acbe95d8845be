// Tickets on the staff's side: the board, the sheet, a caller, incidents, executors.
import type { Page } from "@playwright/test";
import { GUIDE_DAY, expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const NUMBER = 7218204;
const DISPATCHER = "dispatcher@example.org";
const MANAGER = "manager@example.org";

const sheet = (page: Page) => page.getByRole("region", { name: "нет света в квартире" });
const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 1024;

/** Folds a form of the sheet out. */
const unfold = (page: Page, name: string) =>
  page.locator("summary").filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) }).click();

async function complete(page: Page, result: string): Promise<void> {
  await unfold(page, "Выполнена");
  await page.getByLabel("Что сделано").fill(result);
  await page.getByRole("button", { name: "Отметить выполненной" }).click();
}

test("a dispatcher begins on the board, the late ones first", async ({ page }) => {
  await signIn(page, DISPATCHER);
  await page.goto("/");
  await expect(page).toHaveURL(/\/staff\/tickets$/);
  const groups = page.locator(".board").getByRole("heading", { level: 2 });
  await expect(groups.first()).toContainText("Просрочено");
  await page.getByRole("link", { name: /нет света в квартире/ }).click();
  await expect(page).toHaveURL(new RegExp(`/staff/tickets/${NUMBER}`));
  await expect(sheet(page)).toContainText("Анна Петрова");
  if (isPhone(page)) {
    await expect(page.locator(".board")).toBeHidden();
    await page.getByRole("link", { name: "Все заявки" }).click();
    await expect(page.locator(".board")).toBeVisible();
  } else {
    await expect(page.locator(".board")).toBeVisible();
  }
  await expectNoSidewaysScroll(page);
});

test("the board is filtered by its address", async ({ page }) => {
  await signIn(page, DISPATCHER);
  await page.goto("/");
  await page.getByRole("link", { name: /^Аварии/ }).click();
  await expect(page).toHaveURL(/kind=emergency/);
  await expect(page.getByRole("link", { name: /Искрит щиток/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Засор канализации/ })).toHaveCount(0);
  await page.getByLabel("Состояние").selectOption({ label: "отложена" });
  await page.getByLabel("Вид").selectOption({ label: "все виды" });
  await page.getByRole("button", { name: "Показать" }).click();
  await expect(page.getByRole("link", { name: /Проверить счётчик/ })).toBeVisible();
  await page.getByLabel("Категория").selectOption({ label: "Счётчики" });
  await page.getByRole("button", { name: "Показать" }).click();
  await expect(page).toHaveURL(/category=meter/);
  await expect(page.getByRole("link", { name: /Проверить счётчик/ })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Категория")).toHaveValue("meter");
  await page.getByLabel("Категория").selectOption({ label: "Лифт" });
  await page.getByRole("button", { name: "Показать" }).click();
  await expect(page.getByRole("link", { name: /Проверить счётчик/ })).toHaveCount(0);
});

test("a ticket is answered, completed, and its resident reads it", async ({ page, browser, portal }) => {
  await signIn(page, DISPATCHER);
  await page.goto(`/staff/tickets/${NUMBER}`);
  await page.getByLabel("Комментарий жителю").fill("Мастер поднимается к вам");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(sheet(page).locator(".thread")).toContainText("Мастер поднимается к вам");
  await expect(page.getByLabel("Комментарий жителю")).toHaveValue("");

  await page.getByText("Сотрудникам", { exact: true }).click();
  await page.getByLabel("Комментарий для сотрудников").fill("Ключ от щитка у консьержа");
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(sheet(page).locator(".thread li").filter({ hasText: "Ключ от щитка" })).toContainText(
    "только для сотрудников",
  );

  await complete(page, "Заменили автомат в щитке");
  await expect(sheet(page).getByText("выполнена", { exact: true }).first()).toBeVisible();
  await expect(sheet(page)).toContainText("Результат");

  const home = await browser.newContext({ baseURL: portal.url });
  const resident = await home.newPage();
  await signIn(resident, "guide@example.org");
  await resident.goto(`/tickets/${NUMBER}`);
  await expect(resident.getByRole("main")).toContainText("Мастер поднимается к вам");
  await expect(resident.getByRole("main")).not.toContainText("Ключ от щитка");
  await resident.getByLabel("Что не так").fill("Свет снова пропал");
  await resident.getByRole("button", { name: "Вернуть в работу" }).click();
  await expect(resident.getByText("Заявка снова в работе")).toBeVisible();
  // The dispatcher sees it without a reload.
  await expect(sheet(page).locator(".thread")).toContainText("Свет снова пропал");
  await resident.goto("/demo/mailbox");
  await expect(resident.getByRole("article").filter({ hasText: "guide@example.org" }).first()).toBeVisible();
  await home.close();
});

test("two dispatchers on one ticket do not overwrite each other @desktop", async ({ page, browser, portal }) => {
  // This browser hears of nothing: what a colleague does comes as a surprise.
  await page.route(/\/api\/events|\/events/, (route) => route.fulfill({ status: 404 }));
  await signIn(page, DISPATCHER);
  await page.goto(`/staff/tickets/${NUMBER}`);
  await unfold(page, "Отложить");
  await page.getByLabel("Почему").first().fill("Ждём деталь");
  const office = await browser.newContext({ baseURL: portal.url });
  const colleague = await office.newPage();
  await signIn(colleague, MANAGER);
  await colleague.goto(`/staff/tickets/${NUMBER}`);
  await colleague.locator("#executor").selectOption({ label: "Мария С." });
  await colleague.getByRole("button", { name: "Назначить" }).click();
  await expect(colleague.locator(".thread")).toContainText("Мария С.");
  await office.close();

  await page.getByRole("button", { name: "Отложить" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "исполнитель теперь Мария С." })).toBeVisible();
  await expect(page.getByLabel("Почему").first()).toHaveValue("Ждём деталь");
  // The form goes on from what the colleague did.
  await expect(sheet(page).locator(".thread")).toContainText("Мария С.");
  await page.getByRole("button", { name: "Отложить" }).click();
  await expect(sheet(page).getByText("отложена", { exact: true }).first()).toBeVisible();
});

test("a caller's ticket is registered by the keyboard alone @desktop", async ({ page }) => {
  await signIn(page, DISPATCHER);
  await page.goto("/");
  await expect(page.locator(".board")).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("n");
    await expect(page).toHaveURL(/\/staff\/tickets\/new/, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("searchbox", { name: "Кто звонит" })).toBeFocused();
  await page.keyboard.type("кузнец");
  await expect(page.getByRole("link", { name: /ЛС 7000425/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Что случилось")).toBeFocused();
  await page.keyboard.type("Капает кран на кухне");
  await page.getByRole("button", { name: "Зарегистрировать" }).press("Enter");
  await expect(page).toHaveURL(/\/staff\/tickets\/\d+$/);
  await expect(page.getByRole("heading", { name: "Капает кран на кухне" })).toBeVisible();
});

test("arrows go through the board and Enter opens @desktop", async ({ page }) => {
  await signIn(page, DISPATCHER);
  await page.goto("/");
  const rows = page.locator(".board .job");
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(rows.first()).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/staff\/tickets\/\d+/);
  await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: /Найти заявку/ })).toBeFocused();
  await page.keyboard.type("авиаторов 6 кв 7");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /ЛС 7000418/ })).toBeVisible();
});

test("an incident is announced, corrected and ended", async ({ page }) => {
  await signIn(page, DISPATCHER);
  await page.goto("/staff/incidents/new");
  await page.getByText("Плановое отключение").click();
  await page.getByLabel("О чём").selectOption({ label: "Холодная вода" });
  await page.getByRole("button", { name: "Объявить" }).click();
  await expect(page.getByText(/Напишите, что случилось/)).toBeVisible();
  await page.getByLabel("Текст для жителей").fill("Не будет холодной воды: меняем насос");
  await page.getByLabel("Авиаторов 6к3").check();
  await page.getByRole("button", { name: "Объявить" }).click();
  await expect(page.getByText(/Объявлено/)).toBeVisible();
  await page.getByLabel("Текст для жителей").fill("Холодную воду дадут к вечеру");
  await page.getByRole("button", { name: "Сохранить" }).click();
  await expect(page.getByText("Объявление исправлено")).toBeVisible();
  await expect(page.getByText(/Было: «Не будет холодной воды/)).toBeVisible();
  await unfold(page, "Закончилось");
  await page.getByRole("button", { name: "Да, закончилось" }).click();
  await expect(page.getByText("Отключение закончилось")).toBeVisible();
});

test("executors are added and retired by a manager", async ({ page }) => {
  await signIn(page, MANAGER);
  await page.goto("/staff/executors");
  await page.getByLabel("Новый исполнитель").fill("Ильин П.");
  await page.getByRole("button", { name: "Добавить" }).click();
  await expect(page.getByText("Исполнитель добавлен")).toBeVisible();
  await page.getByRole("button", { name: "Больше не назначать: Ильин П." }).click();
  await expect(page.getByText(/убран из списка/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Больше не назначать: Ильин П." })).toHaveCount(0);
});

test("who has no role finds nothing here @desktop", async ({ page }) => {
  await signIn(page, "guide@example.org");
  for (const path of ["/staff", "/staff/tickets", `/staff/tickets/${NUMBER}`, "/staff/incidents", "/staff/executors"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Такой страницы нет" })).toBeVisible();
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the board is filtered by what tickets are about", async ({ page }) => {
    await signIn(page, DISPATCHER);
    await page.goto("/staff/tickets?category=meter");
    await expect(page.getByLabel("Категория")).toHaveValue("meter");
    await expect(page.getByRole("link", { name: /Проверить счётчик/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /Искрит щиток/ })).toHaveCount(0);
    await page.getByLabel("Категория").selectOption({ label: "Электричество" });
    await page.getByRole("button", { name: "Показать" }).click();
    await expect(page).toHaveURL(/category=electricity/);
    await expect(page.getByRole("link", { name: /Искрит щиток/ })).toBeVisible();
  });

  test("a ticket is registered, given away and completed", async ({ page }) => {
    await signIn(page, DISPATCHER);
    await page.goto("/staff/tickets/new");
    await page.getByRole("searchbox", { name: "Кто звонит" }).fill("7000425");
    await page.getByRole("button", { name: "Найти" }).click();
    await page.getByRole("link", { name: /ЛС 7000425/ }).click();
    await page.getByRole("button", { name: "Зарегистрировать" }).click();
    await expect(page.getByText(/Напишите, что случилось/)).toBeVisible();
    await page.getByLabel("Что случилось").fill("Капает кран на кухне");
    await page.getByRole("button", { name: "Зарегистрировать" }).click();
    await expect(page.getByRole("heading", { name: "Капает кран на кухне" })).toBeVisible();
    await page.locator("#executor").selectOption({ label: "Фёдоров И." });
    await page.getByRole("button", { name: "Назначить" }).click();
    const sheet = page.getByRole("region", { name: "Капает кран на кухне" });
    await expect(sheet.getByText("на исполнении", { exact: true }).first()).toBeVisible();
    await unfold(page, "Выполнена");
    await page.getByRole("button", { name: "Отметить выполненной" }).click();
    await expect(page.getByText(/Напишите, что сделано/)).toBeVisible();
    await page.getByLabel("Что сделано").fill("Заменили прокладку");
    await page.getByRole("button", { name: "Отметить выполненной" }).click();
    await expect(sheet.getByText("выполнена", { exact: true }).first()).toBeVisible();
  });
});

test("its pages are accessible and fit the screen", async ({ page }) => {
  await signIn(page, MANAGER);
  for (const path of [
    "/staff/tickets",
    `/staff/tickets/${NUMBER}`,
    "/staff/tickets/new",
    "/staff/search?q=7000418",
    "/staff/incidents",
    "/staff/incidents/new",
    "/staff/executors",
    "/staff/more",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("a colleague who is faster takes away nothing that was typed @desktop", async ({ page, browser, portal }) => {
  await signIn(page, MANAGER);
  await page.goto(`/staff/tickets/${NUMBER}`);
  await unfold(page, "Отклонить");
  const why = page.locator("#note-decline");
  await why.fill("Это делает Мосэнерго");
  const office = await browser.newContext({ baseURL: portal.url });
  const colleague = await office.newPage();
  await signIn(colleague, DISPATCHER);
  await colleague.goto(`/staff/tickets/${NUMBER}`);
  await complete(colleague, "Заменили автомат");
  await office.close();
  await expect(page.getByRole("status").filter({ hasText: "теперь она выполнена" })).toBeVisible();
  await expect(why).toHaveValue("Это делает Мосэнерго");
});

test("the list of outages shows a new one by itself @desktop", async ({ page, browser, portal }) => {
  await signIn(page, MANAGER);
  await page.goto("/staff/incidents");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const office = await browser.newContext({ baseURL: portal.url });
  const colleague = await office.newPage();
  await signIn(colleague, DISPATCHER);
  await colleague.goto("/staff/incidents/new");
  await colleague.getByLabel("Текст для жителей").fill("Порыв на вводе");
  await colleague.getByLabel("Авиаторов 6к3").check();
  await colleague.getByRole("button", { name: "Объявить" }).click();
  await expect(colleague.getByText(/Объявлено/)).toBeVisible();
  await office.close();
  await expect(page.getByRole("link", { name: /Порыв на вводе/ })).toBeVisible();
});
