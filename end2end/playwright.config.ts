import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import type { PortalOptions } from "./tests/support/portal.js";

const browser = process.env["DOMOVOY_CHROMIUM"] ?? "/usr/bin/chromium";

export default defineConfig<PortalOptions>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  retries: 0,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 7_000 },
  reporter: [["list"]],
  use: {
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    trace: "retain-on-failure",
    launchOptions: {
      // Without it Playwright uses a browser of its own.
      ...(existsSync(browser) ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", testIgnore: /pictures/, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: "phone",
      testIgnore: /pictures/,
      grepInvert: /@desktop/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: "pictures", testMatch: /pictures/ },
  ],
});
