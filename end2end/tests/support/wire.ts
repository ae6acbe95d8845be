// What lies between a browser and its portal, and may fail: a proxy that loses requests, or the answers to them, as a test says.
import { type IncomingMessage, request, createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request: it never comes to the portal; it comes and the answer is lost; the portal is out of order. */
export type Fault = "request lost" | "answer lost" | "out of order" | "passes";

export class Wire {
  /** What the next requests to such a path meet, one after the other; afterwards they pass. */
  private readonly faults: { path: RegExp; left: Fault[] }[] = [];
  /** Nothing passes. */
  cut = false;
  /** Which edition of its service worker the portal has: another number is an update. */
  edition = 0;
  /** Paths that reached the portal. */
  readonly reached: string[] = [];

  private constructor(
    private readonly server: Server,
    /** The portal itself, which no fault reaches. */
    readonly portal: string,
  ) {
    server.on("request", (asked, answer) => void this.pass(asked, answer));
  }

  static async to(portal: string): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return new Wire(server, portal);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  fail(path: RegExp, ...faults: Fault[]): void {
    this.faults.push({ path, left: faults });
  }

  heal(): void {
    this.faults.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private fate(path: string): Fault {
    if (this.cut) return "request lost";
    return this.faults.find((fault) => fault.left.length && fault.path.test(path))?.left.shift() ?? "passes";
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = asked.url ?? "/";
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const fate = this.fate(path);
    if (fate === "request lost") return void asked.socket.destroy();
    if (fate === "out of order") return void answer.writeHead(503).end();
    this.reached.push(`${asked.method} ${path}`);
    if (this.edition && path === "/sw.js") return void (await this.update(answer));
    const there = request(this.portal + path, { method: asked.method, headers: asked.headers }, (from) => {
      if (fate === "answer lost") {
        from.resume().on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
      answer.on("close", () => from.destroy());
    });
    there.on("error", () => asked.socket.destroy());
    there.end(Buffer.concat(parts));
  }

  private async update(answer: ServerResponse): Promise<void> {
    const worker = await fetch(`${this.portal}/sw.js`);
    answer.writeHead(200, { "content-type": worker.headers.get("content-type") ?? "text/javascript", "cache-control": "no-cache" });
    answer.end(`${await worker.text()}\n// ${this.edition}`);
  }
}
