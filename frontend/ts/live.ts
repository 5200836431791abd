// Live pages: one tab holds the stream and tells the others; what an event names is fetched anew by its element.
// An element says data-live="topic:id topic2" and gets the event "live" (or the one named in data-live-event).

interface Happening {
  topic: string;
  id?: number | string;
  version?: number;
}

const SILENCE = 20_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("taktline-live") : null;
let source: EventSource | null = null;
let heard = 0;
let polling = 0;
let pending = new Set<HTMLElement>();
let flush = 0;

export function startLive(): void {
  if (!document.querySelector("[data-live-state]")) return;
  heard = Date.now();
  channel?.addEventListener("message", (event: MessageEvent<Happening | "alive">) => {
    alive();
    if (event.data !== "alive") tell(event.data);
  });
  lead();
  polling = window.setInterval(watch, 5_000);
  addEventListener("pagehide", () => {
    source?.close();
    clearInterval(polling);
  });
}

/** Whoever gets the lock opens the stream; when that tab closes, the next one does. */
function lead(): void {
  if (!("locks" in navigator) || !channel) {
    listen();
    return;
  }
  void navigator.locks.request("taktline-live", () => {
    listen();
    return new Promise<void>(() => undefined);
  });
}

function listen(): void {
  source = new EventSource("/live/");
  const pass = (event: MessageEvent<string>): void => {
    alive();
    channel?.postMessage("alive");
    if (!event.data) return;
    try {
      const happening = JSON.parse(event.data) as Happening;
      if (!happening.topic) return;
      tell(happening);
      channel?.postMessage(happening);
    } catch {
      // A comment or a heartbeat in words.
    }
  };
  source.onopen = () => alive();
  source.onmessage = pass;
  source.addEventListener("beat", pass as EventListener);
}

function alive(): void {
  heard = Date.now();
  state(true);
}

/** Twenty seconds without a sign of life: ask by ourselves, as long as the page is looked at. */
function watch(): void {
  if (source?.readyState === EventSource.OPEN) heard = Date.now();
  if (Date.now() - heard < SILENCE) return;
  state(false);
  if (document.visibilityState !== "visible" || Date.now() - lastPoll < SILENCE) return;
  lastPoll = Date.now();
  document.querySelectorAll<HTMLElement>("[data-live]").forEach(again);
}
let lastPoll = 0;

function state(on: boolean): void {
  document.querySelectorAll<HTMLElement>("[data-live-state]").forEach((sign) => {
    sign.classList.toggle("is-on", on);
    const words = sign.dataset["onTitle"] ?? (sign.dataset["onTitle"] = sign.title);
    sign.title = on ? words : (sign.dataset["offTitle"] ?? "");
  });
}

function tell(happening: Happening): void {
  const exact = `${happening.topic}:${happening.id ?? ""}`;
  document.querySelectorAll<HTMLElement>("[data-live]").forEach((element) => {
    const wanted = (element.dataset["live"] ?? "").split(/\s+/);
    if (wanted.some((each) => each === exact || each === happening.topic)) again(element);
  });
}

/** Many events at once make one request per element; a page being edited is left alone. */
function again(element: HTMLElement): void {
  pending.add(element);
  clearTimeout(flush);
  flush = window.setTimeout(() => {
    const now = pending;
    pending = new Set();
    now.forEach((each) => {
      if (each.isConnected && !each.querySelector("details[open], [data-tick]:checked, form:focus-within")) {
        // Plain "live" stays where it is: a page must not read itself anew because a part of it does.
        const named = each.dataset["liveEvent"];
        if (named) window.htmx.trigger(each, named);
        else each.dispatchEvent(new CustomEvent("live", { bubbles: false }));
      }
    });
  }, 200);
}
