// News as editors write them: a preview while one types, the list of readers before publishing, a correction and its history.
import { expect, expectAccessible, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an item is written, looked at, published, corrected and taken back", async ({ page, browser, portal }) => {
      await signIn(page, "editor@example.org");
      await page.goto("/staff/news/new");
      await page.getByText("отключение", { exact: true }).click();
      await page.getByLabel("Заголовок").fill("26.01.2018 г. отключение отопления");
      await page.getByLabel("Текст", { exact: true }).fill("Отопления **не будет**.\n<img src=x onerror=alert(1)>");
      if (javaScriptEnabled) {
        const preview = page.locator(".card", { hasText: "Как увидит житель" });
        await expect(preview.locator("strong")).toHaveText("не будет");
        await expect(preview.locator("img")).toHaveCount(0);
      }
      await page.getByText("выбрать дома, подъезды, помещения").click();
      await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
      await expect(page.getByRole("main")).toContainText("Выберите, кому показать");
      await page.getByRole("link", { name: "Вернуться к тексту" }).click();
      await page.getByLabel(/д\. 6 корп\. 3/).check();
      await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
      await expect(page.getByRole("heading", { name: /Опубликовать для\s2\sжителей/ })).toBeVisible();
      await expect(page.getByRole("table")).toContainText("7000418");
      // What judges pages is a script itself.
      if (javaScriptEnabled) await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.getByRole("button", { name: "Опубликовать" }).click();
      await expect(page.getByRole("main")).toContainText("Новость опубликована");
      if (javaScriptEnabled) await expectAccessible(page);
      await expectNoSidewaysScroll(page);

      const home = await browser.newContext({ baseURL: portal.url });
      const resident = await home.newPage();
      await signIn(resident, "guide@example.org");
      await resident.goto("/news");
      await resident.getByRole("link", { name: /26\.01\.2018 г\. отключение отопления/ }).click();
      await expect(resident.getByRole("main").locator("strong", { hasText: "не будет" })).toBeVisible();

      await page.getByLabel("Заголовок").fill("26.01.2018 г. отключение отопления до 14:00");
      await page.getByRole("button", { name: "Сохранить исправление" }).click();
      await expect(page.getByRole("main")).toContainText("Что видели жители");
      await expect(page.getByRole("table", { name: "Кто прочёл, по домам" })).toContainText("д. 6 корп. 3");
      await resident.reload();
      await expect(resident.getByRole("heading", { level: 1 })).toContainText("до 14:00");
      await expect(resident.getByRole("main")).toContainText("исправлено");

      await page.getByText("Снять с публикации").click();
      await page.getByRole("button", { name: "Снять", exact: true }).click();
      await expect(page.getByRole("main")).toContainText("Новость снята");
      await resident.reload();
      await expect(resident.getByRole("heading", { name: /Новость сняли/ })).toBeVisible();
      await expect(resident.getByRole("main")).not.toContainText("отключение отопления");
      await home.close();
    });
  });
}

test("a picture is chosen, stands in the text and is seen by a resident", async ({ page, browser, portal }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Заголовок").fill("План двора");
  const text = page.getByLabel("Текст", { exact: true });
  await text.fill("Так будет стоять шлагбаум.");
  // One pixel.
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  await page
    .getByLabel("Снять или выбрать")
    .setInputFiles({ name: "план.png", mimeType: "image/png", buffer: Buffer.from(pixel, "base64") });
  await expect(text).toHaveValue(/^Так будет стоять шлагбаум\.\n\n!\[подпись\]\(\/files\/[0-9a-f-]{36}\)\n\n$/);
  await expect(page.getByText("Картинка вставлена в текст")).toBeVisible();
  const preview = page.locator(".card", { hasText: "Как увидит житель" });
  const loaded = (image: HTMLImageElement): boolean => image.complete && image.naturalWidth > 0;
  await preview.getByAltText("подпись").scrollIntoViewIfNeeded();
  await expect.poll(() => preview.getByAltText("подпись").evaluate(loaded)).toBe(true);
  await expectAccessible(page);
  await page.getByLabel("Снять или выбрать").setInputFiles({
    name: "план.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.4\n1 0 obj\n%%EOF\n"),
  });
  await expect(page.getByRole("alert")).toContainText("В новости показываются только снимки");
  await page.getByRole("button", { name: "Убрать план.pdf" }).click();
  await text.fill((await text.inputValue()).replace("подпись", "Шлагбаум у въезда"));
  await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
  await page.getByRole("button", { name: "Опубликовать" }).click();
  await expect(page.getByRole("main")).toContainText("Новость опубликована");

  const home = await browser.newContext({ baseURL: portal.url });
  const resident = await home.newPage();
  await signIn(resident, "guide-payments@example.org");
  await resident.goto("/news");
  await resident.getByRole("link", { name: /План двора/ }).click();
  await resident.getByAltText("Шлагбаум у въезда").scrollIntoViewIfNeeded();
  await expect.poll(() => resident.getByAltText("Шлагбаум у въезда").evaluate(loaded)).toBe(true);
  await expectNoSidewaysScroll(resident);
  await home.close();
});

test("the list tells how far each item has come", async ({ page }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news");
  await expect(page.locator(".newsrow").first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "черновики" }).click();
  await expect(page.locator(".newsrow")).toHaveCount(1);
  await expect(page.locator(".newsrow")).toContainText("отключение отопления");
  await page.goto("/staff/news/new");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test("two editors do not overwrite each other @desktop", async ({ page, browser, portal }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news?state=draft");
  await page.locator(".newsrow").click();
  await expect(page.getByLabel("Заголовок")).toHaveValue(/отключение отопления/);
  const other = await browser.newContext({ baseURL: portal.url });
  const manager = await other.newPage();
  await signIn(manager, "manager@example.org");
  await manager.goto(new URL(page.url()).pathname);
  await manager.getByLabel("Заголовок").fill("По-моему");
  await manager.getByRole("button", { name: "Оставить черновиком" }).click();
  await expect(manager.getByRole("main")).toContainText("Сохранено");
  await other.close();
  await page.getByLabel("Заголовок").fill("По-твоему");
  await page.getByRole("button", { name: "Оставить черновиком" }).click();
  await expect(page.getByRole("alert")).toContainText("manager@example.org");
  await expect(page.getByLabel("Заголовок")).toHaveValue("По-твоему");
});

test("the way back from the readers of a new item leads to that item @desktop", async ({ page }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Заголовок").fill("Опрессовка");
  await page.getByLabel("Текст", { exact: true }).fill("В пятницу");
  await expect(page.locator(".card", { hasText: "Как увидит житель" })).toContainText("Опрессовка");
  await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
  await expect(page).toHaveURL(/\/audience$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/staff\/news\/[0-9a-f-]+$/);
  await expect(page.getByLabel("Заголовок")).toHaveValue("Опрессовка");
  await page.getByRole("button", { name: "Дальше: кто увидит" }).click();
  await expect(page).toHaveURL(/\/audience$/);
  await page.goto("/staff/news");
  await expect(page.getByRole("link", { name: /Опрессовка/ })).toHaveCount(1);
});

test("what was written and not saved is asked about @desktop", async ({ page }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Заголовок").click();
  await page.keyboard.type("Опрессовка");
  await expect(page.locator(".card", { hasText: "Как увидит житель" })).toContainText("Опрессовка");
  const asked = page.waitForEvent("dialog");
  const left = page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await left;
});

test("that an item is saved is told until something else is typed or refused @desktop", async ({ page }) => {
  await signIn(page, "editor@example.org");
  await page.goto("/staff/news/new");
  await page.getByLabel("Заголовок").fill("Опрессовка");
  await page.getByRole("button", { name: "Оставить черновиком" }).click();
  const saved = page.getByText(/^Сохранено\.$/);
  await expect(saved).toBeVisible();
  await expect(async () => {
    await page.getByLabel("Заголовок").fill("Опрессовка в мае");
    await page.getByLabel("Заголовок").fill("О".repeat(81));
    await expect(saved).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: "Оставить черновиком" }).click();
  await expect(page.getByLabel("Заголовок")).toHaveAttribute("aria-invalid", "true");
  await expect(saved).toHaveCount(0);
});
