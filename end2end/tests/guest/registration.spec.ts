import type { Page } from "@playwright/test";
import { newcomer } from "../support/newcomer.js";
import { expect, pressGreenButton, signIn, test } from "../support/test.js";

const EMAIL = "newcomer@example.org";
const NEW_PASSWORD = "зелёная кнопка 7";

async function register(page: Page, number: string, surname: string, email = EMAIL): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("№ лицевого счета").fill(number);
  await page.getByLabel("Фамилия собственника").fill(surname);
  await page.getByLabel("Адрес e-mail").fill(email);
  await page.getByRole("checkbox", { name: /Согласен/ }).check();
  await page.getByRole("button", { name: "Зарегистрировать" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a newcomer registers from the letter and is at home", async ({ page }) => {
      const { number, surname } = await newcomer(page);
      await register(page, ` ${number} `, surname.toUpperCase());
      await expect(page).toHaveURL(/sent/);
      await expect(page.getByRole("main")).toContainText(/письмо/i);

      const link = await pressGreenButton(page, EMAIL);
      await page.getByLabel("Новый пароль").fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Сохранить и войти" }).click();
      await expect(page).not.toHaveURL(/register/);
      await signIn(page, EMAIL, NEW_PASSWORD);
      await page.goto("/");
      await expect(page.getByRole("banner")).toContainText(number);

      await page.goto(link);
      await expect(page.getByRole("main")).toContainText("Ссылка больше не действует");
    });

    test("what is wrong is said beside its field, and nothing typed is lost", async ({ page }) => {
      await register(page, "7000;418", "Петрова", "not-an-address");
      await expect(page.getByRole("main")).toContainText("«;»");
      await expect(page.getByLabel("№ лицевого счета")).toHaveValue("7000;418");
      await expect(page.getByLabel("Фамилия собственника")).toHaveValue("Петрова");
      await expect(page.getByLabel("Адрес e-mail")).toHaveValue("not-an-address");
      await expect(page.getByLabel("№ лицевого счета")).toHaveAttribute("aria-invalid", "true");
    });
  });
}

test("a wrong surname, an unknown account and a right pair get the same answer", async ({ page }) => {
  const { number, surname } = await newcomer(page);
  const answers = new Set<string>();
  for (const [account, name] of [[number, surname], [number, "Неверная"], ["9999999", surname]] as const) {
    await register(page, account, name);
    await expect(page).toHaveURL(/sent/);
    answers.add((await page.getByRole("main").innerText()).replaceAll(account, "№"));
  }
  expect(answers.size).toBe(1);
});

test("consent is never ticked beforehand, and its text can be read", async ({ page }) => {
  await page.goto("/register");
  await expect(page.getByRole("checkbox", { name: /Согласен/ })).not.toBeChecked();
  await expect(page.getByText("Текст согласия").first()).toBeVisible();
});
