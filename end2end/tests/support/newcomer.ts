import type { Page } from "@playwright/test";

/** The account that nobody has registered yet, as the demo's sign-in page shows it: «7000533, Смирнова». */
export async function newcomer(page: Page): Promise<{ number: string; surname: string }> {
  await page.goto("/sign-in");
  const text = await page.getByText(/не зарегистрирован/).first().innerText();
  const number = /\d{5,}/.exec(text)?.[0];
  const surname = /[А-ЯЁ][а-яё]+(?=[.,»)]|$)/.exec(text.slice(text.indexOf(number ?? "")))?.[0];
  if (!number || !surname) throw new Error(`no number and surname in «${text}»`);
  return { number, surname };
}
