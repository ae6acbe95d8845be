import { expect, test } from "../support/test.js";

interface Manifest {
  name: string;
  display: string;
  start_url: string;
  lang: string;
  icons: { src: string; sizes: string; purpose?: string }[];
  screenshots: { src: string; sizes: string }[];
  shortcuts: { name: string; url: string }[];
  share_target: { action: string; method: string };
}

test("the manifest names icons that exist @desktop", async ({ page }) => {
  await page.goto("/sign-in");
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = (await (await page.request.get(href ?? "")).json()) as Manifest;
  expect(manifest).toMatchObject({ name: "Домовой", display: "standalone", lang: "ru" });
  expect(manifest.icons.some((icon) => icon.purpose?.includes("maskable"))).toBe(true);
  const sized = [...manifest.icons, ...manifest.screenshots];
  for (const icon of sized) expect((await page.request.get(icon.src)).status()).toBe(200);
  expect((await page.request.get(manifest.start_url)).ok()).toBe(true);
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(["Сдать показания", "Заявка", "Оплатить"]);
  for (const { url } of manifest.shortcuts) expect((await page.request.get(url)).ok()).toBe(true);
  expect(manifest.share_target).toMatchObject({ action: "/share", method: "POST" });
});

test("how to install it is told to guests", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Как установить" }).click();
  await expect(page).toHaveURL(/\/app$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("without a network the shell says so kindly", async ({ page, context }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await context.setOffline(true);
  await page.goto("/recover");
  await expect(page.locator("body")).toContainText(/нет связи/i);
  await context.setOffline(false);
});
