// Lines that grow, rows pasted from a spreadsheet, Ctrl+Enter, files dropped on a zone.
import { on } from "./dom";

export function startForms(): void {
  firstEmpty()?.focus(); // a form is ready to be typed or scanned into
  on("click", "[data-add]", (button) => {
    const line = addLine(button.closest<HTMLElement>("[data-lines]"));
    line?.querySelector<HTMLElement>("input:not([type=hidden]), select")?.focus();
  });
  on("click", "[data-remove]", (button) => button.closest("[data-line]")?.remove());
  document.addEventListener("paste", pasteRows);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLElement)) return;
    const form = event.target.closest<HTMLFormElement>("form[data-form], dialog form");
    if (form && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.target.closest("[data-line]") && event.target.tagName === "INPUT" && event.target.getAttribute("aria-expanded") !== "true") {
      event.preventDefault();
      nextLine(event.target);
    }
  });
  on("dragover", "[data-drop-zone]", (zone, event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  on("dragleave", "[data-drop-zone]", (zone) => zone.classList.remove("is-over"));
  on("drop", "[data-drop-zone]", (zone, event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    const input = zone.querySelector<HTMLInputElement>("input[type=file]");
    if (!input || !event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** One more line of a lines field; a number that no line has used yet. */
export function addLine(lines: HTMLElement | null): HTMLElement | null {
  const blank = lines?.querySelector<HTMLTemplateElement>("template[data-blank]");
  const body = lines?.querySelector("tbody");
  if (!lines || !blank || !body) return null;
  const number = Math.max(Number(lines.dataset["next"] ?? 0), body.children.length);
  lines.dataset["next"] = String(number + 1);
  const line = blank.content.firstElementChild?.cloneNode(true);
  if (!(line instanceof HTMLElement)) return null;
  line.querySelectorAll("[name], [id]").forEach((box) => {
    for (const attribute of ["name", "id"]) {
      const value = box.getAttribute(attribute);
      if (value) box.setAttribute(attribute, value.replace("{n}", String(number)));
    }
  });
  body.append(line);
  return line;
}

function boxesOf(line: Element): HTMLElement[] {
  return [...line.querySelectorAll<HTMLElement>("input:not([type=hidden]), select, textarea")];
}

/** To the first box of the next line: a line is typed from left to right. */
function nextLine(box: HTMLElement): void {
  const line = box.closest("[data-line]");
  if (!line) return;
  const next = line.nextElementSibling ?? addLine(box.closest<HTMLElement>("[data-lines]"));
  if (next) boxesOf(next)[0]?.focus();
}

function pasteRows(event: ClipboardEvent): void {
  if (!(event.target instanceof HTMLElement)) return;
  const lines = event.target.closest<HTMLElement>("[data-lines]");
  let line: Element | null = event.target.closest("[data-line]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!lines || !line || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const start = boxesOf(line).indexOf(event.target);
  for (const row of text.replace(/\r/g, "").replace(/\n+$/, "").split("\n")) {
    line ??= addLine(lines);
    if (!line) return;
    const boxes = boxesOf(line);
    row.split("\t").forEach((cell, at) => fill(boxes[start + at], cell.trim()));
    line = line.nextElementSibling;
  }
}

function fill(box: HTMLElement | undefined, text: string): void {
  if (box instanceof HTMLSelectElement) {
    const option = [...box.options].find((each) => each.value === text || each.text.trim() === text);
    if (option) box.value = option.value;
  } else if (box instanceof HTMLInputElement) {
    box.value = text;
  } else return;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (box.getAttribute("role") === "combobox") box.dispatchEvent(new CustomEvent("tk:settle", { bubbles: true }));
}

function firstEmpty(): HTMLElement | undefined {
  if (document.activeElement && document.activeElement !== document.body) return undefined;
  const boxes = document.querySelectorAll<HTMLInputElement>("#form input[type=text]:not([readonly])");
  return [...boxes].find((box) => box.value === "");
}
