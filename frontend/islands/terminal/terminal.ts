// The floor terminal: one big job card, reports that survive a missing network, calls for help, what I made today.
import { json } from "../../ts/dom";
import { beep, h } from "./dom";
import * as net from "./net";
import { ask, choose, texts, type Job, type Today, type Words } from "./sheets";
import * as store from "./store";

interface Stop { id: number; machine: number; machine_name: string; reason: string; start: string }

const words: Words = texts(json<Words>("terminal-texts") ?? {});
const root = document.getElementById("terminal") as HTMLElement;
let me: net.Person | null = null;
let jobs: Job[] = [];
let stops: Stop[] = [];
let today: Today | null = null;
let chosen = 0;
let said: { text: string; good: boolean } | null = null;
let waiting: store.Waiting[] = [];
const machine = (): number => Number(localStorage.getItem("floor-machine") ?? 0);

async function load(order = ""): Promise<void> {
  const asked = order ? `?work_order=${encodeURIComponent(order)}` : machine() ? `?machine=${machine()}` : "";
  jobs = await net.read<Job[]>(order ? "" : `jobs${asked}`, `/api/v1/shopfloor/jobs${asked}`, jobs);
  if (!order) [stops, today] = await Promise.all([net.read<Stop[]>("stops", "/api/v1/shopfloor/open-stops", []), net.read<Today | null>("today", "/api/v1/shopfloor/today", null)]);
}

async function refresh(order = ""): Promise<void> {
  try {
    await load(order);
  } catch (refused) {
    say((refused as net.Refused).title, false);
  }
  await draw();
}

function say(text: string, good: boolean): void {
  said = { text, good };
  beep(good);
  setTimeout(() => { if (said?.text === text) { said = null; void draw(); } }, good ? 3000 : 9000);
}

async function act(job: Job, verb: string, body: Record<string, unknown>, told: string, good = 0): Promise<void> {
  const url = `/api/v1/shopfloor/operations/${job.operation}/${verb}`;
  await net.act({ url, body: { key: "", ...(machine() ? { machine: machine() } : {}), ...body }, words: `${job.work_order} · ${job.number} ${job.name} · ${told}`, operation: job.operation, good });
  const stuck = (await store.all()).find((row) => row.operation === job.operation && row.refused);
  if (stuck?.refused) say(stuck.refused, false);
  else say(net.online ? told : words("kept"), true);
  await refresh();
}

function pending(job: Job): number {
  return waiting.filter((row) => row.operation === job.operation && !row.refused).reduce((sum, row) => sum + row.good, 0);
}

function card(job: Job): HTMLElement {
  const more = pending(job);
  const runs = job.state === "running" && (job.mine || !net.online);
  const bar = h("progress", { max: job.quantity, value: String(Number(job.good) + more), "aria-label": words("good") });
  const when = job.planned_start ? new Date(job.planned_start).toLocaleString(document.documentElement.lang, { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" }) : "";
  return h("section", { class: `fl-card fl-${job.state}`, "aria-label": words("next") },
    h("div", { class: "fl-card-top" },
      h("span", { class: `tk-badge tk-${job.blocked ? "red" : job.state === "running" ? "green" : "blue"}` }, words(`state.${job.state}`)),
      job.is_rush && h("span", { class: "tk-badge tk-red" }, words("rush")), h("span", { class: "fl-when" }, job.machine_name, " ", when)),
    h("h1", {}, `${job.number} ${job.name}`),
    h("p", { class: "fl-item" }, h("strong", {}, job.item), " ", job.item_name),
    h("dl", { class: "fl-facts" },
      ...fact(words("order"), job.work_order), ...fact(words("drawing"), job.drawing || "–"), ...fact(words("due"), job.due),
      ...fact(words("available"), `${Math.max(Number(job.available) - more, 0)} ${job.unit}`), ...(Number(job.rework) ? fact(words("aside"), job.rework) : [])),
    bar, h("p", { class: "fl-count" }, h("b", {}, String(Number(job.good) + more)), ` / ${job.quantity} ${job.unit}`, more ? h("em", {}, ` ${words("notSent").replace("{n}", String(more))}`) : null),
    job.blocked ? h("p", { class: "tk-notice tk-red", role: "alert" }, job.blocked) : null,
    h("div", { class: "fl-buttons" },
      button(words("setup"), "adjustments", () => act(job, "start", { kind: "setup" }, words("setup")), "", job.state === "setup" && job.mine),
      runs ? button(words("pause"), "player-pause", () => act(job, "pause", {}, words("pause"))) : button(words("run"), "player-play", () => act(job, "start", { kind: "run" }, words("run")), "fl-go"),
      button(words("report"), "checklist", () => report(job), "tk-primary"),
      button(words("finish"), "flag", () => finish(job))),
    h("div", { class: "fl-links" }, h("a", { href: `/floor/papers/${job.work_order}/` }, words("papers"))));
}

const fact = (label: string, value: string): HTMLElement[] => [h("dt", {}, label), h("dd", {}, value)];

// The build picks the icons it sees named here: icon
["adjustments", "player-play", "player-pause", "checklist", "flag", "bell-ringing", "hand-stop", "list-check", "refresh", "trash"].sort();

function button(label: string, icon: string, done: () => unknown, look = "", off = false): HTMLElement {
  const sprite = root.dataset["icons"] ?? "";
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${icon}`);
  drawn.setAttribute("class", "tk-icon");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return h("button", { type: "button", class: `fl-button ${look}`, disabled: off, onclick: () => void done() }, drawn, h("span", {}, label));
}

async function report(job: Job): Promise<void> {
  const left = Math.max(Number(job.available) - pending(job), 0);
  const given = await ask(words, job, left);
  if (given) await act(job, "report", given, words("reported").replace("{n}", String(given["good"])), Number(given["good"]));
}

async function finish(job: Job): Promise<void> {
  if (await choose(words("finishAsk").replace("{n}", job.good).replace("{all}", job.quantity), [["yes", words("finish")]], words)) await act(job, "finish", {}, words("finish"));
}

async function call(job: Job | undefined): Promise<void> {
  const kind = await choose(words("callAsk"), ["machine", "material", "quality", "help"].map((each) => [each, words(`andon.${each}`)]), words);
  if (!kind || !me) return;
  const at = { site: me.site, ...(machine() ? { machine: machine() } : {}), ...(job ? { operation: job.operation } : {}) };
  await net.act({ url: "/api/v1/shopfloor/calls", body: { kind, ...at }, words: `${words("call")} · ${words(`andon.${kind}`)}`, operation: 0, good: 0 });
  say(words(net.online ? "called" : "kept"), true);
  await draw();
}

async function stop(): Promise<void> {
  const where = machine();
  if (!where) return say(words("pickMachine"), false), draw();
  const now = stops.find((each) => each.machine === where);
  if (now) await net.act({ url: `/api/v1/shopfloor/stops/${now.id}/end`, body: {}, words: words("again"), operation: 0, good: 0 });
  else {
    const reasons = Object.entries(json<Record<string, string>>("terminal-stops") ?? {});
    const reason = await choose(words("stopAsk"), reasons, words);
    if (!reason) return;
    await net.act({ url: "/api/v1/shopfloor/stops", body: { machine: where, reason }, words: words("stop"), operation: 0, good: 0 });
  }
  await refresh();
}

async function scan(text: string): Promise<void> {
  const [order, number] = text.trim().replace(/^.*\/t\//, "").split("/");
  if (!order) return;
  const before = jobs;
  try {
    await load(order);
    if (!jobs.length) throw { title: words("nothingHere").replace("{order}", order) };
    chosen = (jobs.find((each) => String(each.number) === number) ?? jobs[0])?.operation ?? 0;
    beep(true);
  } catch (refused) {
    jobs = before;
    say((refused as net.Refused).title, false);
  }
  await draw();
}

function head(): HTMLElement {
  const mine = waiting.filter((row) => row.user === me?.user);
  const others = waiting.length - mine.length;
  const state = net.online ? (mine.length ? words("sending") : words("online")) : words("offline");
  const machines = h("select", { "aria-label": words("machine"), onchange: (event) => { localStorage.setItem("floor-machine", (event.target as HTMLSelectElement).value); chosen = 0; void refresh(); } },
    h("option", { value: "0" }, words("everyMachine")), ...(me?.machines ?? []).map((each) => h("option", { value: String(each.id), selected: each.id === machine() }, each.name)));
  const box = h("input", { type: "search", class: "fl-scan", placeholder: words("scan"), "aria-label": words("scan"), autocomplete: "off", enterkeyhint: "go", onkeydown: (event) => { const key = event as KeyboardEvent; if (key.key === "Enter") { const typed = event.target as HTMLInputElement; void scan(typed.value); typed.value = ""; } } });
  return h("header", { class: "fl-head" },
    h("div", { class: "fl-who" }, h("b", {}, me?.name ?? ""), h("span", { class: `fl-net ${net.online ? "" : "is-off"}`, role: "status" }, state, mine.length || others ? ` · ${words("waiting").replace("{n}", String(mine.length))}` : "")),
    machines, box);
}

function queue(): HTMLElement | null {
  const refused = waiting.filter((row) => row.refused && row.user === me?.user);
  if (!refused.length) return null;
  return h("section", { class: "fl-queue", "aria-label": words("refused") }, h("h2", {}, words("refused")), ...refused.map((row) =>
    h("div", { class: "fl-refused" }, h("p", {}, h("b", {}, row.words), h("br"), row.refused ?? ""),
      button(words("tryAgain"), "refresh", async () => { const { refused: _gone, ...rest } = row; await store.change(rest); await net.flush(); await refresh(); }),
      button(words("discard"), "trash", async () => { if (await choose(words("discardAsk"), [["yes", words("discard")]], words)) { await store.drop(row.id ?? 0); await refresh(); } }))));
}

function day(): HTMLElement {
  return h("section", { class: "fl-today" }, h("h2", {}, words("today")),
    h("p", { class: "fl-sum" }, h("b", {}, today?.good ?? "0"), ` ${words("good")} · ${today?.scrap ?? 0} ${words("scrap")} · ${Math.round((today?.minutes ?? 0) / 6) / 10} ${words("hours")}`),
    h("ul", {}, ...(today?.reports ?? []).slice(0, 12).map((each) => h("li", { class: each.is_reversed ? "is-gone" : "" }, `${each.work_order} · ${each.number} ${each.item}`, h("b", {}, ` ${each.good}`), Number(each.scrap) ? ` / ${each.scrap}` : ""))));
}

async function draw(): Promise<void> {
  waiting = await store.all();
  if (document.querySelector("dialog[open]")) return;
  if (!me) return root.replaceChildren(h("p", { class: "fl-none" }, h("a", { class: "fl-button tk-primary", href: "/floor/sign-in/" }, words("signIn"))));
  const job = jobs.find((each) => each.operation === chosen) ?? jobs[0];
  const others = jobs.filter((each) => each !== job);
  const standing = stops.find((each) => each.machine === machine());
  const focused = document.activeElement?.classList.contains("fl-scan");
  root.replaceChildren(head(), said ? h("p", { class: `fl-said ${said.good ? "is-good" : "is-bad"}`, role: "alert" }, said.text) : h("span"),
    ...[queue()].filter((each) => each !== null),
    standing ? h("p", { class: "tk-notice tk-red" }, words("stands"), " ", standing.machine_name) : h("span"),
    h("main", { class: "fl-main" }, h("div", {}, job ? card(job) : h("p", { class: "fl-none" }, words("nothing")),
      h("div", { class: "fl-buttons fl-small" }, button(words("call"), "bell-ringing", () => call(job), "fl-call"), button(words(standing ? "again" : "stop"), "hand-stop", stop), button(words("allJobs"), "list-check", () => { chosen = 0; return refresh(); }))),
      h("div", {}, h("section", { class: "fl-more" }, h("h2", {}, words("then")), ...others.slice(0, 12).map((each) =>
        h("button", { type: "button", class: "fl-job", onclick: () => { chosen = each.operation; void draw(); } }, h("b", {}, `${each.number} ${each.name}`), h("span", {}, `${each.work_order} · ${each.item}`), h("span", { class: `tk-badge tk-${each.state === "running" ? "green" : "grey"}` }, words(`state.${each.state}`))))), day())));
  if (focused) root.querySelector<HTMLInputElement>(".fl-scan")?.focus();
}

async function begin(): Promise<void> {
  net.onChange(() => void draw());
  me = await net.who();
  await net.flush();
  await refresh();
  if (me && "serviceWorker" in navigator && net.online) {
    await navigator.serviceWorker.register("/floor/worker.js", { scope: "/floor/" });
    const pages = await caches.open("floor");
    const built = [...document.querySelectorAll<HTMLElement>("script[src],link[rel=stylesheet]")].map((each) => each.getAttribute("src") ?? each.getAttribute("href") ?? "");
    await pages.addAll(["/floor/", root.dataset["icons"] ?? "", ...built].filter(Boolean));
    document.documentElement.dataset["kept"] = "1";
  }
}

addEventListener("online", () => void net.who().then((found) => { me = found ?? me; return net.flush(); }).then(() => refresh()));
addEventListener("offline", () => void draw());
setInterval(() => { void net.flush().then(() => refresh()); }, 20_000);
document.getElementById("floor-leave")?.addEventListener("submit", () => void caches.delete("floor"));
void begin();
