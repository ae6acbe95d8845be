// From the narrowest phone to a wide screen: nothing sticks out, no column vanishes, no word lies on another.
import { expect, expectNoSidewaysScroll, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const WIDTHS = [320, 390, 768, 1023, 1024, 1100, 1140, 1200, 1240, 1279, 1280, 1440];

test("readings and their history fit every width @desktop", async ({ page }) => {
  await signIn(page, "guide@example.org");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/readings", "/readings/history"]) {
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
  }
});

test("the name of a meter has room of its own at every width @desktop", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/readings");
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const overlaps = await page.locator(".meter__row").evaluateAll((rows) =>
      rows.filter((row) => {
        const serial = row.querySelector("th .muted")?.getBoundingClientRect();
        const previous = row.querySelector("td .num")?.getBoundingClientRect();
        if (!serial || !previous || serial.width === 0) return true;
        return serial.right > previous.left && serial.bottom > previous.top && serial.top < previous.bottom;
      }).length,
    );
    expect(overlaps, `names at ${width} px`).toBe(0);
  }
});
