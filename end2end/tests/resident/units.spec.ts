import { newcomer } from "../support/newcomer.js";
import { expect, pressGreenButton, signIn, test } from "../support/test.js";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("choosing another account keeps the section", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/readings/history");
      const switcher = page.getByLabel(/Выбрать другой ЛС/);
      const before = await switcher.innerText();
      await switcher.click();
      await page.getByRole("banner").getByRole("button", { name: /^ЛС/ }).first().click();
      await expect(page).toHaveURL(/\/readings\/history/);
      await expect.poll(() => switcher.innerText()).not.toBe(before);
    });

    test("what leads to a page of another account opens that one, if it is one's own", async ({ page }) => {
      await signIn(page, "resident@example.org");
      await page.goto("/readings");
      const switcher = page.getByLabel(/Выбрать другой ЛС/);
      const open = /\d+/.exec(await switcher.innerText())![0];
      await switcher.click();
      const other = /\d+/.exec(await page.getByRole("banner").getByRole("button", { name: /^ЛС/ }).first().innerText())![0];
      await page.goto(`/readings?account=${other}`);
      await expect(page).toHaveURL(/\/readings$/);
      await expect(switcher).toContainText(other);
      // Not one's own, or none: the page is as it was.
      for (const strange of ["7000418", "", "%FF"]) {
        await page.goto(`/pay?account=${strange}`);
        await expect(switcher).toContainText(other);
      }
      await page.goto(`/payments?account=${open}`);
      await expect(switcher).toContainText(open);
    });

    test("a unit is added from the letter, without signing out", async ({ page }) => {
      const { number, surname } = await newcomer(page);
      await signIn(page, "resident@example.org");
      await page.goto("/units/add");
      await page.getByLabel("№ лицевого счета").fill(number);
      await page.getByLabel("Фамилия собственника").fill(surname);
      await page.getByRole("main").getByRole("button", { name: /Добавить/ }).click();
      await expect(page).toHaveURL(/\/profile/);
      await expect(page.getByRole("main")).toContainText("Письмо с зелёной кнопкой отправлено");

      await pressGreenButton(page, "resident@example.org");
      await page.getByRole("main").getByRole("button", { name: "Добавить помещение" }).click();
      await expect(page).toHaveURL(/units\/confirmed/);
      await page.goto("/profile");
      await expect(page.getByRole("main")).toContainText(`ЛС ${number}`);
    });
  });
}
