// Menus that close, toasts that leave, the folded side menu, addresses that follow the page.
import { on } from "./dom";

const STAY = 6000;

export function startShell(): void {
  // A long menu opens where one is, not at its top.
  document.querySelector(".tk-side nav [aria-current]")?.scrollIntoView({ block: "nearest" });
  on("click", "[data-fold]", () => {
    const folded = document.body.classList.toggle("tk-folded");
    document.cookie = `taktline_menu=${folded ? "folded" : "open"};path=/;max-age=31536000;samesite=lax`;
  });
  on("click", "[data-menu]", (button) => showMenu(button, !document.body.classList.contains("tk-menu-open")));
  document.addEventListener("click", (event) => closeDrops(event.target instanceof Node ? event.target : null));
  document.addEventListener("click", (event) => closeMenu(event.target instanceof Element ? event.target : null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      closeDrops(null);
      if (document.body.classList.contains("tk-menu-open")) document.querySelector<HTMLElement>("[data-menu]")?.focus();
      closeMenu(null);
    }
  });
  on("click", "[data-close]", (button) => button.closest("[data-toast]")?.remove());
  on("click", "[data-print]", () => window.print());
  on("submit", "form", (form) => {
    const here = form.querySelector<HTMLInputElement>("[data-here]");
    if (here) here.value = location.pathname + location.search;
  });
  const toasts = document.getElementById("toasts");
  if (!toasts) return;
  toasts.querySelectorAll<HTMLElement>("[data-toast]").forEach(leaveLater);
  new MutationObserver((changes) => {
    for (const change of changes) {
      change.addedNodes.forEach((node) => {
        if (node instanceof HTMLElement && node.matches("[data-toast]")) leaveLater(node);
      });
    }
  }).observe(toasts, { childList: true });
  document.body.addEventListener("htmx:sendError", () => say(toasts, "offline"));
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean }>).detail;
    // Our own refusals and forms are fragments; a whole document in an error is a fault of the program.
    const broken = detail.xhr.status >= 500 || (detail.xhr.status >= 400 && /^\s*<!doctype/i.test(detail.xhr.responseText));
    if (!broken || detail.xhr.getResponseHeader("HX-Retarget")) return;
    detail.shouldSwap = false;
    say(toasts, "broken");
  });
}

// On a phone the menu lies over the page, and leaves when one looks elsewhere.
function showMenu(button: Element, open: boolean): void {
  document.body.classList.toggle("tk-menu-open", open);
  button.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector<HTMLElement>(".tk-side [aria-current], .tk-side a")?.focus();
}

function closeMenu(inside: Element | null): void {
  if (inside?.closest(".tk-side, [data-menu]")) return;
  const button = document.querySelector("[data-menu]");
  if (button) showMenu(button, false);
}

function leaveLater(toast: HTMLElement): void {
  // A refusal stays until it is read and closed; good news leaves by itself.
  if (toast.getAttribute("role") === "alert") return;
  setTimeout(() => toast.remove(), STAY);
}

function closeDrops(inside: Node | null): void {
  document.querySelectorAll<HTMLDetailsElement>("details[data-drop][open]").forEach((drop) => {
    if (!inside || !drop.contains(inside)) drop.open = false;
  });
}

function say(toasts: HTMLElement, what: "offline" | "broken"): void {
  const text = toasts.dataset[what] ?? "";
  if ([...toasts.children].some((each) => each.textContent === text)) return;
  const toast = document.createElement("div");
  toast.className = "tk-toast tk-amber";
  toast.dataset["toast"] = "";
  toast.setAttribute("role", "status");
  toast.textContent = text;
  toasts.append(toast);
}
