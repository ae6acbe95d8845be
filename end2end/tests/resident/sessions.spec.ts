import { expect, signIn, test } from "../support/test.js";

test("one session is ended from another, and all at once", async ({ page, browser, portal }) => {
  const context = await browser.newContext({ baseURL: portal.url, userAgent: "Mozilla/5.0 (iPad; CPU OS 17_0) Safari/604.1" });
  const tablet = await context.newPage();
  await signIn(tablet, "guide@example.org");
  await signIn(page, "guide@example.org");

  await page.goto("/profile");
  const sessions = page.getByRole("listitem").filter({ hasText: /это устройство|iPad/ });
  await expect(sessions).toHaveCount(2);
  await sessions.filter({ hasText: "iPad" }).getByRole("button", { name: "Выйти" }).click();
  await expect(sessions).toHaveCount(1);
  await tablet.goto("/readings");
  await expect(tablet).toHaveURL(/sign-in/);

  await signIn(tablet, "guide@example.org");
  await page.getByRole("button", { name: "Выйти на всех устройствах" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await tablet.goto("/readings");
  await expect(tablet).toHaveURL(/sign-in/);
  await context.close();
});
