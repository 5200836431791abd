// One dialog element: filled by HTMX, opened when it has something to say.
import { on } from "./dom";

export function startDialogs(): void {
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const target = (event as CustomEvent<{ target: HTMLElement }>).detail.target;
    if (target.id !== "dialog" || !(target instanceof HTMLDialogElement)) return;
    if (!target.open) target.showModal();
    const wrong = target.querySelector<HTMLElement>("[aria-invalid]");
    const first = target.querySelector<HTMLElement>(".tk-dialog-body input:not([type=hidden]), .tk-dialog-body select, .tk-dialog-body textarea");
    (wrong ?? first ?? target.querySelector<HTMLElement>(".tk-dialog-foot .tk-primary, .tk-dialog-foot .tk-danger"))?.focus();
  });
  on("click", "[data-close-dialog]", (button) => button.closest("dialog")?.close());
  on("click", "[data-shortcuts]", openShortcuts);
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
}

export function openShortcuts(): void {
  const dialog = document.getElementById("shortcuts");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}
