// A month of a company of seven thousand accounts, from readings to debtors, each role by itself and all on one portal.
import { exchanged, OWN, payByCard } from "../support/bank.js";
import {
  chargesFile, dueTo, type Flat, flatsOf, isOdd, numberOf, plain, RENT, REPAIRS, rubles, sberFile, services, sum,
  windows1251,
} from "../support/books.js";
import { ACCOUNTS, expect, test } from "../support/company.js";
import { digits, expectStat, file, look, saved, stat, WORK } from "../support/desk.js";
import {
  billsOf, CREDIT, IN_HOUSE, isSilent, isStrange, isWrong, LEFT_OUT, MISCOUNTED, MISTAKE, readingsOf,
} from "../support/january.js";
import { register } from "../support/newcomer.js";
import { pagesOf } from "../support/pdf.js";
import { cells, expectAccessible, GUIDE_DAY, signIn } from "../support/test.js";

test.describe.configure({ mode: "serial", timeout: 240_000 });

const HOUSE = "Авиаторов 100";
const RESIDENT = { at: 0, email: "first@example.org", password: "зелёная кнопка 7" };
/** Gives readings by telephone. */
const CALLER = 119;
/** What the resident pays, what of it is given back. */
const PAID = 100_000;
const BACK = 10_000;

// What the steps of the story hand on.
let flats: Flat[] = [];
let strange = 0;
const january: number[][] = [];
/** Payments that wait for somebody to say whose they are: the demo has some of its own. */
let waited = { count: 0, sum: 0 };
const paid = Array.from({ length: ACCOUNTS }, () => [0, 0]);

test("a dispatcher finds whoever calls in each way, and writes readings down with the keyboard alone @desktop", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  const ask = async (asked: string) => {
    await page.goto("/staff/enter");
    await expect(page.getByRole("main").getByLabel("Кто звонит")).toBeFocused();
    await page.keyboard.type(asked);
    await page.keyboard.press("Enter");
    await expect(page.getByText(`ЛС ${numberOf(CALLER)}`)).toBeVisible();
  };
  await ask("авиаторов 100 120");
  const [surname = ""] = (await page.locator(".found b").first().innerText()).split(" ");
  await page.goto(`/staff/search?q=${surname}`);
  await expect(page.locator(".found b").filter({ hasText: surname }).first()).toBeVisible();

  await ask(numberOf(CALLER));
  await expect(page.locator(".found a").first()).toBeFocused();
  await page.keyboard.press("Enter");
  const cold = page.getByLabel(/^Текущие показания, ХВС/);
  await expect(cold).toBeFocused();
  const before = await page.getByRole("rowgroup", { name: "ХВС", exact: true }).getByRole("cell").first().innerText();
  await page.keyboard.type(String(Math.trunc(parseFloat(before)) + 4));
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Принято 1 из 1/)).toBeVisible();
});

test("an accountant takes everybody's readings from Sber's file @desktop", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await page.goto("/staff/months?period=2017-12");
  flats = flatsOf(await saved(page, page.getByRole("link", { name: "Скачать Сбер" })));
  expect(flats).toHaveLength(ACCOUNTS);
  expect(flats.every((flat, at) => flat.at === at && flat.meters.length === 3)).toBe(true);

  const now = readingsOf(flats);
  const wrong = now.filter((flat) => isWrong(flat.at)).length;
  strange = now.filter((flat) => isStrange(flat.at)).length;

  await page.goto("/staff/imports");
  await page.getByRole("radio", { name: "Последние показания" }).check();
  await look(page, "Таблица", file("Сбер.txt", windows1251(sberFile(now, "20.01.2018"))));
  await expectStat(page, "Новых", String(now.length * 3 - wrong));
  await expectStat(page, "Отказано", String(wrong));
  await page.getByRole("button", { name: new RegExp(`^Загрузить ${now.length * 3 - wrong} `) }).click();
  await expect(page.getByText(new RegExp(`Загружено: ${now.length * 3 - wrong} `))).toBeVisible(WORK);
  for (const flat of now) if (!isWrong(flat.at)) flats[flat.at] = flat;
});

test("a dispatcher sees who gave nothing, and decides about what is strange @desktop", async ({ page }) => {
  await signIn(page, "dispatcher@example.org");
  await page.goto("/staff/months");
  const house = page.getByRole("listitem").filter({ has: page.getByText(HOUSE, { exact: true }) });
  // Twelve flats with three meters, one of which was given by telephone.
  const wrong = flats.slice(0, IN_HOUSE).filter((flat) => isWrong(flat.at)).length;
  await house.getByRole("link", { name: `Не сдано ${12 * 3 - 1 + wrong}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Кто не сдал");
  await expect(page.locator(".missing")).toHaveCount(12 + wrong);
  await expect(page.locator(".missing").last()).toContainText(/посчитаем среднее/);

  await page.goto("/staff/readings");
  await expect(page.getByRole("link", { name: `Все вопросы ${strange}` })).toBeVisible();
  await expectAccessible(page);
  const first = page.locator("a.job--reading").first();
  await first.click();
  await page.getByRole("button", { name: "Принять" }).click();
  await expect(page.getByText("Принято: житель увидит это в кабинете")).toBeVisible();
  await expect(page.getByRole("link", { name: `Все вопросы ${strange - 1}` })).toBeVisible();
  await first.click();
  await page.locator("summary", { hasText: "Отклонить и попросить другое" }).click();
  await page.getByLabel("Почему").fill("Проверьте последнюю цифру");
  await page.getByRole("button", { name: "Отклонить" }).click();
  await expect(page.getByText(/Отклонено: житель прочтёт причину/)).toBeVisible();
});

test("an accountant ends the month of a house and takes the readings away @desktop", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await page.goto("/staff/months");
  const house = page.getByRole("listitem").filter({ has: page.getByText(HOUSE, { exact: true }) });
  await house.locator("summary", { hasText: "Закрыть месяц" }).click();
  await house.getByRole("button", { name: "Да, закрыть" }).click();
  await expect(page.getByText("Месяц закрыт")).toBeVisible();
  await expect(house).toContainText("закрыт 25.01.2018");

  const csv = (await saved(page, page.getByRole("link", { name: "Скачать CSV" }))).toString("utf8");
  const given = new Map(csv.split(/\r?\n/).slice(1).map((line) => line.split(";")).map((row) => [`${row[0]} ${row[4]}`, row[5]]));
  const expected = flats.filter((flat) => !isSilent(flat.at) && !isWrong(flat.at));
  const differ = expected.flatMap((flat) => flat.meters.map((meter) => [`${flat.number} ${meter.serial}`, meter.value] as const))
    .filter(([key, value]) => given.has(key) && parseFloat(given.get(key)!.replace(",", ".")) !== value / 1000);
  expect(differ).toEqual([]);
  expect(expected.every((flat) => flat.meters.some((meter) => given.has(`${flat.number} ${meter.serial}`)))).toBe(true);
});

test("a resident comes to the portal @desktop", async ({ page }) => {
  await register(page, numberOf(RESIDENT.at), flats[RESIDENT.at]!.owner.split(" ")[0]!, RESIDENT);
  await expect(page.getByRole("banner")).toContainText(numberOf(RESIDENT.at));
});

test("an accountant looks at the charges of all, publishes them, and prints a house @desktop", async ({ page, company }) => {
  const bills = billsOf(flats);
  for (const flat of flats) {
    const list = bills.get(flat.number) ?? [];
    january[flat.at] = [dueTo(RENT, list), dueTo(REPAIRS, list)];
  }
  const was = company.december.map((list) => [dueTo(RENT, list), dueTo(REPAIRS, list)]);
  const right = chargesFile("01.2018", bills);
  const miscounted = services(MISCOUNTED, 2_000, 1_500);
  january[MISCOUNTED] = [dueTo(RENT, miscounted), dueTo(REPAIRS, miscounted)];
  // One line of one account does not add up: the bills of the account wait as a whole.
  const line = new RegExp(`(01\\.2018;${numberOf(MISCOUNTED)};${RENT};ХВС;.*;)([\\d,]+)\n`);
  const wrong = right.replace(line, (_, start: string, due: string) =>
    `${start}${plain(Math.round(parseFloat(due.replace(",", ".")) * 100) + MISTAKE)}\n`);
  expect(wrong).not.toBe(right);

  await signIn(page, "accountant@example.org");
  await page.goto("/staff/charges");
  await look(page, "Таблица из бухгалтерии", file("Январь.csv", windows1251(wrong.replaceAll("²", "2").replaceAll("³", "3"))));
  await expectStat(page, "Отказано", String(miscounted.length));
  await page.getByRole("link", { name: "Разница с прошлым месяцем" }).click();
  const drafted = january.flatMap((of, at) =>
    at === LEFT_OUT || at === MISCOUNTED ? [] : of.map((now, to) => ({ now, was: was[at]![to]! })));
  await expectStat(page, "Счетов", String(drafted.length));
  await expectStat(page, "Начислено", rubles(sum(drafted.map((bill) => bill.now))));
  await expectStat(page, "К прошлому месяцу", rubles(sum(drafted.map((bill) => bill.now - bill.was))));
  await expectStat(page, "Необычных", String(drafted.filter((bill) => isOdd(bill.was, bill.now)).length));
  await expect(page.getByText(`Отказано строк: ${miscounted.length}`)).toBeVisible();
  await expect(page.getByText(/В прошлом месяце начисляли, в этом нет/)).toBeVisible();
  await expect(page.getByText(numberOf(LEFT_OUT))).toBeVisible();
  const oddest = page.locator(".draft").first();
  await expect(oddest).toContainText(numberOf(CREDIT));
  await expect(oddest).toContainText("меньше нуля");
  await expect(oddest).toContainText(rubles(january[CREDIT]![0]!));
  await page.getByText("Опубликовать", { exact: true }).click();
  await page.getByRole("button", { name: "Да, опубликовать" }).click();
  await expect(page.getByText(/Загружено: \d+ начислен/)).toBeVisible(WORK);

  // The account that was left out follows, a kopeck off as another accounting rounds.
  miscounted[0]!.off = 1;
  january[MISCOUNTED] = [dueTo(RENT, miscounted), dueTo(REPAIRS, miscounted)];
  await page.goto("/staff/charges");
  await look(page, "Таблица из бухгалтерии", file("Исправление.csv", chargesFile("01.2018", [[numberOf(MISCOUNTED), miscounted]])));
  await page.getByRole("link", { name: "Разница с прошлым месяцем" }).click();
  // One line is a kopeck off, and 1 is what should stand here: it is told once for each bill of the account.
  await expect(page.getByText(/Расходятся на копейку и взяты как есть: [12]/)).toBeVisible();
  await page.getByText("Опубликовать", { exact: true }).click();
  await page.getByRole("button", { name: "Да, опубликовать" }).click();
  await expect(page.getByText(/Загружено: \d+ начислен/)).toBeVisible(WORK);

  await page.goto("/staff/charges");
  await expectAccessible(page);
  await page.getByLabel("Дом", { exact: true }).selectOption({ label: HOUSE });
  await page.getByLabel("Месяц", { exact: true }).selectOption("2018-01");
  const pdf = await saved(page, page.getByRole("button", { name: "Скачать PDF" }));
  expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  // A sheet for each flat and recipient; the credit note is in this house too.
  expect(pagesOf(pdf)).toBe(IN_HOUSE * 2);
});

test("a resident hears of the bill, reads it, and pays a part @desktop", async ({ page, company }) => {
  const bills = company.december[RESIDENT.at]!;
  const owed = dueTo(RENT, bills) + dueTo(REPAIRS, bills) + sum(january[RESIDENT.at]!);
  await signIn(page, RESIDENT.email, RESIDENT.password);
  await page.goto("/notices");
  await expect(page.getByText("Начисления за 01.2018 готовы").first()).toBeVisible();
  await page.goto("/charges");
  const rows = (await cells(page.getByRole("table"))).filter((row) => row[0] === "01.2018");
  expect(rows.map((row) => row[3]).sort()).toEqual(january[RESIDENT.at]!.map(rubles).sort());
  await expect(page.getByRole("heading", { name: "Текущий баланс" }).locator("..")).toContainText(rubles(owed));
  await expectAccessible(page);
  await page.getByRole("link", { name: /Квитанция/ }).first().click();
  await expect(page.getByRole("main")).toContainText(numberOf(RESIDENT.at));

  await page.goto(`/pay?what=sum&sum=${PAID / 100}`);
  await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(page).toHaveURL(/demo\/acquirer/);
  await payByCard(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
  await page.goto("/charges");
  await expect(page.getByRole("heading", { name: "Текущий баланс" }).locator("..")).toContainText(rubles(owed - PAID));
});

/** Accounts whose December a bank's registry pays, and whose January too. */
const paysDecember = (at: number) => at % 7 !== 0;
const paysAll = (at: number) => at % 7 === 1 && at !== CREDIT && at !== LEFT_OUT;
const UNKNOWN = 77_700;
const UNSURE = { at: 4, sum: 25_000 };
interface Came { at: number; to: 0 | 1; sum: number }

test("what banks send finds its accounts once, and the rest is worked through @desktop", async ({ page, company }) => {
  const was = company.december.map((list) => [dueTo(RENT, list), dueTo(REPAIRS, list)]);
  const registry: Came[] = [];
  const statement: Came[] = [];
  for (let at = 0; at < ACCOUNTS; at++) {
    if (paysDecember(at)) registry.push({ at, to: 0, sum: was[at]![0]! });
    if (paysAll(at)) registry.push({ at, to: 0, sum: january[at]![0]! });
    if (paysAll(at)) statement.push({ at, to: 1, sum: was[at]![1]! + january[at]![1]! });
    else if (paysDecember(at) && at % 2 === 0) statement.push({ at, to: 1, sum: was[at]![1]! });
  }
  for (const { at, to, sum } of [...registry, ...statement]) paid[at]![to]! += sum;
  await signIn(page, "accountant@example.org");

  // A registry: columns are chosen once, then the bank's are known.
  const lines = registry.map(({ at, sum }, number) =>
    `20.01.2018;${1_000 + number};${numberOf(at)};${flats[at]!.owner};${RENT};${plain(sum)};ЖКУ`);
  lines.push(`20.01.2018;999;9999999;Ким Олег;${RENT};${plain(UNKNOWN)};ЖКУ`);
  const table = windows1251(
    `Дата платежа;Номер операции;ЛС;ФИО;Получатель;Сумма платежа;Назначение платежа\n${lines.join("\n")}\n`);
  const fromRegistry = sum(registry.map((of) => of.sum));
  const bank = async (name: string, of: ReturnType<typeof file>, columns: boolean) => {
    await page.goto("/staff/payments");
    await page.getByLabel("Банк", { exact: true }).fill(name);
    await look(page, "Файл", of, columns);
  };
  await page.goto("/staff/payments");
  const [count, sumOf] = [await stat(page, "Ждут разнесения").innerText(), await stat(page, "На сумму").innerText()];
  waited = { count: Number(digits(count)), sum: Number(digits(sumOf)) };
  await bank("Сбербанк", file("реестр.csv", table), true);
  await expectStat(page, "Новых", String(registry.length));
  await expectStat(page, "В очередь", "1");
  await expectStat(page, "Пришло", rubles(fromRegistry + UNKNOWN));
  await expectStat(page, "На счета", rubles(fromRegistry));
  await expectStat(page, "Ждёт", rubles(UNKNOWN));
  await page.getByRole("button", { name: new RegExp(`^Загрузить ${registry.length + 1} `) }).click();
  await expect(page.getByRole("link", { name: "Разнести то, что ждёт" })).toBeVisible(WORK);

  // A statement for 1C: numbers stand in purposes; one is not certain, one is rent, one is the acquirer's.
  const text = exchanged([
    ...statement.map(({ at, to, sum }, number) => ({
      number: 20_000 + number, from: number, to: OWN[to === 0 ? RENT : REPAIRS]!, sum, payer: flats[at]!.owner,
      purpose: `ЛС ${numberOf(at)} взнос на капремонт`,
    })),
    { number: 1, from: 90_001, to: OWN[RENT]!, sum: UNSURE.sum, payer: "Ким Олег", purpose: `за декабрь ${numberOf(UNSURE.at)}` },
    { number: 2, from: 90_002, to: OWN[RENT]!, sum: 30_000, payer: "ООО Ромашка", purpose: "аренда подвала" },
    { number: 3, from: 90_003, to: OWN[RENT]!, sum: PAID - BACK, payer: "НКО Эквайер", purpose: "перечисление за 25 число" },
  ]);
  await bank("ВТБ", file("kl_to_1c.txt", windows1251(text)), false);
  const fromStatement = sum(statement.map((of) => of.sum));
  await expectStat(page, "На счета", rubles(fromStatement));
  await expectStat(page, "Ждёт", rubles(UNSURE.sum + 30_000 + PAID - BACK));
  await page.getByRole("button", { name: new RegExp(`^Загрузить ${statement.length + 3} `) }).click();
  await page.getByRole("link", { name: "Разнести то, что ждёт" }).click(WORK);

  const desk = page.getByRole("listitem");
  await expectAccessible(page);
  const unsure = desk.filter({ hasText: `за декабрь ${numberOf(UNSURE.at)}` });
  await unsure.getByRole("button", { name: `Разнести на ЛС ${numberOf(UNSURE.at)}` }).click();
  await expect(page.getByText(/Оплата разнесена/)).toBeVisible();
  paid[UNSURE.at]![0]! += UNSURE.sum;
  const rent = desk.filter({ hasText: "ООО Ромашка" });
  await rent.getByText("Отложить или вернуть").click();
  await rent.getByLabel("Это не оплата жителя").check();
  await rent.getByLabel("Почему").fill("Аренда подвала, договор 12");
  await rent.getByRole("button", { name: "Отложить" }).click();
  await expect(page.getByText(/Оплата отложена/)).toBeVisible();
  const acquirer = desk.filter({ hasText: "НКО Эквайер" });
  await acquirer.getByText("Отложить или вернуть").click();
  await acquirer.getByLabel("Эквайер перечислил оплаты за день").check();
  await acquirer.getByLabel("За какой день").fill(GUIDE_DAY);
  await acquirer.getByRole("button", { name: "Отложить" }).click();
  await expect(page.getByText("НКО Эквайер")).toHaveCount(0);
  waited = { count: waited.count + 1, sum: waited.sum + UNKNOWN };
  await expectStat(page, "Ждут разнесения", String(waited.count));
  await expectStat(page, "На сумму", rubles(waited.sum));
  await page.goto("/staff");
  await expect(page.getByRole("heading", { level: 2, name: "Невыясненные платежи" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(new RegExp(`${waited.count} плат[её]ж`));
  await expect(page.getByRole("main")).toContainText(`на ${rubles(waited.sum)}`);

  for (const [name, of] of [["Сбербанк", file("реестр.csv", table)], ["ВТБ", file("kl_to_1c.txt", windows1251(text))]] as const) {
    await bank(name, of, false);
    await expect(page.getByText("Всё в файле уже есть в портале")).toBeVisible(WORK);
  }
});

test("an accountant gives money back, and the acquirer's day agrees @desktop", async ({ page }) => {
  await signIn(page, "accountant@example.org");
  await page.goto("/staff/registry/buildings");
  await page.getByLabel("Найти", { exact: true }).fill(numberOf(RESIDENT.at));
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: new RegExp(`ЛС ${numberOf(RESIDENT.at)}`) }).first().click();
  await expect(page.getByRole("heading", { name: `ЛС ${numberOf(RESIDENT.at)}` })).toBeVisible();
  await page.goto(`/staff/payments/days?day=${GUIDE_DAY}`);
  const row = page.getByRole("row").filter({ hasText: "25.01.2018" });
  await expect(row).toContainText(rubles(PAID));
  await expect(row).toContainText(`${rubles(BACK)} не пришло`);
  const payment = page.getByRole("listitem").filter({ hasText: `ЛС ${numberOf(RESIDENT.at)}` }).first();
  await payment.getByText("Вернуть", { exact: true }).click();
  await payment.getByLabel("Сумма возврата").fill(plain(BACK));
  await payment.getByLabel("Почему").fill("Оплачено дважды");
  await payment.getByRole("button", { name: "Да, вернуть" }).click();
  await expect(page.getByText("Возврат начат")).toBeVisible();
  await expect(async () => {
    await page.goto(`/staff/payments/days?day=${GUIDE_DAY}`);
    await expect(row).toContainText("сходится", { timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
});

test("a manager looks at the month and writes to those who owe @desktop", async ({ page, company }) => {
  await signIn(page, "manager@example.org");
  await page.goto("/staff");
  await expect(page.getByRole("heading", { level: 2, name: /Показания за январь/ })).toBeVisible();
  const given = /Сдано \d+ из \d+/.exec(await page.getByRole("main").innerText())?.[0] ?? "";
  await expectAccessible(page);
  await page.getByRole("link", { name: "Все дома" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Сдача по домам");
  await expect(page.getByText(given)).toBeVisible();

  const owed = new Map<string, string>();
  const all = company.december.map((list, at) => {
    const parts = [RENT, REPAIRS].map((recipient, to) => dueTo(recipient, list) + january[at]![to]! - paid[at]![to]!);
    return sum(parts.map((part) => Math.max(0, part))) - (at === RESIDENT.at ? PAID - BACK : 0);
  });
  all.forEach((debt, at) => debt > 0 && owed.set(numberOf(at), plain(debt)));

  await page.goto("/staff/debtors");
  const csv = (await saved(page, page.getByRole("link", { name: "Скачать CSV" }))).toString("utf8");
  const rows = csv.split(/\r?\n/).slice(1).filter(Boolean).map((line) => line.split(";"));
  const told = new Map(rows.map((row) => [row[0]!, row[4]!]));
  const differ = [...owed].filter(([number, debt]) => told.get(number) !== debt).map(([number, debt]) => [number, debt, told.get(number)]);
  expect(differ).toEqual([]);
  const beyond = rows.filter((row) => Number(row[0]) > 9_000_000 && !owed.has(row[0]!));
  expect(beyond).toEqual([]);
  const whole = sum(rows.map((row) => Math.round(parseFloat(row[4]!.replace(",", ".")) * 100)));
  await expectStat(page, "Должников", String(rows.length));
  await expectStat(page, "Долг", rubles(whole));

  await page.locator("details.filter summary").click();
  await page.getByLabel("Дом", { exact: true }).selectOption({ label: HOUSE });
  await page.getByLabel("Долг от, ₽").fill(plain(all[RESIDENT.at]!));
  await page.getByLabel("Месяцев от").fill("1");
  await page.getByRole("button", { name: "Показать" }).click();
  await expect(page.getByText("Отбор: 3")).toBeVisible();
  const own = page.getByRole("checkbox", { name: `Выбрать ЛС ${numberOf(RESIDENT.at)}` });
  // The greatest debts come first, in parts.
  while (!(await own.isVisible())) {
    await page.goto((await page.getByRole("link", { name: "Следующие" }).getAttribute("href"))!);
  }
  await expectAccessible(page);
  await own.check();
  await page.getByText("Написать выбранным").click();
  await page.getByRole("button", { name: "Да, отправить" }).click();
  await expect(page.getByText("Писем: 1")).toBeVisible();

  const letter = page.getByRole("article").filter({ hasText: `Кому: ${RESIDENT.email}` }).filter({ hasText: rubles(all[RESIDENT.at]!) });
  await expect(async () => {
    await page.goto("/demo/mailbox");
    await expect(letter.first()).toBeVisible({ timeout: 500 });
  }).toPass();
});

test("an administrator reads whose data the accountant saw between two moments @desktop", async ({ page }) => {
  await signIn(page, "admin@example.org");
  const between = (from: string, to: string) =>
    page.goto(`/staff/audit?who=accountant@example.org&what=looks&from=${GUIDE_DAY}T${from}&to=${GUIDE_DAY}T${to}`);
  await between("08:00", "12:00");
  await expect(page.getByText("За это время данных лицевых счетов не видел.")).toBeVisible();
  await expect(page.getByText("Таких записей нет")).toBeVisible();
  await between("12:00", "18:00");
  // Whose cards were opened, and whose names and sums stood in lists, is told one by one.
  await expect(page.getByRole("link", { name: `ЛС ${numberOf(RESIDENT.at)}`, exact: true })).toBeVisible();
  await expectAccessible(page);
  const kinds = { "charges.looked_at": "Открыл проект начислений", "payment.looked_at": "Видел список оплат", "receipts.printed": "Напечатал" };
  for (const [kind, words] of Object.entries(kinds)) {
    await page.goto(`/staff/audit?who=accountant@example.org&what=${kind}&from=${GUIDE_DAY}T12:00`);
    await expect(page.getByRole("listitem").filter({ hasText: words }).first()).toBeVisible();
  }
});
