// The guide's household on the guide's day: its tables, cell by cell.
import { cells, expect, GUIDE_DAY, signIn, test } from "../support/test.js";

test.use({ today: GUIDE_DAY });

const TERM = "3 г. 11 м. 6 д.";
const METERS = [
  { name: "ХВС", serial: "100708114", previous: ["388"], pace: ["11.6"] },
  { name: "ГВС", serial: "100719727", previous: ["341"], pace: ["10.6"] },
  {
    name: "ЭЛТТ",
    serial: "9904514",
    previous: ["3605.962", "3734.278", "4600.592"],
    pace: ["101.11", "102.676", "137.557"],
  },
];

const HISTORY = [
  ["12.2017", "388", "6", "341", "8", "3605.962 3734.278 4600.592", "81.547 89.35 100.044"],
  ["11.2017", "382", "11", "333", "10", "3524.415 3644.928 4500.548", "154.194 150.535 207.124"],
  ["10.2017", "371", "8", "323", "8", "3370.221 3494.393 4293.424", "134.231 129.663 182.862"],
  ["09.2017", "363", "11", "315", "11", "3235.99 3364.73 4110.562", "77.849 81.893 98.465"],
  ["08.2017", "352", "22", "304", "16", "3158.141 3282.837 4012.097", "57.73 61.941 99.29"],
];

/** Numbers alone: the words of zones and units are for the eye and the ear. */
const numbers = (cell: string) => (cell.match(/\d+(\.\d+)?/g) ?? []).join(" ");

test("the meters stand as in the guide", async ({ page }) => {
  await signIn(page, "guide@example.org");
  await page.goto("/readings");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Показания приборов учета");
  for (const meter of METERS) {
    const row = page.getByRole("rowgroup", { name: meter.name, exact: true });
    await expect(row).toContainText(meter.serial);
    await expect(row).toContainText("31.12.2017");
    await expect(row).toContainText(TERM);
    for (const number of [...meter.previous, ...meter.pace]) await expect(row).toContainText(number);
  }
});

for (const path of ["/readings", "/readings/history"]) {
  test(`the history on ${path} is the guide's, under a month that is not given yet`, async ({ page }) => {
    await signIn(page, "guide@example.org");
    await page.goto(path);
    const table = page.getByRole("table", { name: "Показания и расход по месяцам" });
    await expect(table).toContainText("08.2017");
    const [current, ...rows] = await cells(table);
    expect(current?.[0]).toContain("01.2018");
    expect(current?.join(" ")).toContain("ещё не сдано");
    expect(rows.map((row) => row.map(numbers))).toEqual(HISTORY);
  });
}
