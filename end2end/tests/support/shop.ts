// ЮKassa on loopback: its API, and its page to pay on, which is another site than the portal.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Payment {
  id: string;
  status: string;
  paid: boolean;
  amount: { value: string; currency: string };
  metadata: Record<string, string>;
  created_at: string;
  confirmation: { type: "redirect"; return_url: string; confirmation_url: string };
}

const PAGE = (payment: Payment) =>
  `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Оплата</title>
<h1>К оплате ${payment.amount.value}</h1>
<form method="post"><button>Заплатить</button></form></html>`;

export class Shop {
  /** Where notifications go, if anywhere. */
  webhook: string | undefined;
  readonly questions: string[] = [];
  private readonly payments = new Map<string, Payment>();
  private readonly keys = new Map<string, string>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Shop> {
    const server = createServer();
    const shop = new Shop(server);
    server.on("request", (request, response) => void shop.answer(request, response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return shop;
  }

  get url(): string {
    // Another name of the same machine is another site for a browser.
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, what, id] = (request.url ?? "").split("/");
    const body = await read(request);
    if (kind === "v3") this.questions.push(`${request.method} ${what}`);
    if (kind === "v3" && what === "payments" && request.method === "POST") {
      return say(response, this.make(JSON.parse(body), String(request.headers["idempotence-key"])));
    }
    const payment = this.payments.get((kind === "v3" ? id : what) ?? "");
    if (!payment) return void response.writeHead(404).end("{}");
    if (kind === "v3") return say(response, payment);
    if (request.method === "GET") {
      return void response.writeHead(200, { "content-type": "text/html" }).end(PAGE(payment));
    }
    payment.status = "succeeded";
    payment.paid = true;
    await this.notify(payment);
    response.writeHead(302, { location: payment.confirmation.return_url }).end();
  }

  private make(wish: Payment, key: string): Payment {
    const known = this.payments.get(this.keys.get(key) ?? "");
    if (known) return known;
    const id = randomUUID();
    const confirmation = { ...wish.confirmation, confirmation_url: `${this.url}/pay/${id}` };
    const payment = { ...wish, id, status: "pending", paid: false, created_at: new Date().toISOString(), confirmation };
    this.payments.set(id, payment);
    this.keys.set(key, id);
    return payment;
  }

  private async notify(payment: Payment): Promise<void> {
    if (!this.webhook) return;
    const body = JSON.stringify({ type: "notification", event: "payment.succeeded", object: payment });
    await fetch(this.webhook, { method: "POST", headers: { "content-type": "application/json" }, body });
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

const say = (response: ServerResponse, answer: object) =>
  void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
