// Keys: / searches the list, j k walk, Enter opens, x ticks, n makes, ? explains, Ctrl+K searches everywhere.
import { openShortcuts } from "./dialogs";
import { isWriting } from "./dom";
import { open, tick } from "./lists";

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const box = document.querySelector<HTMLInputElement>("[data-find] input");
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event) || document.querySelector("dialog[open]")) return;
    if (event.target instanceof Element && event.target.closest("[data-own-keys]")) return;
    if (act(event.key)) event.preventDefault();
  });
}

function act(key: string): boolean {
  switch (key) {
    case "/": {
      const box = document.querySelector<HTMLInputElement>("[data-list-search], [data-find] input");
      box?.focus();
      return box !== null;
    }
    case "j":
      return walk(1);
    case "k":
      return walk(-1);
    case "Enter": {
      const row = now();
      if (!row || (document.activeElement && document.activeElement.matches("a, button, summary, input"))) return false;
      open(row.dataset["href"] ?? "");
      return true;
    }
    case "x": {
      const box = now()?.querySelector<HTMLInputElement>("[data-tick]");
      if (!box) return false;
      box.checked = !box.checked;
      tick(box);
      return true;
    }
    case "n": {
      const link = document.querySelector<HTMLAnchorElement>("[data-new]");
      link?.click();
      return link !== null;
    }
    case "?":
      openShortcuts();
      return true;
    default:
      return false;
  }
}

function now(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#list-body tr.is-now");
}

function walk(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("#list-body tbody tr")];
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row.classList.contains("is-now"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
  rows[at]?.classList.remove("is-now");
  next?.classList.add("is-now");
  next?.scrollIntoView({ block: "nearest" });
  return true;
}
