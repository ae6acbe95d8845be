// What banks send, and the page of the demo's bank.
import type { Page } from "@playwright/test";
import { plain, RENT, REPAIRS } from "./books.js";

/** Whom residents pay, by name. */
export const OWN = { [RENT]: "40702810800000000001", [REPAIRS]: "40604810800000000002" };

export interface Order {
  number: number;
  from: number;
  to: string;
  sum: number;
  payer: string;
  purpose: string;
}

/** As a bank exchanges it with 1C. */
export function exchanged(orders: Order[]): string {
  const documents = orders.map(({ number, from, to, sum, payer, purpose }) => `СекцияДокумент=Платежное поручение
Номер=${number}
Дата=22.01.2018
Сумма=${plain(sum).replace(",", ".")}
ПлательщикСчет=4081781000000${String(from).padStart(7, "0")}
Плательщик1=${payer}
ПлательщикБанк1=ПАО ВТБ
ПолучательСчет=${to}
НазначениеПлатежа=${purpose}
КонецДокумента
`);
  const own = Object.values(OWN).map((account) => `РасчСчет=${account}\n`).join("");
  return `1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\n${own}${documents.join("")}КонецФайла\n`;
}

/** A card that the bank of the demo takes. */
export async function payByCard(page: Page): Promise<void> {
  await page.getByLabel("Номер карты").fill("5555 5555 5555 4444");
  await page.getByLabel(/Действительна до/).fill("12/30");
  await page.getByLabel(/CVC2/).fill("123");
  await page.getByLabel("Имя держателя карты").fill("ANNA PETROVA");
  await page.getByRole("button", { name: /^Оплатить/ }).click();
}
