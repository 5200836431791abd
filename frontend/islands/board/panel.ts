// The column beside the lanes: late orders, the chosen operation, and what a move would do.
import type { Model } from "./model";
import { stamp } from "./ruler";
import type { Bar, Consequence, Texts } from "./types";

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = "", text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

export interface PanelActs {
  choose(bar: Bar): void;
  /** Shows what holds the bar where it stands; null where nobody explains it. */
  open: ((bar: Bar) => void) | null;
  keep(): void;
  undo(): void;
}

/** 2 d 3 h, or 40 min. */
export function span(minutes: number, texts: Texts): string {
  const all = Math.abs(Math.round(minutes));
  const days = Math.floor(all / 1440);
  const hours = Math.floor((all % 1440) / 60);
  if (days) return `${days} ${texts["days"] ?? "d"}${hours ? ` ${hours} ${texts["hours"] ?? "h"}` : ""}`;
  return hours ? `${hours} ${texts["hours"] ?? "h"} ${all % 60 ? `${all % 60} ${texts["minutes"] ?? "min"}` : ""}`.trim() : `${all} ${texts["minutes"] ?? "min"}`;
}

export class Panel {
  constructor(
    private readonly host: HTMLElement,
    private readonly texts: Texts,
    private readonly acts: PanelActs,
  ) {}

  show(model: Model): void {
    const parts: HTMLElement[] = [];
    if (model.tried) parts.push(this.consequence(model.tried));
    if (model.chosen) parts.push(this.chosen(model, model.chosen));
    parts.push(this.late(model));
    this.host.replaceChildren(...parts);
  }

  busy(words: string): void {
    const box = make("section", "tk-board-box");
    box.append(make("p", "tk-quiet", words));
    this.host.prepend(box);
  }

  refuse(title: string, code: string): void {
    const box = make("div", "tk-notice tk-red");
    box.setAttribute("role", "alert");
    box.append(make("p", "", title), make("code", "", code));
    this.host.prepend(box);
  }

  private consequence(found: Consequence): HTMLElement {
    const box = make("section", "tk-board-box is-trying");
    box.append(make("h2", "", this.texts["consequence"]));
    if (found.note) box.append(make("p", "", found.note));
    const slips = found.slips.filter((slip) => slip.minutes !== 0);
    if (!slips.length) box.append(make("p", "tk-board-good", this.texts["nobody"]));
    box.append(this.decide());
    const late = slips.filter((slip) => slip.late);
    const rest = slips.filter((slip) => !slip.late);
    if (late.length) box.append(this.slips(late));
    if (rest.length) {
      const more = make("details", "tk-board-more");
      more.open = !late.length && rest.length <= 6;
      more.append(make("summary", "", (this.texts["inTime"] ?? "").replace("{n}", String(rest.length))), this.slips(rest));
      box.append(more);
    }
    const others = found.moved.length - 1;
    if (others > 0) box.append(make("p", "tk-quiet", (this.texts["others"] ?? "").replace("{n}", String(others))));
    return box;
  }

  private slips(slips: Consequence["slips"]): HTMLElement {
    const list = make("ul", "tk-board-slips");
    for (const slip of slips) {
      const line = make("li");
      line.append(make("b", "", slip.order), make("span", "tk-quiet", slip.label));
      const later = slip.minutes > 0;
      line.append(make("em", later ? (slip.late ? "is-late" : "is-later") : "is-sooner", `${later ? "+" : "−"}${span(slip.minutes, this.texts)}`));
      line.append(make("span", "tk-board-dates", `${slip.before} → ${slip.after}`));
      list.append(line);
    }
    return list;
  }

  /** Keep it, or leave all as it was; above the list, so that it is always in sight. */
  private decide(): HTMLElement {
    const buttons = make("div", "tk-board-buttons");
    const keep = make("button", "tk-button tk-primary", this.texts["keep"]);
    keep.type = "button";
    keep.addEventListener("click", () => this.acts.keep());
    const undo = make("button", "tk-button", this.texts["undo"]);
    undo.type = "button";
    undo.addEventListener("click", () => this.acts.undo());
    buttons.append(keep, undo);
    return buttons;
  }

  private chosen(model: Model, bar: Bar): HTMLElement {
    const box = make("section", "tk-board-box");
    box.append(make("h2", "", bar.label));
    const facts = make("dl", "tk-board-facts");
    const add = (label: string | undefined, value: string, tone = ""): void => {
      facts.append(make("dt", "", label), make("dd", tone, value));
    };
    add(this.texts["order"], bar.order);
    add(this.texts["item"], bar.item);
    add(this.texts["machine"], model.lanes[model.rowOf.get(bar.lane) ?? 0]?.name ?? "");
    add(this.texts["time"], `${stamp(model, bar.start)} – ${stamp(model, bar.end)}`);
    if (bar.setup) add(this.texts["setup"], span(bar.setup, this.texts));
    add(this.texts["lateness"], bar.late > 0 ? `+${span(bar.late, this.texts)}` : (this.texts["onTime"] ?? ""), bar.late > 0 ? "tk-due-red" : "");
    add(this.texts["state"], (this.texts[`state.${bar.state}`] ?? bar.state) + (bar.pinned ? ` · ${this.texts["pinned"] ?? ""}` : ""));
    box.append(facts);
    const open = this.acts.open;
    if (open) {
      const why = make("button", "tk-button tk-board-why", this.texts["why"]);
      why.type = "button";
      why.addEventListener("click", () => open(bar));
      box.append(why);
    }
    return box;
  }

  private late(model: Model): HTMLElement {
    const box = make("section", "tk-board-box");
    const orders = model.lateOrders();
    const head = make("h2", "", this.texts["late"]);
    head.append(make("span", "tk-count", String(orders.length)));
    box.append(head);
    if (!orders.length) box.append(make("p", "tk-quiet", this.texts["noneLate"]));
    const list = make("ul", "tk-board-late");
    for (const each of orders.slice(0, 60)) {
      const line = make("li");
      const button = make("button");
      button.type = "button";
      if (model.chosen?.order === each.order) button.setAttribute("aria-current", "true");
      button.append(make("b", "", each.order), make("span", "", each.label), make("em", each.late > 1440 ? "is-late" : "is-later", `+${span(each.late, this.texts)}`));
      button.addEventListener("click", () => this.acts.choose(each.bar));
      line.append(button);
      list.append(line);
    }
    box.append(list);
    return box;
  }
}
