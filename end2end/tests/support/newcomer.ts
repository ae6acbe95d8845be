import type { Page } from "@playwright/test";
import { expect, pressGreenButton } from "./test.js";

/** The account that nobody has registered yet, as the demo's sign-in page shows it: «7000533, Смирнова». */
export async function newcomer(page: Page): Promise<{ number: string; surname: string }> {
  await page.goto("/sign-in");
  const text = await page.getByText(/не зарегистрирован/).first().innerText();
  const number = /\d{5,}/.exec(text)?.[0];
  const surname = /[А-ЯЁ][а-яё]+(?=[.,»)]|$)/.exec(text.slice(text.indexOf(number ?? "")))?.[0];
  if (!number || !surname) throw new Error(`no number and surname in «${text}»`);
  return { number, surname };
}

/** Comes to the portal by the number of an account and the surname of its owner, and is at home. */
export async function register(
  page: Page, number: string, surname: string, person: { email: string; password: string },
): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("№ лицевого счета").fill(number);
  await page.getByLabel("Фамилия собственника").fill(surname);
  await page.getByLabel("Адрес e-mail").fill(person.email);
  await page.getByRole("checkbox", { name: /Согласен/ }).check();
  await page.getByRole("button", { name: "Зарегистрировать" }).click();
  await expect(page).toHaveURL(/sent/);
  await pressGreenButton(page, person.email);
  await page.getByLabel("Новый пароль").fill(person.password);
  await page.getByRole("button", { name: "Сохранить и войти" }).click();
  await expect(page).not.toHaveURL(/register/);
}
