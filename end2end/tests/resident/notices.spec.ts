import { expect, expectAccessible, expectNoSidewaysScroll, signIn, test } from "../support/test.js";

test("a payment that is credited rings the bell, and its notice leads to it", async ({ page, context }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/");
  const bell = page.getByRole("link", { name: /^Уведомления/ });
  await expect(bell).toHaveAccessibleName("Уведомления");
  const other = await context.newPage();
  await other.goto("/pay");
  await other.getByRole("checkbox", { name: /принимаю условия/ }).check();
  await other.getByRole("button", { name: "Перейти к оплате" }).click();
  await expect(other).toHaveURL(/demo\/acquirer/);
  await other.getByLabel("Номер карты").fill("5555 5555 5555 4444");
  await other.getByLabel(/Действительна до/).fill("12/30");
  await other.getByLabel(/CVC2/).fill("123");
  await other.getByLabel("Имя держателя карты").fill("ANNA PETROVA");
  await other.getByRole("button", { name: /^Оплатить/ }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Оплачено");

  await page.bringToFront();
  await expect(bell).toHaveAccessibleName("Уведомления: 1 новое");
  await bell.click();
  const notice = page.getByRole("listitem").filter({ hasText: /Оплата .+ зачислена/ });
  await expect(notice).toContainText("новое");
  await expect(bell).toHaveAccessibleName("Уведомления");
  await expect(notice).toContainText("новое");
  await notice.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Оплачено");
  await page.goto("/notices");
  await expect(page.getByText("новое", { exact: true })).toBeHidden();
});

test("the bell has the news of the house, and their notice leads to them", async ({ page }) => {
  await signIn(page, "neighbour@example.org");
  await page.goto("/notices");
  const notice = page.getByRole("listitem").filter({ hasText: "Нет отопления: порыв на вводе в дом" });
  await expect(notice).toContainText("новое");
  await notice.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Нет отопления: порыв на вводе в дом");
});

// No push service is reached from here: the browser is given a subscription of its own making.
test("a device is turned on for notices and off again", async ({ page }) => {
  await page.addInitScript(() => {
    let current: PushSubscription | null = null;
    const made = {
      endpoint: "http://127.0.0.1:9/device",
      toJSON: () => ({
        endpoint: "http://127.0.0.1:9/device",
        keys: {
          p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          auth: "BTBZMqHH6r4Tts7J_aSIgg",
        },
      }),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    const own = Object.fromEntries(Object.entries(made).map(([name, value]) => [name, { value }]));
    const fake = () => Object.create(PushSubscription.prototype, own) as PushSubscription;
    PushManager.prototype.subscribe = async () => (current = fake());
    PushManager.prototype.getSubscription = async () => current;
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = async () => "granted";
  });
  await signIn(page, "neighbour@example.org");
  await page.goto("/profile");
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Включить на этом устройстве" }).click();
  const off = page.getByRole("button", { name: "Выключить на этом устройстве" });
  await expect(off).toBeVisible();
  await off.click();
  await expect(page.getByRole("button", { name: "Включить на этом устройстве" })).toBeVisible();
});

test("who has no notices is told so", async ({ page }) => {
  await signIn(page, "guide-payments@example.org");
  await page.goto("/notices");
  await expect(page.getByText("Уведомлений пока нет")).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("one chooses how one hears of what", async ({ page }) => {
      await signIn(page, "neighbour@example.org");
      await page.goto("/profile");
      const tickets = page.getByRole("checkbox", { name: "Заявки: письмо" });
      await expect(page.getByRole("checkbox", { name: "Новости: письмо" })).toBeChecked();
      await expect(page.getByRole("checkbox", { name: "Помещения: письмо" })).toBeDisabled();
      await expect(tickets).toBeChecked();
      await tickets.uncheck();
      await page.getByLabel("С", { exact: true }).fill("23:30");
      await page.getByRole("button", { name: "Запомнить" }).click();
      await expect(page.getByText("Запомнили, о чём и как сообщать")).toBeVisible();
      await expect(tickets).not.toBeChecked();
      await expect(page.getByRole("checkbox", { name: "Заявки: звонок" })).toBeChecked();
      await expect(page.getByLabel("С", { exact: true })).toHaveValue("23:30");
    });
  });
}

test("notices are accessible and fit the screen", async ({ page }) => {
  await signIn(page, "resident@example.org");
  for (const path of ["/notices", "/profile"]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
