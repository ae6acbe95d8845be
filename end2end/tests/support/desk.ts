// What journeys of the staff have in common: files that go up and come down, what a page counts, and a keyboard without a mouse.
import { readFile } from "node:fs/promises";
import type { Download, Locator, Page } from "@playwright/test";
import { expect } from "./company.js";

/** Long work, however busy the machine is. */
export const WORK = { timeout: 60_000 };

export const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
export const stat = (page: Page, label: string) => page.locator(".stat").filter({ hasText: label });
export const expectStat = (page: Page, label: string, value: string) => expect(stat(page, label)).toContainText(value);

export const digits = (text: string) => text.replace(/\D/g, "");

export async function saved(page: Page, link: Locator): Promise<Buffer> {
  const [download]: [Download, void] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFile(await download.path());
}

/** From the form of a new file to the rows that were looked through; `columns` are asked for where a bank's are not known yet. */
export async function look(page: Page, field: string, of: ReturnType<typeof file>, columns = true): Promise<void> {
  await page.getByLabel(field, { exact: true }).setInputFiles(of);
  await page.getByRole("button", { name: "Загрузить файл" }).click();
  await expect(page).toHaveURL(/\/staff\/imports\/[0-9a-f-]{36}/);
  if (columns) await page.getByRole("button", { name: "Проверить строки" }).click();
  await expect(page.getByText("Пока ничего не записано.")).toBeVisible(WORK);
}
