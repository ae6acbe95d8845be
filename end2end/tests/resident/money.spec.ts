// Money: the guide's tables cell by cell, a bill that explains itself, and paying each way.
import type { Page } from "@playwright/test";
import jsQRModule from "jsqr";
import { PNG } from "pngjs";
import { cells, expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const jsQR = jsQRModule as unknown as typeof jsQRModule.default;

/** What a scanner reads off a screenshot. */
function scanned(screenshot: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(screenshot);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

const CHARGES = [
  ["12.2017", "31.12.2017", "4 611.60 ₽", "4 611.59 ₽"],
  ["11.2017", "30.11.2017", "4 923.01 ₽", "Оплачено"],
  ["10.2017", "31.10.2017", "4 173.75 ₽", "Оплачено"],
  ["09.2017", "30.09.2017", "3 204.59 ₽", "Оплачено"],
  ["08.2017", "31.08.2017", "3 343.57 ₽", "Оплачено"],
  ["07.2017", "31.07.2017", "3 079.33 ₽", "Оплачено"],
  ["06.2017", "30.06.2017", "2 764.44 ₽", "Оплачено"],
  ["05.2017", "31.05.2017", "3 230.39 ₽", "Оплачено"],
  ["04.2017", "30.04.2017", "4 230.57 ₽", "Оплачено"],
  ["03.2017", "31.03.2017", "4 122.44 ₽", "Оплачено"],
  ["02.2017", "28.02.2017", "4 412.46 ₽", "Оплачено"],
  ["01.2017", "31.01.2017", "5 012.56 ₽", "Оплачено"],
];

const PAYMENTS = [
  ["22.12.2017", "2 501.47 ₽"],
  ["22.11.2017", "2 499.03 ₽"],
  ["19.10.2017", "1 880.60 ₽"],
  ["22.09.2017", "1 946.41 ₽"],
  ["22.08.2017", "4 049.70 ₽"],
  ["24.07.2017", "3 373.05 ₽"],
  ["20.06.2017", "3 533.86 ₽"],
  ["23.05.2017", "5 211.15 ₽"],
  ["24.04.2017", "4 862.08 ₽"],
];

test("the charges are those of the guide, cell by cell @desktop", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/charges");
  const rows = await cells(page.getByRole("table"));
  expect(rows.map((row) => [row[0], row[2], row[3], row[5]])).toEqual(CHARGES);
  expect(rows.every((row) => row[4] === "0.00 ₽" && row[7] === "Квартплата")).toBe(true);
  await expect(page.getByRole("heading", { name: "Текущий баланс" }).locator("..")).toContainText("4 611.59 ₽");
  await expect(page.getByRole("main")).toContainText("начнут расти на 1.19 ₽ в день");
});

test("the payments are those of the guide, cell by cell @desktop", async ({ page }) => {
  await signIn(page, "guide-payments@example.org");
  await page.goto("/payments");
  const rows = await cells(page.getByRole("table"));
  expect(rows.map((row) => [row[0], row[2]])).toEqual(PAYMENTS);
  await expect(page.getByRole("main")).toContainText("2 544.70 ₽");
});

test("money pages are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "guide@example.org");
  for (const path of ["/charges", "/charges/2017-12", "/payments", "/pay", "/offer"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("a bill says why it differs from the month before", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/charges");
  await page.getByRole("link", { name: "12.2017", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Декабрь 2017");
  await expect(page.getByRole("main")).toContainText("На 311.41 ₽ меньше, чем в ноябре");
  await expect(page.getByRole("main")).toContainText("сумма сходится");
});

async function card(page: Page, number: string): Promise<void> {
  await expect(page).toHaveURL(/demo\/acquirer/);
  await page.getByLabel("Номер карты").fill(number);
  await page.getByLabel(/Действительна до/).fill("12/30");
  await page.getByLabel(/CVC2/).fill("123");
  await page.getByLabel("Имя держателя карты").fill("ANNA PETROVA");
  await page.getByRole("button", { name: /^Оплатить/ }).click();
}

/** Without scripts the page of the order leads on by itself, and by a link. */
async function toTheBank(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(page).toHaveURL(/demo\/acquirer/);
}

/** Pays at the bank that does not answer. Lets it answer after all. */
async function payInSilence(page: Page): Promise<() => Promise<void>> {
  await signIn(page, "guide@example.org");
  await page.goto("/pay");
  await toTheBank(page);
  const bank = page.url();
  await card(page, "4000 0000 0000 0002");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ждём оплаты");
  return async () => {
    const other = await page.context().newPage();
    await other.goto(bank);
    await other.getByRole("button", { name: "Ответить: деньги списаны" }).click();
  };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("the whole debt is paid, and the page says so by itself", async ({ page }) => {
      await signIn(page, "guide@example.org");
      await page.goto("/pay");
      await toTheBank(page);
      await card(page, "5555 5555 5555 4444");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
      await page.goto("/charges");
      await expect(page.getByRole("row").filter({ hasText: "12.2017" })).toContainText("Оплачено");
      await page.goto("/payments");
      await expect(page.getByRole("row").filter({ hasText: "25.01.2018" })).toContainText("4 611.59 ₽");
    });

    test("what is wrong with the form is said beside its field", async ({ page }) => {
      await signIn(page, "guide@example.org");
      await page.goto("/pay?what=sum&sum=100");
      await page.getByLabel("Эл. почта владельца").fill("anna@");
      await page.getByRole("button", { name: "Перейти к оплате" }).click();
      await expect(page.getByLabel("Эл. почта владельца")).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByLabel("Эл. почта владельца")).toHaveValue("anna@");
      await expect(page.getByRole("checkbox", { name: /принимаю условия/ })).toHaveAttribute("aria-invalid", "true");
    });
  });
}

test("a card without money pays nothing, and one may try again", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay");
  await toTheBank(page);
  await card(page, "2200 1117 5357 9001");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплата не прошла");
  await expect(page.getByRole("main")).toContainText("не хватает денег");
  await page.getByRole("link", { name: "Оплатить ещё раз" }).click();
  await expect(page).toHaveURL(/\/pay/);
});

test("the code of 3-D Secure is asked, and a wrong one is refused", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay");
  await toTheBank(page);
  await card(page, "5555 5555 5555 4477");
  await page.getByLabel("Код из СМС").fill("0000");
  await page.getByRole("button", { name: "Подтвердить" }).click();
  await expect(page.getByText(/Код не подошёл/)).toBeVisible();
  await page.getByLabel("Код из СМС").fill("1234");
  await page.getByRole("button", { name: "Подтвердить" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
});

test("a silent bank leaves the page waiting, which changes by itself when the bank answers", async ({ page }) => {
  const answer = await payInSilence(page);
  await answer();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
});

test("a page from before a payment catches up, and pays what is left", async ({ page, context }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay");
  await page.getByLabel("Телефон владельца").fill("+7 921 555-01-07");
  await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
  const other = await context.newPage();
  await other.goto("/pay?what=sum&sum=13");
  await toTheBank(other);
  await card(other, "5555 5555 5555 4444");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(page.getByText(/теперь долг 4\s598\.59/)).toBeVisible();
  await expect(page.getByText("Итого с учетом комиссии").locator("..")).toContainText("4 598.59 ₽");
  await expect(page.getByLabel("Телефон владельца")).toHaveValue("+7 921 555-01-07");
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(page).toHaveURL(/demo\/acquirer/);
});

test("the waiting page lives through a lost network, and still hears of the answer", async ({ page, context }) => {
  const answer = await payInSilence(page);
  await context.setOffline(true);
  await expect(page.getByText("Нет связи с порталом")).toBeVisible();
  await expect(page.getByText("Итого с учетом комиссии")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Нет связи с порталом")).toBeHidden();
  await answer();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
});

test("what is wrong with the sum stands beside the sum", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay?what=sum");
  await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(page.getByLabel("Сумма, ₽")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Укажите сумму. Пример: 4611.59.")).toBeVisible();
});

test("a bank's application reads the code of each sum", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay?what=sum&sum=100");
  const code = page.getByRole("img", { name: "QR-код: Квартплата, 100.00 ₽" });
  await expect(code).toBeHidden();
  await page.getByText("По QR-коду в приложении банка").click();
  await expect(code).toBeVisible();
  await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  expect(scanned(await code.screenshot())).toMatch(/^ST00012\|Name=.*\|Sum=10000\|Purpose=Квартплата, ЛС 7000418\|/);
});

test("any sum is told what it will close before it is paid", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay?what=sum&sum=5000");
  await expect(page.getByRole("main")).toContainText("Аванс на будущие начисления");
  await expect(page.getByRole("main")).toContainText("388.41 ₽");
});

test("the bank of the demo takes no card that could be real @desktop", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay");
  await toTheBank(page);
  await card(page, "4111 1111 1111 1111");
  await expect(page.getByText(/не тестовая карта/)).toBeVisible();
});
