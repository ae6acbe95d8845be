import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const GUEST = ["/sign-in", "/register", "/recover", "/app", "/report", "/check/AAAAA-AAAAA", "/demo/mailbox"];
const RESIDENT = ["/", "/readings", "/readings/history", "/profile", "/units/add", "/more", "/report", "/app"];

test("guest pages are accessible and fit the screen", async ({ page }) => {
  for (const path of GUEST) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("a resident's pages are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "guide@example.org");
  for (const path of RESIDENT) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});

test("answers to readings are accessible", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/readings");
  await page.getByLabel("Текущие показания, ХВС", { exact: true }).fill("395");
  await page.getByLabel("Текущие показания, ГВС", { exact: true }).fill("331");
  await page.getByLabel("Текущие показания, ЭЛТТ, день", { exact: true }).fill("x");
  await page.getByRole("button", { name: "Сдать показания" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});
