// A combobox that asks the server: text typed, options shown, an id kept in the hidden box beside it.
import { on } from "./dom";

let list: HTMLUListElement | null = null;
let owner: HTMLInputElement | null = null;
let timer = 0;
let asked = 0;
let listed = ""; // the text whose matches are shown

export function startCombos(): void {
  on("input", "[data-combo] [role=combobox]", (box) => {
    hidden(box).value = "";
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(box as HTMLInputElement), 150);
  });
  on("focusin", "[data-combo] [role=combobox]", (box) => {
    if (!hidden(box).value) void ask(box as HTMLInputElement);
    else (box as HTMLInputElement).select();
  });
  on("focusout", "[data-combo] [role=combobox]", (box) => {
    // Who types a code and goes on before the list is there means that code.
    if (!hidden(box).value) void settle(box as HTMLInputElement);
    setTimeout(() => {
      if (owner === box) close();
    }, 120);
  });
  on("keydown", "[data-combo] [role=combobox]", (box, event) => keys(box as HTMLInputElement, event));
  on("tk:settle" as "input", "[data-combo] [role=combobox]", (box) => void settle(box as HTMLInputElement));
  addEventListener("scroll", (event) => event.target !== list && close(), true);
}

function hidden(box: Element): HTMLInputElement {
  return box.parentElement?.querySelector("input[type=hidden]") as HTMLInputElement;
}

async function options(box: HTMLInputElement): Promise<string> {
  const url = `${box.parentElement?.dataset["combo"] ?? ""}?q=${encodeURIComponent(box.value)}`;
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  return answer.ok ? answer.text() : "";
}

async function ask(box: HTMLInputElement): Promise<void> {
  const mine = ++asked;
  const text = box.value;
  const html = await options(box);
  if (mine !== asked || document.activeElement !== box || !html) return;
  listed = text;
  open(box, html);
}

/** After a paste or a hasty Tab: one single match is taken, anything else is left for a person to choose. */
async function settle(box: HTMLInputElement): Promise<void> {
  if (!box.value) return box.removeAttribute("aria-invalid");
  const said = box.value.trim().toLowerCase();
  const made = document.createElement("ul");
  made.innerHTML = await options(box);
  const found = [...made.querySelectorAll<HTMLElement>("[data-value]")];
  const exact = found.filter((each) => [each.dataset["text"], each.dataset["text"]?.split(" ")[0]].some((text) => text?.toLowerCase() === said));
  if (hidden(box).value) return; // chosen meanwhile
  const one = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
  if (one) take(box, one);
  else box.setAttribute("aria-invalid", "true");
}

function open(box: HTMLInputElement, html: string): void {
  if (!list) {
    list = document.createElement("ul");
    list.className = "tk-options";
    list.setAttribute("role", "listbox");
    list.id = "tk-options";
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-value]") : null;
      if (option && owner) take(owner, option);
    });
  }
  list.innerHTML = html;
  list.setAttribute("aria-label", box.getAttribute("aria-label") ?? "");
  // A modal dialog is in the top layer; the list must be inside it to lie above.
  (box.closest("dialog") ?? document.body).append(list);
  owner = box;
  box.setAttribute("aria-expanded", "true");
  box.setAttribute("aria-controls", "tk-options");
  list.querySelectorAll<HTMLElement>("[role=option]").forEach((each, at) => (each.id = `tk-option-${at}`));
  const place = box.getBoundingClientRect();
  list.style.minWidth = `${place.width}px`;
  list.style.left = `${Math.min(place.left, innerWidth - 280)}px`;
  list.style.top = innerHeight - place.bottom > 220 ? `${place.bottom + 4}px` : `${Math.max(8, place.top - list.offsetHeight - 4)}px`;
  mark(0);
}

function close(): void {
  owner?.setAttribute("aria-expanded", "false");
  owner?.removeAttribute("aria-activedescendant");
  list?.remove();
  owner = null;
}

function choices(): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>("[data-value]")] : [];
}

function mark(at: number): void {
  choices().forEach((each, index) => {
    each.setAttribute("aria-selected", String(index === at));
    if (index !== at) return;
    each.scrollIntoView({ block: "nearest" });
    owner?.setAttribute("aria-activedescendant", each.id);
  });
}

function take(box: HTMLInputElement, option: HTMLElement): void {
  const kept = hidden(box);
  kept.value = option.dataset["value"] ?? "";
  box.value = option.dataset["text"] ?? "";
  box.removeAttribute("aria-invalid");
  close();
  kept.dispatchEvent(new Event("change", { bubbles: true }));
}

function keys(box: HTMLInputElement, event: KeyboardEvent): void {
  if (owner !== box) {
    if (event.key === "ArrowDown") void ask(box);
    return;
  }
  const all = choices();
  const now = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark((now + (event.key === "ArrowDown" ? 1 : -1) + all.length) % Math.max(all.length, 1));
  } else if (event.key === "Enter" || event.key === "Tab") {
    // A list that is still that of an earlier text offers something else than what is meant now.
    const option = listed === box.value ? all[now] : undefined;
    if (!option && event.key === "Enter") {
      event.preventDefault();
      void settle(box);
    }
    if (option && (box.value || event.key === "Enter")) {
      take(box, option);
      if (event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
      }
    }
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close();
  }
}
