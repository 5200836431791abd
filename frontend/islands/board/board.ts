// Puts the board together. <div data-board data-url=… data-move=… data-keep=… data-detail=… data-texts="id">;
// data-source="id of a script" instead of data-url; data-order lights that order at the start.
import { json, token } from "../../ts/dom";
import { Drawing } from "./draw";
import { Pointer } from "./interact";
import { Keys } from "./keyboard";
import { Model, type Colouring, type Ghost } from "./model";
import { palette } from "./paint";
import { Panel } from "./panel";
import { stamp } from "./ruler";
import { twin } from "./twin";
import type { Bar, BoardData, Consequence, Move, Refused, Texts } from "./types";
import { LEVELS, ROW, View, type Level } from "./view";

class Board {
  private model: Model;
  private readonly view: View;
  private readonly drawing: Drawing;
  private readonly panel: Panel;
  private readonly pointer: Pointer;
  private readonly keys: Keys;
  private readonly canvas: HTMLCanvasElement;
  private readonly scroller: HTMLElement;
  private readonly voice: HTMLElement;
  private readonly tip: HTMLElement;
  private asked = 0;

  constructor(
    private readonly host: HTMLElement,
    data: BoardData,
    private readonly texts: Texts,
  ) {
    this.model = new Model(data);
    const find = (name: string): HTMLElement => host.querySelector<HTMLElement>(`[data-part="${name}"]`) as HTMLElement;
    this.scroller = find("scroller");
    this.canvas = this.scroller.querySelector("canvas") as HTMLCanvasElement;
    this.voice = find("voice");
    this.tip = find("tip");
    this.view = new View(this.scroller, find("spacer"), this.model);
    this.drawing = new Drawing(this.canvas.getContext("2d") as CanvasRenderingContext2D, palette(), texts);
    this.panel = new Panel(find("panel"), texts, { choose: (bar) => this.goTo(bar), open: host.dataset["detail"] ? (bar) => this.open(bar) : null, keep: () => void this.keep(), undo: () => this.undo() });
    const acts = {
      redraw: () => this.redraw(),
      choose: (bar: Bar | null) => this.choose(bar),
      drop: (ghost: Ghost) => void this.drop(ghost),
      open: (bar: Bar) => this.open(bar),
      hint: (bar: Bar | null, x: number, y: number) => this.hint(bar, x, y),
      keep: () => void this.keep(),
      undo: () => this.undo(),
      say: (words: string) => (this.voice.textContent = words),
      where: () => this.where(),
      texts,
    };
    this.pointer = new Pointer(this.scroller, this.view, this.model, acts);
    this.keys = new Keys(this.scroller, this.view, this.model, acts);
    this.wire(find);
    this.fit();
    const order = host.dataset["order"];
    const lit = order ? [...this.model.bars.values()].find((bar) => bar.order === order) : undefined;
    this.view.show(this.model.now, null, 0.15);
    if (lit) this.goTo(lit);
    else this.panel.show(this.model);
  }

  private wire(find: (name: string) => HTMLElement): void {
    this.scroller.addEventListener("scroll", () => this.redraw(), { passive: true });
    new ResizeObserver(() => this.fit()).observe(this.scroller);
    this.host.querySelectorAll<HTMLElement>("[data-level]").forEach((button) => {
      button.addEventListener("click", () => {
        this.view.zoom(LEVELS[button.dataset["level"] as Level]);
        this.redraw();
      });
    });
    this.host.querySelectorAll<HTMLElement>("[data-zoom]").forEach((button) => {
      button.addEventListener("click", () => {
        this.view.zoom(this.view.scale * Number(button.dataset["zoom"]));
        this.redraw();
      });
    });
    find("today").addEventListener("click", () => {
      this.scroller.scrollLeft = (this.model.now - this.model.first) * this.view.scale - 120;
    });
    const colouring = find("colouring") as HTMLSelectElement;
    this.model.colouring = colouring.value as Colouring;
    colouring.addEventListener("change", () => {
      this.model.colouring = colouring.value as Colouring;
      this.redraw();
    });
    const table = find("table");
    find("as-table").addEventListener("click", (event) => {
      const open = table.childElementCount === 0;
      (event.currentTarget as HTMLElement).setAttribute("aria-expanded", String(open));
      table.replaceChildren(...(open ? [twin(this.model, this.texts, (bar) => this.goTo(bar))] : []));
    });
    this.host.addEventListener("live", () => void this.reload());
    new MutationObserver(() => {
      this.drawing.palette = palette();
      this.redraw();
    }).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  }

  private fit(): void {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: wide, clientHeight: high } = this.scroller;
    this.canvas.width = wide * ratio;
    this.canvas.height = high * ratio;
    this.canvas.style.width = `${wide}px`;
    this.canvas.style.height = `${high}px`;
    this.canvas.getContext("2d")?.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.view.resize();
    this.view.measure();
    this.draw();
  }

  private redraw(): void {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.asked = 0;
    this.view.measure();
    this.drawing.frame(this.model, this.view);
    const chosen = this.model.chosen;
    const middle = chosen ? this.view.x((chosen.start + chosen.end) / 2) : 0;
    this.host.dataset["at"] = chosen ? `${Math.round(middle)} ${this.view.y(this.model.rowOf.get(chosen.lane) ?? 0) + ROW / 2}` : "";
    const level = this.view.level();
    this.host.querySelectorAll<HTMLElement>("[data-level]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset["level"] === level));
    });
  }

  private choose(bar: Bar | null): void {
    if (bar === this.model.chosen) return;
    this.model.choose(bar);
    this.panel.show(this.model);
    this.voice.textContent = bar ? this.words(bar) : "";
    this.redraw();
  }

  /** Choose a bar and bring the whole chain of its order into sight where that can still be read. */
  private goTo(bar: Bar): void {
    this.choose(bar);
    const chain = [...(this.model.lit ?? [])].map((id) => this.model.bars.get(id) as Bar).filter((each) => each.order === bar.order);
    const from = Math.min(...chain.map((each) => each.start));
    const to = Math.max(...chain.map((each) => each.end));
    this.view.span(from, to);
    this.view.show(bar.start, this.model.rowOf.get(bar.lane) ?? 0, 0.5);
    this.redraw();
  }

  private words(bar: Bar): string {
    const lane = this.model.lanes[this.model.rowOf.get(bar.lane) ?? 0]?.name ?? "";
    return `${bar.label}, ${bar.order}, ${lane}, ${stamp(this.model, bar.start)} – ${stamp(this.model, bar.end)}`;
  }

  private where(): string {
    const ghost = this.model.ghost;
    if (!ghost) return "";
    return `${this.model.lanes[this.model.rowOf.get(ghost.lane) ?? 0]?.name ?? ""}, ${stamp(this.model, ghost.start)}`;
  }

  private hint(bar: Bar | null, x: number, y: number): void {
    this.tip.hidden = !bar;
    if (!bar) return;
    this.tip.textContent = `${bar.label} · ${bar.order} · ${bar.item}\n${stamp(this.model, bar.start)} – ${stamp(this.model, bar.end)}`;
    this.tip.style.left = `${Math.min(x + 14, this.view.width - 260)}px`;
    this.tip.style.top = `${y + 18 > this.view.height - 60 ? y - 56 : y + 18}px`;
  }

  private open(bar: Bar): void {
    const pattern = this.host.dataset["detail"];
    if (pattern) void window.htmx.ajax("get", pattern.replace("0", String(bar.id)), { target: "#dialog" });
  }

  private async drop(ghost: Ghost): Promise<void> {
    const move: Move = { bar: ghost.bar.id, lane: ghost.lane, start: ghost.start, version: this.model.version, origin: this.model.given };
    this.panel.busy(this.texts["computing"] ?? "");
    const found = await this.post<Consequence>(this.host.dataset["move"] ?? "", move);
    this.panel.show(this.model);
    if (!found) return;
    if ("title" in found) {
      this.panel.refuse(found.title, found.code);
      this.voice.textContent = found.title;
      return;
    }
    this.model.try(found);
    this.panel.show(this.model);
    this.voice.textContent = found.slips.length ? `${this.texts["consequence"] ?? ""}: ${found.slips.map((slip) => slip.order).join(", ")}` : (this.texts["nobody"] ?? "");
    this.redraw();
  }

  private async keep(): Promise<void> {
    const tried = this.model.tried;
    if (!tried) return;
    const answer = await this.post<{ version: number }>(this.host.dataset["keep"] ?? "", { token: tried.token, version: this.model.version });
    if (answer && "title" in answer) {
      this.undo();
      this.panel.refuse(answer.title, answer.code);
      return;
    }
    if (answer) await this.reload(true);
  }

  private undo(): void {
    this.model.undo();
    this.panel.show(this.model);
    this.redraw();
  }

  private async post<T>(url: string, body: object): Promise<T | Refused | null> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
        body: JSON.stringify(body),
      });
      const type = answer.headers.get("Content-Type") ?? "";
      if (type.includes("json")) return (await answer.json()) as T | Refused;
      return { code: String(answer.status), title: this.texts["unreachable"] ?? "" };
    } catch {
      return { code: "offline", title: this.texts["unreachable"] ?? "" };
    }
  }

  /** Read the schedule anew; a person in the middle of a move is not disturbed. */
  private async reload(kept = false): Promise<void> {
    const url = this.host.dataset["url"];
    if (this.pointer.dragging || this.model.ghost || (this.model.tried && !kept)) return;
    const data = url ? await read(url) : null;
    if (!data) {
      this.model.tried = null;
      this.panel.show(this.model);
      this.redraw();
      return;
    }
    const { chosen, colouring } = this.model;
    this.model = this.view.model = this.pointer.model = this.keys.model = new Model(data);
    this.model.colouring = colouring;
    this.model.choose(chosen ? (this.model.bars.get(chosen.id) ?? null) : null);
    this.view.resize();
    this.panel.show(this.model);
    this.redraw();
  }
}

async function read(url: string): Promise<BoardData | null> {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? ((await answer.json()) as BoardData) : null;
}

async function start(host: HTMLElement): Promise<void> {
  if (host.dataset["started"]) return;
  host.dataset["started"] = "1";
  const source = host.dataset["source"];
  const data = source ? json<BoardData>(source) : await read(host.dataset["url"] ?? "");
  if (data) new Board(host, data, json<Texts>(host.dataset["texts"] ?? "") ?? {});
}

function all(): void {
  document.querySelectorAll<HTMLElement>("[data-board]").forEach((host) => void start(host));
}

all();
document.body.addEventListener("htmx:afterSettle", all);
