import { expect, expectAccessible, signIn, test } from "../support/test.js";

for (const role of ["dispatcher", "accountant", "editor", "manager", "admin"]) {
  test(`the ${role} signs in to a page of their own`, async ({ page }) => {
    await signIn(page, `${role}@example.org`);
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}
