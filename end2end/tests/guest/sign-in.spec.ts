import { expect, PASSWORD, pressGreenButton, signIn, test } from "../support/test.js";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a guest is led to the sign-in page, and from there to where they wanted", async ({ page }) => {
      await page.goto("/readings/history");
      await expect(page).toHaveURL(/\/sign-in/);
      await page.getByLabel("Адрес e-mail").fill("guide@example.org");
      await page.getByLabel("Пароль", { exact: true }).fill(PASSWORD);
      await page.getByRole("button", { name: "Войти" }).click();
      await expect(page).toHaveURL(/\/readings\/history$/);
    });

    test("a wrong password and an unknown e-mail get the same answer", async ({ page }) => {
      const answers = new Set<string>();
      for (const email of ["guide@example.org", "nobody@example.org"]) {
        await page.goto("/sign-in");
        await page.getByLabel("Адрес e-mail").fill(email);
        await page.getByLabel("Пароль", { exact: true }).fill("wrong-password");
        await page.getByRole("button", { name: "Войти" }).click();
        const answer = page.getByText(/E-mail и пароль не подошли/);
        await expect(answer).toBeVisible();
        await expect(page.getByLabel("Адрес e-mail")).toHaveValue(email);
        answers.add(await answer.innerText());
      }
      expect(answers.size).toBe(1);
    });

    test("a forgotten password is set anew from the letter", async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Забыли пароль?" }).click();
      await expect(page.getByRole("heading", { name: "Забыли пароль?" })).toBeVisible();
      await page.getByLabel("Адрес e-mail").fill("guide@example.org");
      await page.getByRole("button", { name: "Прислать письмо" }).click();
      await expect(page).toHaveURL(/sent/);
      await expect(page.getByRole("main")).toContainText(/письмо/i);

      await pressGreenButton(page, "guide@example.org");
      await page.getByLabel("Новый пароль").fill("новый длинный пароль");
      await page.getByRole("button", { name: "Сохранить и войти" }).click();
      await expect(page).not.toHaveURL(/recover/);
      await signIn(page, "guide@example.org", "новый длинный пароль");
    });
  });
}

test("after Выход the back button shows nothing", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/profile");
  await page.getByRole("button", { name: "Выход" }).first().click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto("/readings");
  await expect(page).toHaveURL(/sign-in/);
});
