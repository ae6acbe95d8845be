// The same page as a picture of itself: its HTML without a script, with the styles, fonts and pictures of the portal.
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";

export class Still {
  private constructor(private readonly server: Server) {}

  static async of(portal: string, html: string): Promise<Still> {
    const bare = html
      .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
      .replace(/<link\b[^>]*(?:modulepreload|as="?(?:script|fetch)|\.wasm)[^>]*>/g, "");
    const page = brotliCompressSync(bare);
    const server = createServer((asked, answer) => {
      if (asked.url === "/still") {
        answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-encoding": "br", "content-length": page.length });
        return void answer.end(page);
      }
      const there = request(portal + (asked.url ?? "/"), { headers: asked.headers }, (from) => {
        answer.writeHead(from.statusCode ?? 502, from.headers);
        from.pipe(answer);
      });
      there.on("error", () => asked.socket.destroy());
      there.end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return new Still(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/still`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
