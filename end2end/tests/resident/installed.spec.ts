// The portal as a program of the phone: a picture is shared into it, and a new version is no trouble.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { enter, test } from "../support/pocket.js";
import { expect, signIn } from "../support/test.js";

const PHOTO = readFileSync(join(import.meta.dirname, "../../../public/apple-touch-icon.png")).toString("base64");

test("a picture that another program shares lies in a new ticket", async ({ page }) => {
  await enter(page, "resident@example.org");
  await page.evaluate((photo) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: "/share", enctype: "multipart/form-data" });
    const input = Object.assign(document.createElement("input"), { type: "file", name: "photo" });
    const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], "подъезд.png", { type: "image/png" }));
    input.files = chosen.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, PHOTO);
  await expect(page).toHaveURL(/\/tickets\/new/);
  const files = page.getByRole("group", { name: "Прикрепить файл" }).getByRole("listitem");
  await expect(files.filter({ hasText: "подъезд.png" }).locator("img")).toBeVisible();
  await page.getByLabel("Текст заявки").fill("Разбито стекло");
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await expect(page.getByRole("link", { name: /подъезд\.png/ })).toBeVisible();
});

test("a new version is told of quietly, and an old page still sends its form", async ({ page }) => {
  await enter(page, "resident@example.org");
  await page.goto("/tickets/new");
  await expect(page.getByText("Снять или выбрать")).toBeVisible();
  // What an update leaves behind: the files of this page are gone.
  await page.route("**/pkg/*.wasm", (route) => (route.request().method() === "HEAD" ? route.fulfill({ status: 404 }) : route.continue()));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByText("Вышла новая версия «Домового»")).toBeVisible();
  await page.getByLabel("Текст заявки").fill("ой");
  await page.getByLabel("Телефон для мастера").fill("не телефон");
  const opened = page.waitForEvent("load");
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await opened;
  await expect(page.getByLabel("Телефон для мастера")).toHaveValue("не телефон");
  await expect(page.getByLabel("Текст заявки")).toHaveValue("ой");
});

test("notices outlive a session that has run out, and end with whoever comes next @desktop", async ({ page, context, wire }) => {
  await enter(page, "guide@example.org");
  const worker = context.serviceWorkers()[0]!;
  // A browser under test has no push service.
  await worker.evaluate(() => {
    const keys = {
      p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg",
    };
    const there = { given: false };
    const subscription = {
      toJSON: () => ({ endpoint: "https://push.example.net/phone", keys }),
      unsubscribe: async () => (there.given = true),
    };
    Object.assign(globalThis, { there });
    PushManager.prototype.getSubscription = async () => (there.given ? null : (subscription as unknown as PushSubscription));
  });
  const isGivenUp = () => worker.evaluate(() => (globalThis as unknown as { there: { given: boolean } }).there.given);
  const subscribed = () => wire.reached.filter((path) => path === "POST /api/push/subscribe").length;
  const runOut = async () => {
    await page.context().clearCookies();
    await page.goto("/readings");
    await expect(page).toHaveURL(/sign-in/);
    await expect.poll(() => page.evaluate(() => caches.has("pages-2"))).toBe(false);
  };
  await page.evaluate(async () => {
    const body = new URLSearchParams({
      "subscription[endpoint]": "https://push.example.net/phone",
      "subscription[p256dh]": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      "subscription[auth]": "BTBZMqHH6r4Tts7J_aSIgg",
    });
    await fetch("/api/push/subscribe", { method: "POST", body, headers: { Accept: "application/json" } });
  });
  expect(subscribed()).toBe(1);

  await runOut();
  expect(await isGivenUp()).toBe(false);
  await signIn(page, "guide@example.org");
  await page.goto("/more");
  await expect.poll(subscribed, { message: "the new session has the browser" }).toBe(2);

  await runOut();
  await signIn(page, "resident@example.org");
  await page.goto("/more");
  await expect.poll(isGivenUp, { message: "nothing is pushed to the next person" }).toBe(true);
  expect(subscribed()).toBe(2);
});

test("the steps for this device come first, and nothing nags", async ({ page }) => {
  await page.goto("/app");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Приложение");
  const first = await page.locator(".platform").evaluateAll(
    (devices) => devices.map((device) => [device.getBoundingClientRect().top, device.getAttribute("data-device")] as const).sort((a, b) => a[0] - b[0])[0]?.[1],
  );
  expect(first).toBe(await page.locator("html").getAttribute("data-device"));
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a page says at once which code it needs, however many are asked for", async ({ page }) => {
  await signIn(page, "resident@example.org");
  const asked = Array.from({ length: 24 }, (_, at) => page.request.get(["/charges", "/tickets", "/profile"][at % 3]!));
  const pages = await Promise.all((await Promise.all(asked)).map((answer) => answer.text()));
  const bundles = pages.map((html) => /rel="preload"/.test(html) && /\/pkg\/split_(\w+)_\d+/.exec(html)?.[1]);
  expect(bundles).toEqual(pages.map((_, at) => ["money", "service", "around"][at % 3]));
});
