// What people try, in every text field and in the names of files, as both sides see it: it stands there as it was typed, and nothing runs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectNoSidewaysScroll, readNews, signIn, test } from "../support/test.js";

const ROOT = join(import.meta.dirname, "../../..");
const PAYLOADS: string[] = JSON.parse(
  readFileSync(join(ROOT, "app/usecases/src/news/markdown/payloads.json"), "utf8"),
);
const PAPER = Buffer.from("%PDF-1.4\n1 0 obj\n%%EOF\n");
/** All of them, each in a line of its own. */
const ALL = PAYLOADS.map((payload, at) => `${at + 1}. ${payload}`).join("\n\n").replaceAll("\u0000", "");
/** Short enough for a name. */
const SHORT = "<img src=x onerror=alert(1)>";

/** Whatever runs raises its voice: `alert` of every page of a context. */
async function listen(context: BrowserContext): Promise<string[]> {
  const ran: string[] = [];
  await context.exposeFunction("heard", (what: string) => void ran.push(what));
  await context.addInitScript("window.alert = (what) => window.heard(location.pathname + ': ' + what)");
  return ran;
}

/** Nothing in the page could run: no handler in an attribute, no script that is not the portal's, no address that is code. */
async function expectHarmless(page: Page, ...shown: string[]): Promise<void> {
  for (const text of shown) {
    await expect(page.getByText(text, { exact: false }).first(), `${page.url()} shows it`).toBeAttached();
  }
  const found = await page.evaluate(() => {
    const odd: string[] = [];
    for (const element of document.querySelectorAll("body *")) {
      for (const { name, value } of element.attributes) {
        const isCode = /^(href|src|action|formaction|xlink:href|data|srcdoc)$/.test(name) && /^[\s\u0000-\u001f]*(java|vb)script:|^data:text/i.test(value);
        if (name.startsWith("on") || isCode || name === "srcdoc") odd.push(element.outerHTML.slice(0, 200));
      }
      if (/^(object|embed|base|meta|portal|math|marquee)$/i.test(element.tagName)) odd.push(element.outerHTML.slice(0, 200));
    }
    return odd;
  });
  expect(found, page.url()).toEqual([]);
  await expectNoSidewaysScroll(page);
}

test("a hundred payloads are a hundred @desktop", () => {
  expect(new Set(PAYLOADS).size).toBe(100);
  // A ticket has room for half of them at a time.
  expect(ALL.length).toBeLessThan(9_000);
});

test("nothing of a ticket runs, on either side @desktop", async ({ page, context }) => {
  test.slow();
  const ran = await listen(context);
  const half = ALL.indexOf("\n\n51. ");
  const parts = [ALL.slice(0, half), ALL.slice(half)];
  for (const text of parts) expect(text.length).toBeLessThan(4_000);
  await signIn(page, "resident@example.org");
  await page.goto("/tickets/new");
  await page.getByLabel("Текст заявки").fill(parts[0]!);
  await page.getByLabel("Как вас зовут").fill(SHORT);
  const names = PAYLOADS.filter((payload) => !/[\n\t\u0000-\u001f]/.test(payload)).slice(0, 10);
  const papers = names.map((name) => ({ name: `${name}.pdf`, mimeType: "application/pdf", buffer: PAPER }));
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page.getByLabel("Снять или выбрать").setInputFiles(papers);
  await expect(page.getByRole("group", { name: "Прикрепить файл" }).locator("li.file .file__name")).toHaveCount(10);
  await expectHarmless(page);
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page.getByText(/Заявка №\s\d+ принята/)).toBeVisible();
  const number = /\d+/.exec(new URL(page.url()).pathname)![0];
  /** All hundred, one half after the other. */
  const write = async (field: string) => {
    for (const part of [parts[1]!, parts[0]!]) {
      await page.getByLabel(field).fill(part);
      await page.getByRole("button", { name: "Отправить" }).click();
      await expect(page.getByLabel(field)).toHaveValue("");
    }
  };
  await write("Комментарий");
  await expect(page.getByText("Комментарий отправлен").first()).toBeVisible();
  await expectHarmless(page, "<script>alert(1)</script>", "${alert(1)}");
  await page.goto("/tickets");
  await expectHarmless(page, "<ScRiPt>alert(1)</sCrIpT>");

  await signIn(page, "dispatcher@example.org");
  await page.goto(`/staff/tickets/${number}`);
  await expectHarmless(page, "<script>alert(1)</script>", "${alert(1)}", SHORT);
  await write("Комментарий жителю");
  await page.getByText("Сотрудникам", { exact: true }).click();
  await write("Комментарий для сотрудников");
  // The ticket itself, and a half of each.
  await expect(page.locator(".thread li").filter({ hasText: "1. <script>" })).toHaveCount(4);
  await expect(page.locator(".thread li").filter({ hasText: "51. " })).toHaveCount(3);
  await expectHarmless(page, "<script>alert(1)</script>", "${alert(1)}");
  await page.goto(`/staff/search?q=${encodeURIComponent(SHORT)}`);
  await expectHarmless(page);

  await signIn(page, "resident@example.org");
  await expect(async () => {
    await page.goto("/notices");
    await expect(page.getByRole("main").getByText("1. <script>").first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectHarmless(page);
  await page.goto("/demo/mailbox");
  await page.getByRole("article").filter({ hasText: "resident@example.org" }).first().getByRole("heading").getByRole("link").click();
  await expect(page.frameLocator("iframe").getByText("<script>alert(1)</script>").first()).toBeAttached();
  expect(ran).toEqual([]);
});

test("nothing of an appeal runs, on either side @desktop", async ({ page, context }) => {
  test.slow();
  const ran = await listen(context);
  await signIn(page, "resident@example.org");
  await page.goto("/appeals/new");
  await page.getByRole("radio", { name: /Жалоба/ }).check();
  await page.getByLabel("Что нужно").fill(ALL);
  await page.getByRole("button", { name: "Отправить" }).click();
  await expect(page.getByText(/Обращение №\s\d+ принято/)).toBeVisible();
  const address = new URL(page.url()).pathname;
  await expectHarmless(page, "<script>alert(1)</script>", "${alert(1)}");
  await page.goto("/appeals");
  await expectHarmless(page, "<ScRiPt>alert(1)</sCrIpT>");
  await signIn(page, "manager@example.org");
  await page.goto("/staff/appeals");
  await expectHarmless(page, "<ScRiPt>alert(1)</sCrIpT>");
  await page.goto(`/staff${address}`);
  // Open placeholders of templates are told of and not sent.
  await page.getByLabel("Текст ответа").fill(ALL.replaceAll(/[{}]/g, ""));
  await page.getByRole("button", { name: "Ответить" }).click();
  await expect(page.getByText("Ответ отправлен")).toBeVisible();
  await expectHarmless(page, "<script>alert(1)</script>");
  await signIn(page, "resident@example.org");
  await page.goto(address);
  await expect(page.locator(".bubble--answer")).toContainText("<script>alert(1)</script>");
  await expectHarmless(page);
  expect(ran).toEqual([]);
});

test("nothing of the news runs, for its editor and for its readers @desktop", async ({ page, context }) => {
  test.slow();
  const ran = await listen(context);
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Заголовок").fill(SHORT);
  await page.getByLabel("Текст", { exact: true }).fill(ALL);
  await expect(page.locator(".prose")).toContainText("${alert(1)}");
  await expectHarmless(page);
  await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
  await expect(page.getByRole("heading", { name: /Опубликовать для/ })).toBeVisible();
  await expectHarmless(page, SHORT);
  await page.getByRole("button", { name: "Опубликовать" }).click();
  await expect(page.getByRole("main")).toContainText("Новость опубликована");
  await expectHarmless(page, SHORT);
  await page.goto("/staff/news");
  await expectHarmless(page, SHORT);
  await signIn(page, "resident@example.org");
  await page.goto("/");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectHarmless(page);
  await readNews(page);
  await page.goto("/news");
  await expectHarmless(page, SHORT);
  await page.getByRole("link", { name: SHORT }).click();
  await expect(page.locator(".prose")).toContainText("${alert(1)}");
  await expectHarmless(page);
  expect(ran).toEqual([]);
});
