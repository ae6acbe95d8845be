import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import type { PortalOptions } from "./tests/support/portal.js";

// Said by `.make/e2e`; without it Playwright uses a browser of its own.
const browser = process.env["DOMOVOY_CHROMIUM"];

/** What is no test: pictures of the pages, and figures of the first visit. */
const APART = /(pictures|light)\.spec/;

export default defineConfig<PortalOptions>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  // Of some four hundred tests one may meet a machine that stands still. What passes at the second attempt is told as flaky: mend it.
  retries: 1,
  // A browser waits for its portal, and the portal for its browser: one of each on a core leaves none idle.
  workers: availableParallelism(),
  timeout: 150_000,
  // A state that is there is seen at once; the rest is patience with a busy machine.
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    // What cannot be clicked or opened is told by its name, and not by the end of the test.
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    trace: "retain-on-failure",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A page lives for seconds: to compile its code twice would take longer than it saves.
        "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering",
      ],
    },
  },
  projects: [
    { name: "desktop", testIgnore: APART, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: "phone",
      testIgnore: APART,
      // Without scripts a phone gets the very page of a desktop, and its layout is looked at with them.
      grepInvert: /@desktop|without scripts/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: "pictures", testMatch: /pictures\.spec/ },
    { name: "light", testMatch: /light\.spec/, workers: 1 },
  ],
});
