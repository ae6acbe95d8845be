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
  for (const { src, sizes } of sized) {
    const answer = await page.request.get(src);
    expect(answer.status(), src).toBe(200);
    // The head of a PNG; a drawing has no size of its own.
    const bytes = await answer.body();
    if (src.endsWith(".png")) expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
  }
  expect((await page.request.get(manifest.start_url)).ok()).toBe(true);
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(["Сдать показания", "Заявка", "Оплатить"]);
  for (const { url } of manifest.shortcuts) expect((await page.request.get(url)).ok()).toBe(true);
  expect(manifest.share_target).toMatchObject({ action: "/share", method: "POST" });
});

test("the browser itself finds nothing that is missing for an installation @desktop", async ({ page, context }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => navigator.serviceWorker.ready);
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A browser under test keeps nothing, and such a one installs nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
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
