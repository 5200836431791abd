// A tree of components. <div data-bom-editor data-url="…/tree.json" data-save="…/lines/" data-texts="id of script"
//   data-lookup="/lookup/catalog.component/" [data-readonly]>
// GET data-url → Node (the item, its lines one level down). A line with hasBelow is opened by GET below (its own Node).
// The first level is edited; POST data-save {lines: […]} → {} or {code, title, faults:[{field, reason}]}.
import { json } from "../../ts/dom";
import { button, element, get, post } from "./dom";
import { draggable } from "./drag";
import { BOXES, type Box, type Line, type Node, type Texts } from "./types";

const DEEPEST = 20;

export class Editor {
  private lines: Line[] = [];
  private dirty = false;
  private faults = new Map<string, string>();
  private readonly open = new Map<string, Node>();
  private readonly texts: Texts;
  private readonly readonly: boolean;

  constructor(private readonly host: HTMLElement) {
    this.texts = json<Texts>(host.dataset["texts"] ?? "") ?? {};
    this.readonly = "readonly" in host.dataset;
    addEventListener("beforeunload", (event) => this.dirty && host.isConnected && event.preventDefault());
    void this.load();
  }

  private async load(): Promise<void> {
    const node = await get(this.host.dataset["url"] ?? "");
    if (!node) return this.say(this.word("unreachable"), "");
    this.lines = node.lines;
    this.dirty = false;
    this.faults.clear();
    this.draw();
  }

  private word(key: string): string {
    return this.texts[key] ?? key;
  }

  private draw(): void {
    const table = element("table", "tk-table tk-tree");
    table.setAttribute("role", "treegrid");
    table.setAttribute("aria-label", this.word("title"));
    const body = element("tbody");
    this.lines.forEach((line, at) => {
      body.append(this.row(line, at, `${at}`, 1));
      this.below(body, `${at}`, 2);
    });
    if (!this.lines.length) {
      const cell = element("td", "tk-quiet", this.word(this.readonly ? "none" : "empty")) as HTMLTableCellElement;
      cell.colSpan = 9;
      const row = element("tr");
      row.append(cell);
      body.append(row);
    }
    draggable(body, (from, to) => this.move(from, to));
    table.append(this.head(), body);
    const scroll = element("div", "tk-scroll");
    scroll.tabIndex = 0;
    scroll.append(table);
    this.host.replaceChildren(scroll, ...(this.readonly ? [] : [this.foot()]));
  }

  private head(): HTMLElement {
    const row = element("tr");
    row.setAttribute("role", "row");
    for (const key of ["item", "name", "quantity", "unit", "scrap", "operation", "alternate", "byProduct", ""]) {
      const cell = element("th", ["quantity", "scrap", "operation"].includes(key) ? "tk-right" : "", key ? this.word(key) : "");
      cell.setAttribute("scope", "col");
      cell.setAttribute("role", "columnheader");
      row.append(cell);
    }
    const head = element("thead");
    head.append(row);
    return head;
  }

  private below(body: HTMLElement, path: string, level: number): void {
    this.open.get(path)?.lines.forEach((child, at) => {
      body.append(this.row(child, -1, `${path}.${at}`, level));
      if (level < DEEPEST) this.below(body, `${path}.${at}`, level + 1);
    });
  }

  /** at: index of an editable line, -1 for those further down. */
  private row(line: Line, at: number, path: string, level: number): HTMLElement {
    const row = element("tr");
    row.setAttribute("role", "row");
    row.setAttribute("aria-level", String(level));
    const edited = at >= 0 && !this.readonly;
    if (edited) row.dataset["at"] = String(at);
    row.append(this.first(row, line, at, path, level), element("td", "", line.name));
    for (const box of BOXES) {
      row.append(edited ? this.box(line, at, box.name, box.number, box.width) : element("td", box.number ? "tk-right" : "", line[box.name]));
      if (box.name === "quantity") row.append(element("td", "", line.unit));
    }
    row.append(this.byProduct(line, edited), edited ? this.buttons(at) : element("td"));
    row.querySelectorAll("td").forEach((cell) => cell.setAttribute("role", "gridcell"));
    return row;
  }

  private first(row: HTMLElement, line: Line, at: number, path: string, level: number): HTMLElement {
    const cell = element("td", `tk-tree-first tk-level-${Math.min(level, 8)}`);
    if (at >= 0 && !this.readonly) {
      const handle = element("span", "tk-tree-handle", "⠿");
      handle.dataset["handle"] = String(at);
      handle.title = this.word("drag");
      handle.setAttribute("aria-hidden", "true");
      cell.append(handle);
    }
    const opened = this.open.has(path);
    const twig = button("tk-twig", line.hasBelow ? (opened ? "▾" : "▸") : "", `${this.word("open")} ${line.code}`, () => void this.toggle(line, path));
    twig.disabled = !line.hasBelow;
    if (line.hasBelow) row.setAttribute("aria-expanded", String(opened));
    cell.append(twig, element("span", "tk-code", line.code));
    if (line.phantom) cell.append(" ", element("span", "tk-tag tk-purple", this.word("phantom")));
    const wrong = this.faults.get(`lines[${at}].item`);
    if (at >= 0 && wrong) cell.append(element("em", "", wrong));
    return cell;
  }

  private box(line: Line, at: number, name: Box, number: boolean, width: string): HTMLElement {
    const cell = element("td", `tk-tree-box ${width}`);
    const box = element("input", number ? "tk-control tk-number" : "tk-control") as HTMLInputElement;
    box.value = line[name];
    if (number) box.inputMode = "decimal";
    box.setAttribute("aria-label", `${this.word(name)} ${line.code}`);
    cell.append(box);
    const wrong = this.faults.get(`lines[${at}].${name}`);
    if (wrong) {
      box.setAttribute("aria-invalid", "true");
      cell.append(element("em", "", wrong));
    }
    box.addEventListener("input", () => {
      line[name] = box.value;
      this.touch();
    });
    return cell;
  }

  private byProduct(line: Line, edited: boolean): HTMLElement {
    const cell = element("td");
    if (!edited) {
      cell.textContent = line.byProduct ? "✓" : "";
      return cell;
    }
    const box = element("input") as HTMLInputElement;
    box.type = "checkbox";
    box.checked = line.byProduct;
    box.setAttribute("aria-label", `${this.word("byProduct")} ${line.code}`);
    box.addEventListener("change", () => {
      line.byProduct = box.checked;
      this.touch();
    });
    cell.append(box);
    return cell;
  }

  private buttons(at: number): HTMLElement {
    const cell = element("td", "tk-tree-buttons");
    const code = this.lines[at]?.code ?? "";
    const up = button("tk-icon-button", "↑", `${this.word("up")} ${code}`, () => this.move(at, at - 1));
    const down = button("tk-icon-button", "↓", `${this.word("down")} ${code}`, () => this.move(at, at + 1));
    up.disabled = at === 0;
    down.disabled = at === this.lines.length - 1;
    cell.append(up, down, button("tk-icon-button", "×", `${this.word("remove")} ${code}`, () => this.remove(at)));
    return cell;
  }

  private foot(): HTMLElement {
    const foot = element("div", "tk-form-foot tk-bom-foot");
    const combo = element("span", "tk-combo");
    combo.dataset["combo"] = this.host.dataset["lookup"] ?? "";
    const id = element("input") as HTMLInputElement;
    id.type = "hidden";
    const text = element("input", "tk-control") as HTMLInputElement;
    text.type = "text";
    text.setAttribute("role", "combobox");
    text.setAttribute("aria-expanded", "false");
    text.autocomplete = "off";
    text.placeholder = this.word("add");
    text.setAttribute("aria-label", this.word("add"));
    id.addEventListener("change", () => this.add(Number(id.value), text.value));
    combo.append(id, text);
    const undo = button("tk-button", this.word("undo"), this.word("undo"), () => void this.load());
    const save = button("tk-button tk-primary", this.word("save"), this.word("save"), () => void this.save());
    for (const each of [undo, save]) {
      each.disabled = !this.dirty;
      each.dataset["save"] = "";
    }
    foot.append(combo, undo, save);
    return foot;
  }

  private touch(): void {
    this.dirty = true;
    this.host.querySelectorAll<HTMLButtonElement>("[data-save]").forEach((each) => (each.disabled = false));
  }

  private redraw(): void {
    this.open.clear();
    this.faults.clear();
    this.dirty = true;
    this.draw();
  }

  private add(item: number, words: string): void {
    if (!item) return;
    const [code = "", ...name] = words.split(" ");
    this.lines.push({
      id: 0, item, code, name: name.join(" "), quantity: "1", unit: "", scrap: "", operation: "", alternate: "",
      byProduct: false, phantom: false, hasBelow: false, below: "",
    });
    this.redraw();
    this.host.querySelector<HTMLInputElement>("tbody tr:last-child input")?.select();
  }

  private move(from: number, to: number): void {
    const [line] = this.lines.splice(from, 1);
    if (line) this.lines.splice(to, 0, line);
    this.redraw();
    this.host.querySelector<HTMLElement>(`tr[data-at="${to}"] .tk-tree-buttons button:not(:disabled)`)?.focus();
  }

  private remove(at: number): void {
    this.lines.splice(at, 1);
    this.redraw();
  }

  private async toggle(line: Line, path: string): Promise<void> {
    if (this.open.has(path)) {
      for (const key of [...this.open.keys()]) if (key === path || key.startsWith(`${path}.`)) this.open.delete(key);
    } else {
      const node = await get(line.below);
      if (node) this.open.set(path, node);
    }
    this.draw();
  }

  private async save(): Promise<void> {
    const refused = await post(this.host.dataset["save"] ?? "", this.lines);
    if (!refused) return this.load();
    this.faults = new Map((refused.faults ?? []).map((fault) => [fault.field, fault.reason]));
    this.draw();
    this.touch();
    this.say(refused.title ?? this.word("unreachable"), refused.code ?? "");
  }

  private say(text: string, code: string): void {
    const notice = element("div", "tk-notice tk-red", text);
    notice.setAttribute("role", "alert");
    if (code) notice.append(" ", element("code", "", code));
    this.host.prepend(notice);
  }
}
