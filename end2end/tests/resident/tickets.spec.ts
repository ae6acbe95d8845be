import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

const ticket = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

test.describe("on the guide's day", () => {
  test.use({ today: GUIDE_DAY });

  test("the history of tickets is the guide's", async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto("/tickets");
    const open = ticket(page, "нет света в квартире");
    await expect(open).toContainText(/№\s7218204/);
    await expect(open).toContainText("от 25.01.2018 13:02");
    await expect(open).toContainText(/на исполнении\s*25\.01\.2018/);
    const done = ticket(page, "Не работает розетка в прихожей и отключился подогрев полов");
    await expect(done).toContainText(/№\s7217993/);
    await expect(done).toContainText("от 23.01.2018 10:06");
    await expect(done).toContainText(/выполнена\s*23\.01\.2018/);
    await expect(done).toContainText("Результат: Подключил");
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a ticket is written, commented and taken back", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/tickets");
      await page.getByRole("link", { name: "Создать" }).click();
      await expect(page.getByLabel("Телефон для мастера")).not.toHaveValue("");
      await page.getByLabel("Текст заявки").fill("Не держит замок почтового ящика");
      await page.getByRole("button", { name: "Отправить заявку" }).click();
      await expect(page.getByText(/Заявка №\s\d+ принята/)).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Срок по закону");
      const address = page.url();

      await page.getByLabel("Комментарий").fill("Код домофона 17");
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByText("Комментарий отправлен")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Код домофона 17");

      await page.goto(address.split("?")[0]!);
      await page.getByText("Отозвать заявку").click();
      await page.getByRole("button", { name: "Да, отозвать" }).click();
      await expect(page.getByText("Заявка отозвана", { exact: true })).toBeVisible();
    });

    test("what is wrong stands beside its field, and what was typed stays", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/tickets/new");
      await page.getByLabel("Как вас зовут").fill("");
      await page.getByLabel("Телефон для мастера").fill("скоро куплю");
      await page.getByRole("button", { name: "Отправить заявку" }).click();
      await expect(page.getByText("Напишите, что случилось")).toBeVisible();
      await expect(page.getByText("Укажите имя")).toBeVisible();
      await expect(page.getByText("В номере телефона только цифры")).toBeVisible();
      await expect(page.getByLabel("Телефон для мастера")).toHaveValue("скоро куплю");
      const long = "очень ".repeat(1_000);
      await page.getByLabel("Текст заявки").fill(long);
      await page.getByRole("button", { name: "Отправить заявку" }).click();
      await expect(page.getByText(/Текст длиннее/)).toBeVisible();
      await expect(page.getByLabel("Текст заявки")).toHaveValue(long);
    });

    test("what is done is rated, and what is not done is returned", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/tickets");
      await ticket(page, "Капает кран на кухне").getByRole("link", { name: /№/ }).click();
      await page.getByLabel("Что не так").fill("Снова капает");
      await page.getByRole("button", { name: "Вернуть в работу" }).click();
      await expect(page.getByText("Заявка снова в работе")).toBeVisible();
      await expect(page.getByRole("main")).toContainText("Снова капает");

      await signIn(page, "guide@example.org");
      await page.goto("/tickets/7217993");
      await page.getByRole("radio", { name: "4 из 5" }).check({ force: true });
      await page.getByRole("button", { name: "Поставить оценку" }).click();
      await expect(page.getByText("Спасибо за оценку")).toBeVisible();
      await expect(page.getByText("закрыта").first()).toBeVisible();
    });

    test("a neighbour says «И у меня» once to what is of the house", async ({ page }) => {
      await signIn(page, "guide@example.org");
      await page.goto("/tickets?whose=house");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Заявки");
      await signIn(page, "resident@example.org");
      await page.goto("/tickets?whose=house");
      const outage = page.getByText("Нет отопления: порыв на вводе").first();
      await expect(outage).toBeVisible();
      await page.getByRole("button", { name: "И у меня" }).first().click();
      await expect(page.getByText("Отметили: у вас то же самое")).toBeVisible();
    });
  });
}

test("a double click is one ticket", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Скрипит калитка");
  await page.getByRole("button", { name: "Отправить заявку" }).dblclick();
  await expect(page.getByText(/Заявка №\s\d+ принята/)).toBeVisible();
  await page.goto("/tickets");
  await expect(ticket(page, "Скрипит калитка")).toHaveCount(1);
});

test("an emergency is recognised while one writes, and its deadline is told", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill("Искрит розетка на кухне");
  await expect(page.getByText("Похоже на аварию")).toBeVisible();
});

test("what a ticket is about folds once it is known, and can be left to the text", async ({ page }) => {
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  const tile = (name: RegExp) => page.getByRole("radio", { name });
  await tile(/^Лифт/).click();
  await expect(tile(/^Лифт/)).toBeHidden();
  await expect(page.getByRole("button", { name: "Изменить" })).toBeFocused();
  await page.getByRole("button", { name: "Изменить" }).click();
  await expect(tile(/^Лифт/)).toBeChecked();
  await tile(/^По тексту/).click();
  await expect(tile(/^По тексту/)).toBeChecked();
  await page.getByLabel("Текст заявки").fill("Искрит розетка на кухне");
  await expect(page.getByText("поняли по тексту")).toBeVisible();
  await expect(tile(/^Электричество/)).toBeHidden();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("a ticket that is to be rated has one thing to do first", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/tickets/7217993");
  const first = page.getByRole("main").locator(".btn--primary:visible");
  await expect(first).toHaveCount(1);
  await expect(first).toHaveText("Поставить оценку");
});

test("a neighbour's ticket does not exist @desktop", async ({ page }) => {
  await signIn(page, "neighbour@example.org");
  for (const path of ["/tickets/7217993", "/tickets/1", "/tickets/abc"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
  }
});

test("pages of tickets are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "guide@example.org");
  for (const path of ["/tickets", "/tickets?whose=house", "/tickets/new", "/tickets/7217993", "/tickets/7218204"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
