import { cells, expect, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

test.beforeEach(async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/readings/history");
});

test("a period lives in the URL and survives a reload", async ({ page }) => {
  await page.getByLabel("Дата начала").fill("2017-09-01");
  await page.getByLabel("Дата конца").fill("2017-10-31");
  await page.getByRole("button", { name: "Показать" }).click();
  await expect(page).toHaveURL(/from=2017-09-01&to=2017-10-31/);
  const table = page.getByRole("table", { name: "Показания и расход по месяцам" });
  const months = async () => (await cells(table)).map((row) => row[0]);
  await expect.poll(months).toEqual(["10.2017", "09.2017"]);
  await page.reload();
  await expect.poll(months).toEqual(["10.2017", "09.2017"]);
  await expect(page.getByLabel("Дата начала")).toHaveValue("2017-09-01");
});

test("presets are links, and the chosen one says so", async ({ page }) => {
  const presets = page.getByRole("group", { name: "Период отчета" });
  await expect(presets.getByRole("link", { name: "полгода" })).toHaveAttribute("aria-current", "true");
  await presets.getByRole("link", { name: "год", exact: true }).click();
  await expect(page).toHaveURL(/from=2017-02-01/);
  await expect(presets.getByRole("link", { name: "год", exact: true })).toHaveAttribute("aria-current", "true");
  await presets.getByRole("link", { name: "всё" }).click();
  await expect(page.getByRole("table").first()).toContainText("07.2017");
});

test("an end before the start is refused in words, with the way out", async ({ page }) => {
  await page.goto("/readings/history?from=2017-12-31&to=2017-01-01");
  await expect(page.getByText(/Конец раньше начала/)).toBeVisible();
  await expect(page.getByText(/Поменяйте их местами/)).toBeVisible();
});

test("the chart can be heard: it has the numbers in its name", async ({ page }) => {
  const chart = page.getByRole("img", { name: /ХВС/ });
  await expect(chart).toBeVisible();
  expect(await chart.getAttribute("aria-label")).toMatch(/12\.2017.*6/);
});

test("CSV holds the same figures @desktop", async ({ page }) => {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const stream = await file.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString("utf8");
  for (const expected of ["100708114", "388", "3605.962", "12.2017"]) {
    expect(text.replaceAll(",", ".")).toContain(expected);
  }
});
