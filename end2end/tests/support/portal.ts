// The real binary, one for each test: a demo on a free port, with data of its own.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../../..");
const BINARY = process.env["DOMOVOY_BINARY"] ?? join(ROOT, "target/release/domovoy");
const READY_WITHIN = 20_000;
/** Thousands of accounts are written before it listens. */
const FILLED_WITHIN = 90_000;

export interface PortalOptions {
  /** The demo's first day, YYYY-MM-DD; `undefined` is today. */
  today: string | undefined;
}

export class Portal {
  private constructor(
    readonly url: string,
    readonly data: string,
    private readonly process: ChildProcess,
    /** What it has printed so far, line by line. */
    readonly said: readonly string[],
  ) {}

  /** The demo; with `accounts`, so many more than those of the people of the demo. */
  static async start(data: string, today: string | undefined, accounts?: number): Promise<Portal> {
    const address = `127.0.0.1:${await freePort()}`;
    const day = today ? ["--today", today] : [];
    const crowd = accounts ? ["--accounts", String(accounts)] : [];
    const command = ["demo", "--addr", address, "--data", data, ...day, ...crowd];
    return Portal.run(command, address, data, accounts ? FILLED_WITHIN : READY_WITHIN);
  }

  /** One command of the binary, to its end, while no portal is on its data. */
  static async command(...words: string[]): Promise<void> {
    await promisify(execFile)(BINARY, words, { cwd: ROOT });
  }

  /** As a company runs it, on the data of a demo, with an acquirer at this address. */
  static async serve(data: string, acquirer: string): Promise<Portal> {
    return Portal.configured(
      data,
      `[acquirer]
shop_id = "506751"
secret = "test_secret"
base_url = "${acquirer}/v3"
networks = ["127.0.0.1"]
`,
    );
  }

  /** As a company starts it for the first time, in an empty folder. */
  static async first(data: string): Promise<Portal> {
    return Portal.configured(data, `[staff]\nsecond_factor = "optional"\n`);
  }

  private static async configured(data: string, more: string): Promise<Portal> {
    const address = `127.0.0.1:${await freePort()}`;
    const config = join(data, "domovoy.toml");
    await writeFile(
      config,
      `[portal]
base_url = "http://${address}"
company = "УК «Очаг»"
[http]
addr = "${address}"
[database]
url = "sqlite://${join(data, "domovoy.sqlite")}"
[mail]
host = "127.0.0.1"
port = 9
tls = "none"
from = "portal@example.org"
[log]
level = "error"
${more}`,
    );
    return Portal.run(["serve", "--config", config], address, data);
  }

  private static async run(command: string[], address: string, data: string, within = READY_WITHIN): Promise<Portal> {
    const child = spawn(BINARY, command, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    const said: string[] = [];
    await ready(child, address, said, within);
    return new Portal(`http://${address}`, data, child, said);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGTERM");
    await gone;
  }
}

/** Resolves with the line that says where the portal listens; what it printed is the error otherwise. */
function ready(child: ChildProcess, address: string, said: string[], within: number): Promise<void> {
  return new Promise((done, fail) => {
    const give_up = (why: string) => fail(new Error(`${BINARY}: ${why}\n${said.join("\n")}`));
    const timer = setTimeout(() => give_up("not ready in time"), within);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on("line", (line) => {
        said.push(line);
        if (!line.includes(`http://${address}`)) return;
        clearTimeout(timer);
        done();
      });
    }
    child.once("error", (error) => give_up(error.message));
    child.once("exit", (code) => give_up(`ended with ${code}`));
  });
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Seeds the demo once, so that each test starts on a copy in no time. */
export class Seed {
  private readonly folders = new Map<string, Promise<string>>();

  async copy(today: string | undefined): Promise<string> {
    const key = today ?? "";
    const seeded = this.folders.get(key) ?? this.plant(today);
    this.folders.set(key, seeded);
    const copy = await folder();
    await cp(await seeded, copy, { recursive: true });
    return copy;
  }

  private async plant(today: string | undefined): Promise<string> {
    const data = await folder();
    const portal = await Portal.start(data, today);
    await portal.stop();
    return data;
  }

  async remove(): Promise<void> {
    for (const seeded of this.folders.values()) await discard(await seeded);
  }
}

export const folder = () => mkdtemp(join(tmpdir(), "domovoy-"));
export const discard = (data: string) => rm(data, { recursive: true, force: true });
