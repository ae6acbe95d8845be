// The arrows of docs/ARCHITECTURE.md, held: who may depend on whom, and what never reaches the browser.
import { execFileSync } from "node:child_process";

const cargo = (...args) => execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28 });

// Our own packages: an arrow that is not here is not allowed.
const ARROWS = {
  domain: [],
  exchange: ["domain"],
  store: ["domain"],
  usecases: ["domain", "exchange", "store"],
  app: ["domain", "usecases"],
  adapters: ["domain", "usecases"],
  server: ["adapters", "app", "domain", "exchange", "store", "usecases"],
  frontend: ["app"],
};

// Crates of a host: the command line, the wire, the outside world. `app` may speak HTTP's language under `ssr`.
const HOST = [
  "axum", "clap", "hyper", "lettre", "leptos_axum", "metrics-exporter-prometheus", "mimalloc", "object_store", "reqwest",
  "rustls", "tower", "tower-http", "tracing-subscriber",
];
const ALLOWED = { app: ["axum", "leptos_axum"] };
const DATABASE = ["sea-orm", "sea-orm-migration", "sqlx", "rusqlite"];
const PURE = ["domain", "exchange"];
const RUNTIME = ["tokio", "futures", "leptos"];

// What must not be in the browser's tree, however it would get there.
const SERVER_ONLY = [
  ...HOST, ...DATABASE, "sqlx-core", "argon2", "mio", "socket2", "tokio", "usecases", "store", "adapters", "server",
];

const packages = JSON.parse(cargo("metadata", "--no-deps", "--format-version=1")).packages;
const wrong = [];

for (const { name, manifest_path, dependencies } of packages) {
  const allowed = ARROWS[name];
  if (!allowed) {
    wrong.push(`${name}: a package that docs/ARCHITECTURE.md does not know`);
    continue;
  }
  const inside = /\/app\/([a-z]+\/)?Cargo\.toml$/.test(manifest_path);
  for (const { name: dependency } of dependencies.filter((d) => d.kind === null)) {
    const forbidden =
      (dependency in ARROWS && !allowed.includes(dependency)) ||
      (inside && HOST.includes(dependency) && !ALLOWED[name]?.includes(dependency)) ||
      (name !== "store" && name !== "domain" && DATABASE.includes(dependency)) ||
      (PURE.includes(name) && RUNTIME.includes(dependency));
    if (forbidden) wrong.push(`${name} must not depend on ${dependency}`);
  }
}

const browser = new Set(
  cargo("tree", "-p", "frontend", "--target", "wasm32-unknown-unknown", "-e", "normal", "--prefix", "none", "-f", "{p}")
    .split("\n")
    .map((line) => line.split(" ")[0]),
);
for (const crate of SERVER_ONLY.filter((name) => browser.has(name))) {
  wrong.push(`${crate} is compiled for the browser (cargo tree -p frontend --target wasm32-unknown-unknown -i ${crate})`);
}

if (wrong.length > 0) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
