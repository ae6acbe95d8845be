// One company of thousands for all tests of a file, filled once; its December was charged before.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chargesFile, numberOf, type Service, services } from "./books.js";
import { discard, folder, Portal } from "./portal.js";
import { expect, GUIDE_DAY, test as base } from "./test.js";

export { expect };
export const ACCOUNTS = 7_000;

export interface Company {
  portal: Portal;
  /** What each account was charged for December, by its place. */
  december: Service[][];
}

export const test = base.extend<object, { company: Company }>({
  company: [
    async ({}, use) => {
      const data = await folder();
      await (await Portal.start(data, GUIDE_DAY, ACCOUNTS)).stop();
      const december = Array.from({ length: ACCOUNTS }, (_, at) =>
        services(at, 4_000 + (at % 3) * 1_000, 2_000 + (at % 2) * 1_000),
      );
      const file = join(data, "Декабрь.csv");
      await writeFile(file, chargesFile("12.2017", december.map((of, at) => [numberOf(at), of])));
      await Portal.command("import", "charges", file, "--data", data);
      const portal = await Portal.start(data, GUIDE_DAY);
      await use({ portal, december });
      await portal.stop();
      await discard(data);
    },
    { scope: "worker", timeout: 180_000 },
  ],
  portal: async ({ company }, use) => use(company.portal),
});
