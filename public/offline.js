// What a page has to say to the service worker, and what it shows of what that keeps: how old the page is, what waits to be sent, that a new
// version of the portal is there. It works before the application has come, and without it.
(() => {
  const html = document.documentElement;
  const worker = () => navigator.serviceWorker?.controller;
  const place = () => document.getElementById("connection");
  const person = () => place()?.dataset.person ?? null;
  const isOffline = () => !navigator.onLine || (html.hasAttribute("data-kept") && !isBack);

  let state = { entries: [], others: 0 };
  let isStale = false;
  let isBack = false;
  let prompt;

  // ── Where we are

  const agent = navigator.userAgent;
  const isApple = /iPhone|iPad|iPod/.test(agent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);
  html.dataset.device = isApple ? "ios" : /Android/.test(agent) ? "android" : "desktop";

  function say(message) {
    worker()?.postMessage(message);
  }

  function ask() {
    html.toggleAttribute("data-keeps", Boolean(worker()));
    say({ type: "queue", person: person() });
  }

  // ── What is shown

  const two = (number) => String(number).padStart(2, "0");
  function moment(at) {
    const day = new Date(at);
    return `${two(day.getDate())}.${two(day.getMonth() + 1)} ${two(day.getHours())}:${two(day.getMinutes())}`;
  }

  function make(tag, attributes, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else element.setAttribute(name, value);
    }
    element.append(...inside);
    return element;
  }

  const banner = (tone, title, ...inside) => make("div", { class: `banner banner--slim banner--${tone}` }, make("b", {}, title), ...inside);
  const button = (label, act) => make("button", { class: "btn btn--line btn--sm", type: "button", click: act }, label);
  const actions = (...inside) => make("div", { class: "actions" }, ...inside);
  const badge = (label) => make("span", { class: "badge badge--ask" }, label);

  function about(entry) {
    if (entry.kind === "ticket") return `Заявка: ${entry.text ?? ""}`;
    const lines = entry.lines.map(({ name, values }) => `${name} ${values.filter(Boolean).join(" / ")}`.trim());
    const [year, month] = (entry.period ?? "").split("-");
    return `Показания за ${month}.${year}: ${lines.join("; ")}`;
  }

  // The page of readings says it beside its button.
  function meanwhile() {
    if (location.pathname !== "/tickets/new" || !html.hasAttribute("data-keeps")) return "";
    return make("p", {}, "Писать можно: заявка сохранится на этом устройстве и уйдёт сама, один раз, как только появится сеть. Страницу можно закрыть.");
  }

  const drop = ({ key }) => say({ type: "drop", key, person: state.person });

  function waiting(entries) {
    const rows = entries.map((entry) =>
      make("li", {}, make("span", {}, about(entry)), badge("ждёт отправки"), button("Удалить", () => drop(entry))),
    );
    const words = isOffline()
      ? "Уйдёт само и один раз, как только появится сеть. Страницу можно закрыть."
      : "Отправляем. Если не получится сразу, повторим сами.";
    return banner("ask", `На этом устройстве, ещё не отправлено: ${entries.length}`, make("ul", {}, ...rows), make("p", {}, words));
  }

  function answered(entry) {
    const close = button("Понятно", () => drop(entry));
    const link = (label) => make("a", { href: entry.next, rel: "external" }, label);
    if (entry.state === "refused") {
      return banner(
        "no", "Портал не принял то, что было введено без связи", make("p", {}, about(entry)),
        make("p", {}, "Месяц мог закрыться, или страница устарела. Введите ещё раз; здесь всё, что было введено."), actions(close),
      );
    }
    if (entry.kind === "ticket") {
      const lost = (entry.refused ?? []).map((name) => make("p", {}, `Файл ${name} портал не принял. Его можно приложить на странице заявки.`));
      return banner(lost.length ? "ask" : "ok", "Заявка, написанная без связи, отправлена", ...lost, actions(link("Открыть заявку"), close));
    }
    if (entry.asked) {
      return banner(
        "ask", "Показания, введённые без связи, дошли, и портал спрашивает о них",
        make("p", {}, "Где значения разошлись, оба стоят рядом: выберите верное."), actions(link("Посмотреть и ответить"), close),
      );
    }
    return banner("ok", "Показания, введённые без связи, отправлены", actions(link("Ответ по каждой строке"), close));
  }

  function parts() {
    const shown = [];
    const reload = () => location.reload();
    if (isStale) shown.push(banner("go", "Вышла новая версия «Домового»", actions(button("Обновить", reload))));
    const kept = html.dataset.kept;
    if (kept && isBack) shown.push(banner("go", "Связь вернулась", actions(button("Показать свежие данные", reload))));
    else if (kept) shown.push(banner("ask", `Данные на ${moment(kept)}, сейчас нет связи`, meanwhile()));
    else if (!navigator.onLine) shown.push(banner("ask", "Сейчас нет связи", meanwhile()));
    const waits = state.entries.filter((entry) => entry.state === "waiting");
    shown.push(...state.entries.filter((entry) => entry.state !== "waiting").map(answered));
    if (waits.length) shown.push(waiting(waits));
    if (!person() && state.others) {
      shown.push(banner("ask", "На этом устройстве есть неотправленное", make("p", {}, "Оно уйдёт само, когда войдёт тот, кто это ввёл.")));
    }
    return shown;
  }

  function show() {
    const to = place();
    if (!to) return;
    // A guest sees that there is something, and nothing of it.
    if (!person() && !html.hasAttribute("data-alone")) {
      state = { ...state, others: state.others + state.entries.length, entries: [] };
    }
    const shown = make("div", {}, ...parts());
    if (to.innerHTML === shown.innerHTML) return;
    to.setAttribute("role", "status");
    to.replaceChildren(...shown.childNodes);
  }

  function showInstall() {
    const to = document.getElementById("install");
    if (!to || !prompt || to.childElementCount) return;
    to.append(make("button", { class: "btn btn--primary btn--phone-wide", type: "button", click: () => prompt.prompt() }, "Установить «Домовой»"));
  }

  function refresh() {
    ask();
    show();
    showInstall();
  }

  // What waits is tried again while the page is open: a network that is back may still lose the first request.
  let again;
  function keepTrying() {
    clearTimeout(again);
    if (!state.entries.some((entry) => entry.state === "waiting")) return;
    again = setTimeout(() => {
      say({ type: "send" });
      keepTrying();
    }, isOffline() ? 30_000 : 5_000);
  }

  // ── News

  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data.type === "queue") {
      state = data;
      show();
      keepTrying();
    } else if (data.type === "changed") ask();
    else if (data.type === "shared") takeShared(data.files);
  });
  navigator.serviceWorker?.addEventListener("controllerchange", refresh);
  addEventListener("online", async () => {
    say({ type: "send" });
    isBack = await isThere();
    refresh();
  });
  addEventListener("offline", () => {
    isBack = false;
    refresh();
  });
  addEventListener("beforeinstallprompt", (event) => {
    // It is offered where one looks for it.
    event.preventDefault();
    prompt = event;
    showInstall();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    say({ type: "send" });
    ask();
    lookForNewVersion();
  });

  const isThere = () => fetch("/healthz", { cache: "no-store" }).then(({ ok }) => ok, () => false);

  // The application opens pages without loading them.
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...all) {
      const before = location.pathname + location.search;
      const result = original.apply(this, all);
      if (before !== location.pathname + location.search) arrived();
      return result;
    };
  }
  addEventListener("popstate", () => arrived());

  let soon;
  function arrived() {
    clearTimeout(soon);
    soon = setTimeout(() => {
      say({ type: "at", path: location.pathname + location.search });
      refresh();
    }, 1500);
    setTimeout(show, 100);
  }

  // A field of a form may be called «action».
  const pathOf = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;
  const isPost = (form) => form.getAttribute("method")?.toLowerCase() === "post";

  // ── A new version

  // The files of the version that this page is of are gone once another one is there.
  let looked = 0;
  async function lookForNewVersion(now = false) {
    const code = document.querySelector("link[rel=preload][as=fetch]")?.href;
    if (!code || isStale || (!now && Date.now() - looked < 300_000)) return isStale;
    looked = Date.now();
    const answer = await fetch(code, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
    isStale = answer?.status === 404;
    if (isStale) show();
    return isStale;
  }

  // A form of an older version that the server does not understand goes as a plain one: the page comes back with what was typed.
  let lastForm;
  const watch = new PerformanceObserver((list) => {
    for (const { name, responseStatus } of list.getEntries()) {
      const path = new URL(name).pathname;
      if (![400, 404, 405].includes(responseStatus) || !lastForm || pathOf(lastForm) !== path) continue;
      const form = lastForm;
      lastForm = undefined;
      lookForNewVersion(true).then((stale) => {
        if (stale) HTMLFormElement.prototype.submit.call(form);
      });
    }
  });
  watch.observe({ type: "resource" });

  // ── Forms and links

  addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const path = pathOf(form);
      lastForm = isPost(form) ? form : undefined;
      if (/^\/api\/session\/(sign-out|end-all)$/.test(path) && warns(form)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (isStale && isPost(form)) event.stopImmediatePropagation();
      else if (path === "/api/readings/submit") sayNames();
    },
    true,
  );

  addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // Without a network, or of another version, the application cannot open it: the browser does.
      if (isStale || isOffline()) event.stopPropagation();
    },
    true,
  );

  function sayNames() {
    const names = {};
    for (const meter of document.querySelectorAll('input[name^="submission[lines]"][name$="[meter]"]')) {
      const row = meter.closest("tbody");
      names[meter.value] = row?.querySelector(".named")?.innerText.replace(/\s+/g, " ").trim() ?? "";
    }
    say({ type: "names", names });
  }

  // Whether leaving waits for a word: something has not been sent.
  function warns(form) {
    const waits = state.entries.filter((entry) => entry.state === "waiting");
    if (!waits.length || form.dataset.sure) return false;
    const leave = make(
      "dialog",
      { class: "leave", "aria-labelledby": "leave", close: () => leave.remove() },
      make("h2", { id: "leave" }, "Не всё отправлено"),
      make("ul", {}, ...waits.map((entry) => make("li", {}, about(entry)))),
      make("p", {}, "Если выйти сейчас, это останется на устройстве и уйдёт само, когда вы войдёте снова. Другие этого не увидят."),
      actions(
        make("button", { class: "btn btn--primary", type: "button", click: () => leave.close() }, "Остаться"),
        button("Всё равно выйти", () => {
          form.dataset.sure = "1";
          leave.close();
          form.requestSubmit();
        }),
      ),
    );
    document.body.append(leave);
    leave.showModal();
    return true;
  }

  // Pictures that another program handed over go into the form as if they had been chosen.
  function takeShared(files) {
    if (!files.length) return;
    const input = document.querySelector("main form fieldset:not([hidden]) input[type=file]");
    if (!input) return void setTimeout(takeShared, 200, files);
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // ── Begin

  document.querySelector("[data-back]")?.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });

  refresh();
  if (location.pathname === "/tickets/new") navigator.serviceWorker?.ready.then(() => say({ type: "shared" }));
  if (html.hasAttribute("data-kept")) isThere().then((there) => ((isBack = there), show()));
  addEventListener("load", () => setTimeout(refresh, 500));
})();
