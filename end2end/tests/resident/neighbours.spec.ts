// What is not one's own does not exist: the answer to a neighbour's id is the answer to an id that nobody has.
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "../support/test.js";

const NOBODYS = "01890000-0000-7000-8000-000000000000";

const ask = async (page: Page, path: string, form: Record<string, string>) => {
  const answer = await page.request.post(path, { form, headers: { Accept: "application/json" } });
  return { status: answer.status(), body: await answer.text() };
};

test("a neighbour's account, session and answer are not found @desktop", async ({ page, browser, portal }) => {
  const context = await browser.newContext({ baseURL: portal.url });
  const neighbour = await context.newPage();
  await signIn(neighbour, "guide@example.org");
  await neighbour.goto("/readings");
  const account = await neighbour.locator("input[name='submission[account]']").first().inputValue();
  await neighbour.getByLabel("Текущие показания, ХВС", { exact: true }).fill("395");
  await neighbour.getByRole("button", { name: "Сдать показания" }).click();
  await expect(neighbour).toHaveURL(/answer=/);
  const answer = new URL(neighbour.url()).search;
  const elsewhere = await browser.newContext({ baseURL: portal.url });
  await signIn(await elsewhere.newPage(), "guide@example.org");
  await elsewhere.close();
  await neighbour.goto("/profile");
  const session = await neighbour.locator("input[name=session]").first().inputValue();

  await signIn(page, "resident@example.org");
  for (const [path, field, id] of [
    ["/api/residency/choose", "account", account],
    ["/api/session/end", "session", session],
  ] as const) {
    const theirs = await ask(page, path, { [field]: id });
    expect(theirs.status).toBe(404);
    expect(theirs).toEqual(await ask(page, path, { [field]: NOBODYS }));
  }
  expect((await page.goto(`/readings${answer}`))?.status()).toBe(404);

  await neighbour.reload();
  await expect(neighbour).toHaveURL(/profile/);
  await context.close();
});

test("a stranger's page cannot send a form @desktop", async ({ page, portal }) => {
  await signIn(page, "resident@example.org");
  const answer = await page.request.post("/api/session/end-all", {
    headers: { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
  });
  expect(answer.status()).toBe(403);
  await page.goto(portal.url);
  await expect(page).not.toHaveURL(/sign-in/);
});
