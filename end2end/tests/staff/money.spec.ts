import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

const OWN = "40702810138250123017";

// As a bank exchanges it with 1C: incoming payments by number, payer's account, sum, payer, purpose; one that left.
function statement(...payments: [string, string, string, string, string][]): string {
  const documents = payments.map(
    ([number, account, sum, payer, purpose]) => `СекцияДокумент=Платежное поручение
Номер=${number}
Дата=20.01.2018
Сумма=${sum}
ПлательщикСчет=${account}
Плательщик1=${payer}
ПлательщикБанк1=ПАО СБЕРБАНК
ПолучательСчет=${OWN}
НазначениеПлатежа=${purpose}
КонецДокумента
`,
  );
  return `1CClientBankExchange\nВерсияФормата=1.03\nРасчСчет=${OWN}\n${documents.join("")}КонецФайла\n`;
}

const file = (text: string, name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text, "utf8") });

async function load(page: Page, text: string): Promise<void> {
  await page.goto("/staff/payments");
  await page.getByLabel("Банк", { exact: true }).fill("Сбербанк");
  await page.getByLabel("Файл", { exact: true }).setInputFiles(file(text, "kl_to_1c.txt"));
  await page.getByRole("button", { name: "Загрузить файл" }).click();
  await expect(page).toHaveURL(/\/staff\/imports\/[0-9a-f-]{36}/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a statement is loaded once, and what waits finds its account", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      const text = statement(
        ["15", "1", "100.00", "Ким Олег", "ЛС 7000418 за декабрь"],
        ["16", "2", "200.00", "Ким Олег", "за декабрь 7000418"],
        ["17", "3", "300.00", "ООО Ромашка", "аренда подвала"],
      );
      await load(page, text);
      await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
      await page.getByRole("button", { name: /^Загрузить 3 / }).click();
      await expect(page.getByRole("link", { name: "Разнести то, что ждёт" })).toBeVisible();

      await page.getByRole("link", { name: "Разнести то, что ждёт" }).click();
      const waiting = page.getByRole("listitem").filter({ hasText: "за декабрь 7000418" });
      await expect(waiting.getByText("номер счёта встретился в назначении")).toBeVisible();
      await waiting.getByRole("button", { name: "Разнести на ЛС 7000418" }).click();
      await expect(page.getByText(/Оплата разнесена/)).toBeVisible();

      const rent = page.getByRole("listitem").filter({ hasText: "ООО Ромашка" });
      await rent.getByText("Отложить или вернуть").click();
      await rent.getByLabel("Это не оплата жителя").check();
      await rent.getByRole("button", { name: "Отложить" }).click();
      await expect(page.getByText(/напишите почему/)).toBeVisible();
      const again = page.getByRole("listitem").filter({ hasText: "ООО Ромашка" });
      await expect(again.getByLabel("Это не оплата жителя")).toBeChecked();
      await again.getByLabel("Почему").fill("Аренда подвала, договор 12");
      await again.getByRole("button", { name: "Отложить" }).click();
      await expect(page.getByText(/Оплата отложена/)).toBeVisible();
      await expect(page.getByText("ООО Ромашка")).toHaveCount(0);

      await load(page, text);
      await expect(page.getByText("Всё в файле уже есть в портале")).toBeVisible();

      await page.goto("/staff/payments/settled");
      const settled = page.getByRole("listitem").filter({ hasText: "на ЛС 7000418" });
      await settled.getByText("Снять со счёта", { exact: true }).click();
      await settled.getByRole("button", { name: "Да, снять со счёта" }).click();
      await expect(page.getByText("Оплата снова ждёт разнесения")).toBeVisible();
    });

    test("a load of payments is undone with a reason, and comes again", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      const text = statement(["25", "9", "150.00", "Ким Олег", "ЛС 7000418 за ноябрь"]);
      await load(page, text);
      await expect(page.getByText("Пока ничего не записано.")).toBeVisible({ timeout: 15_000 });
      await page.getByRole("button", { name: /^Загрузить 1 / }).click();
      await expect(page.getByText(/Загружено: 1 оплата/)).toBeVisible({ timeout: 15_000 });
      await page.getByText("Отменить загрузку", { exact: true }).click();
      await page.getByRole("button", { name: "Да, отменить" }).click();
      await expect(page.getByText(/Напишите, почему отменяете загрузку/)).toBeVisible();
      await page.getByLabel("Почему").fill("Выписку загрузили дважды");
      await page.getByRole("button", { name: "Да, отменить" }).click();
      await expect(page.getByText(/её оплаты сняты со счетов/)).toBeVisible({ timeout: 15_000 });
      await expect(page.getByText("Выписку загрузили дважды")).toBeVisible();
      await expect(page.getByRole("row").getByText("отменено", { exact: true })).toBeVisible();

      await load(page, text);
      await expect(page.getByRole("button", { name: /^Загрузить 1 / })).toBeVisible({ timeout: 15_000 });
    });

    test("charges are looked at, published, and heard of", async ({ page }) => {
      await signIn(page, "accountant@example.org");
      await page.goto("/staff/charges");
      const rows = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n01.2018;7000418;ЖКУ;99000;99000\n";
      await page.getByLabel("Таблица из бухгалтерии").setInputFiles(file(rows, "Январь.csv"));
      await page.getByRole("button", { name: "Загрузить файл" }).click();
      await page.getByRole("button", { name: "Проверить строки" }).click();
      await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
      await page.getByRole("link", { name: "Разница с прошлым месяцем" }).click();
      await expect(page.getByText("Суммы сходятся до копейки")).toBeVisible();
      await expect(page.getByText("вдвое больше")).toBeVisible();
      await page.getByText("Опубликовать", { exact: true }).click();
      await page.getByRole("button", { name: "Да, опубликовать" }).click();
      await expect(page.getByText(/Загружено: 1 начисление/)).toBeVisible();
    });
  });
}

test("those who owe are chosen, and written to once a day", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await page.goto("/staff/debtors");
  const debtor = page.getByRole("listitem").filter({ has: page.getByRole("checkbox", { disabled: false }) }).first();
  await debtor.getByRole("checkbox").check();
  await page.getByText("Написать выбранным").click();
  await page.getByRole("button", { name: "Да, отправить" }).click();
  await expect(page.getByText("Писем: 1")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Скачать CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Должники.csv");
});

test("pages of the money desk fit, and are read aloud", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await load(page, statement(["16", "2", "200.00", "Ким Олег", "за декабрь 7000418"]));
  await expect(page.getByText("Пока ничего не записано.")).toBeVisible();
  await page.getByRole("button", { name: /^Загрузить 1 / }).click();
  await expect(page.getByRole("link", { name: "Разнести то, что ждёт" })).toBeVisible();
  for (const path of ["payments", "payments/settled", "payments/days", "charges", "debtors"]) {
    await page.goto(`/staff/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("another role sees nothing of it", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  for (const path of ["payments", "payments/settled", "payments/days", "charges", "debtors"]) {
    await page.goto(`/staff/${path}`);
    await expect(page.getByRole("heading", { name: "Такой страницы нет" })).toBeVisible();
  }
});
