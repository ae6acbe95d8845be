// Paying at a real acquirer: its page is another site, and the way there and back must not depend on scripts.
import { Portal } from "../support/portal.js";
import { Shop } from "../support/shop.js";
import { discard, expect, GUIDE_DAY, signIn, test as base } from "../support/test.js";

const test = base.extend<{ shop: Shop }>({
  shop: async ({}, use) => {
    const shop = await Shop.open();
    await use(shop);
    await shop.close();
  },
  portal: async ({ seed, shop }, use) => {
    const data = await seed.copy(GUIDE_DAY);
    const portal = await Portal.serve(data, shop.url);
    await use(portal);
    await portal.stop();
    await discard(data);
  },
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("one pays on the page of another site and comes back to what was paid", async ({ page, shop, portal }) => {
      shop.webhook = `${portal.url}/webhooks/yookassa`;
      await signIn(page, "guide@example.org");
      await page.goto("/pay?what=sum&sum=100");
      await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
      await page.getByRole("button", { name: "Перейти к оплате" }).click();
      await expect(page.getByRole("heading", { name: "К оплате 100.00" })).toBeVisible();
      expect(page.url().startsWith(shop.url)).toBe(true);
      await page.getByRole("button", { name: "Заплатить" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
      await page.goto("/payments");
      await expect(page.getByRole("row").filter({ hasText: "ЮKassa" })).toContainText("100.00 ₽");
    });
  });
}

test("a notification that never comes is asked for by the waiting page @desktop", async ({ page, shop }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/pay?what=sum&sum=100");
  await page.getByRole("checkbox", { name: /принимаю условия/ }).check();
  await page.getByRole("button", { name: "Перейти к оплате" }).click();
  await page.getByRole("button", { name: "Заплатить" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
  expect(shop.questions.filter((question) => question === "POST payments")).toHaveLength(1);
});
