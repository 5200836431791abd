// What a list page does besides HTMX: rows to open, rows to tick, bulk actions, columns, saved views.
import { on, submit } from "./dom";

export function startLists(): void {
  on("click", "tr[data-href]", (row, event) => {
    const target = event.target as Element;
    if (target.closest("a, button, input, label, details") || getSelection()?.toString()) return;
    open(row.dataset["href"] ?? "", event.ctrlKey || event.metaKey);
  });
  on("change", "[data-tick]", (box) => tick(box as HTMLInputElement));
  on("change", "[data-tick-all]", (box) => {
    document.querySelectorAll<HTMLInputElement>("[data-tick]").forEach((each) => {
      each.checked = (box as HTMLInputElement).checked;
      each.closest("tr")?.classList.toggle("is-ticked", each.checked);
    });
    showBulk();
  });
  on("click", "[data-untick]", () => {
    document.querySelectorAll<HTMLInputElement>("[data-tick], [data-tick-all]").forEach((each) => {
      each.checked = false;
      each.closest("tr")?.classList.remove("is-ticked");
    });
    showBulk();
  });
  on("click", "[data-bulk-do]", (button) => bulk(button));
  on("click", "[data-columns-keep]", (button) => {
    const names = [...document.querySelectorAll<HTMLInputElement>("[data-column]:checked")].map(
      (each): [string, string] => ["column", each.dataset["column"] ?? ""],
    );
    submit(button.dataset["columnsKeep"] ?? "", [...names, ["query", query()]]);
  });
  on("click", "[data-columns-reset]", (button) => submit(button.dataset["columnsReset"] ?? "", [["query", query()]]));
  on("click", "[data-save-view]", (button) => {
    const name = document.querySelector<HTMLInputElement>("[data-view-name]")?.value.trim() ?? "";
    if (name) submit(button.dataset["saveView"] ?? "", [["name", name], ["query", query()]]);
  });
  on("click", "[data-export]", (link) => {
    (link as HTMLAnchorElement).href = (link.dataset["export"] ?? "") + query();
  });
}

/** The query of the rows now shown. */
function query(): string {
  return document.getElementById("list-body")?.dataset["query"] ?? "";
}

export function open(url: string, apart = false): void {
  if (!url) return;
  if (apart) window.open(url, "_blank", "noopener");
  else location.assign(url);
}

export function tick(box: HTMLInputElement): void {
  box.closest("tr")?.classList.toggle("is-ticked", box.checked);
  showBulk();
}

function ticked(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>("[data-tick]:checked")].map((each) => each.value);
}

function showBulk(): void {
  const bar = document.querySelector<HTMLElement>("[data-bulk]");
  if (!bar) return;
  const count = ticked().length;
  bar.hidden = count === 0;
  const shown = bar.querySelector("[data-bulk-count]");
  if (shown) shown.textContent = String(count);
}

function bulk(button: HTMLElement): void {
  const url = button.dataset["bulkDo"] ?? "";
  const ids = ticked();
  if ("asks" in button.dataset) void window.htmx.ajax("get", `${url}?${ids.map((id) => `ids=${id}`).join("&")}`, { target: "#dialog" });
  else void window.htmx.ajax("post", url, { values: { ids }, target: "#toasts", swap: "beforeend" });
}
