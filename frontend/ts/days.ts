// A box for a day, written 2026-01-31 in every language, with a small calendar: a click or Arrow Down opens it.
// data-day="" holds a day, data-day="time" a day and a time. Anything near it is understood: 20260131, 1/31, 2026.1.31.
import { on } from "./dom";

let sheet: HTMLElement | null = null;
let owner: HTMLInputElement | null = null;
let day = new Date();

export function startDays(): void {
  // Before anybody else hears of the change, so that every listener reads the usual form.
  document.addEventListener("change", (event) => tidy(event.target), true);
  on("focusout", "[data-day]", (box) => tidy(box));
  on("click", "[data-day]", (box) => open(box as HTMLInputElement));
  on("keydown", "[data-day]", (box, event) => {
    if (event.key === "ArrowDown" && !event.ctrlKey) {
      event.preventDefault();
      open(box as HTMLInputElement);
      focusDay();
    } else if (event.key === "Escape" && owner === box) {
      event.stopPropagation();
      event.preventDefault();
      close();
    } else if (event.key === "Tab" || event.key === "Enter") close();
    else if (owner === box) window.setTimeout(follow);
  });
  document.addEventListener("pointerdown", (event) => {
    if (sheet && event.target instanceof Node && !sheet.contains(event.target) && event.target !== owner) close();
  });
  addEventListener("scroll", (event) => event.target !== sheet && close(), true);
  addEventListener("resize", close);
}

const two = (number: number): string => String(number).padStart(2, "0");
const written = (when: Date): string => `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;

/** What somebody typed as a day (and time) in the usual form; null where it is none. */
export function read(text: string): string | null {
  const plain = text.normalize("NFKC").trim().replace(/[年月./]/g, "-").replace(/日/g, "");
  const found = /^(?:(\d{4})-?)?(\d{1,2})-?(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::\d\d)?)?$/.exec(plain);
  if (!found) return null;
  const [, year, month, date, hour, minute] = found;
  const when = new Date(Number(year ?? new Date().getFullYear()), Number(month) - 1, Number(date));
  if (when.getMonth() !== Number(month) - 1 || when.getDate() !== Number(date)) return null;
  return hour === undefined ? written(when) : `${written(when)} ${two(Number(hour))}:${minute}`;
}

function tidy(target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement) || !("day" in target.dataset) || !target.value) return;
  const usual = read(target.value);
  if (usual) target.value = usual;
  if (usual) target.removeAttribute("aria-invalid");
  else target.setAttribute("aria-invalid", "true");
}

function open(box: HTMLInputElement): void {
  if (owner === box || box.readOnly || box.disabled) return;
  close();
  const blank = document.getElementById("tk-days");
  if (!(blank instanceof HTMLTemplateElement)) return;
  sheet = blank.content.firstElementChild?.cloneNode(true) as HTMLElement;
  sheet.addEventListener("click", press);
  sheet.addEventListener("keydown", keys);
  sheet.addEventListener("mousedown", (event) => event.preventDefault());
  owner = box;
  day = chosen() ?? new Date();
  draw();
  // A modal dialog is in the top layer; the calendar must be inside it to lie above.
  (box.closest("dialog") ?? document.body).append(sheet);
  const place = box.getBoundingClientRect();
  sheet.style.left = `${Math.max(8, Math.min(place.left, innerWidth - sheet.offsetWidth - 8))}px`;
  const below = innerHeight - place.bottom > sheet.offsetHeight + 8;
  sheet.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - sheet.offsetHeight - 4)}px`;
  box.setAttribute("aria-expanded", "true");
}

function close(): void {
  owner?.removeAttribute("aria-expanded");
  const gone = sheet;
  sheet = owner = null;
  gone?.remove();
}

function chosen(): Date | null {
  const text = owner ? read(owner.value) : null;
  return text ? new Date(`${text.slice(0, 10)}T00:00`) : null;
}

/** The calendar shows what is being typed. */
function follow(): void {
  const typed = chosen();
  if (!typed || !sheet) return;
  day = typed;
  draw();
}

function draw(): void {
  if (!sheet) return;
  const language = document.documentElement.lang || "en";
  const head = sheet.querySelector("[data-month]");
  if (head) head.textContent = new Intl.DateTimeFormat(language, { year: "numeric", month: "long" }).format(day);
  const first = new Date(day.getFullYear(), day.getMonth(), 1);
  const from = new Date(first);
  from.setDate(1 - ((first.getDay() + 6) % 7)); // weeks begin on Monday
  const [names, body] = [sheet.querySelector("thead tr"), sheet.querySelector("tbody")];
  if (!names || !body) return;
  names.replaceChildren();
  body.replaceChildren();
  const today = written(new Date());
  const mine = chosen();
  for (let week = 0; week < 6; week++) {
    const row = body.insertRow();
    for (let at = 0; at < 7; at++) {
      const each = new Date(from.getFullYear(), from.getMonth(), from.getDate() + week * 7 + at);
      if (week === 0) {
        const name = document.createElement("th");
        name.scope = "col";
        name.textContent = new Intl.DateTimeFormat(language, { weekday: "narrow" }).format(each);
        names.append(name);
      }
      const button = document.createElement("button");
      button.type = "button";
      button.dataset["pick"] = written(each);
      button.textContent = String(each.getDate());
      button.setAttribute("aria-label", written(each));
      button.tabIndex = written(each) === written(day) ? 0 : -1;
      button.classList.toggle("is-other", each.getMonth() !== day.getMonth());
      if (written(each) === today) button.setAttribute("aria-current", "date");
      if (mine && written(each) === written(mine)) button.setAttribute("aria-pressed", "true");
      row.insertCell().append(button);
    }
  }
}

function focusDay(): void {
  sheet?.querySelector<HTMLElement>("[data-pick][tabindex='0']")?.focus();
}

function press(event: Event): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
  if (!button) return;
  if (button.dataset["pick"] !== undefined) take(button.dataset["pick"]);
  else if ("today" in button.dataset) take(written(new Date()));
  else if ("clear" in button.dataset) take("");
  else if (button.dataset["step"]) {
    turn(Number(button.dataset["step"]));
    draw();
  }
}

function turn(months: number): void {
  const last = new Date(day.getFullYear(), day.getMonth() + months + 1, 0).getDate();
  day = new Date(day.getFullYear(), day.getMonth() + months, Math.min(day.getDate(), last));
}

function take(text: string): void {
  const box = owner;
  if (!box) return;
  const time = / \d\d:\d\d$/.exec(read(box.value) ?? "")?.[0] ?? " 08:00";
  box.value = text && box.dataset["day"] === "time" ? text + time : text;
  box.removeAttribute("aria-invalid");
  close();
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function keys(event: KeyboardEvent): void {
  if (event.key === "Escape") {
    const box = owner;
    event.preventDefault();
    close();
    box?.focus();
  } else if (event.target instanceof HTMLElement && "pick" in event.target.dataset) {
    const step = STEPS[event.key];
    const weekday = (day.getDay() + 6) % 7;
    if (step !== undefined) day.setDate(day.getDate() + step);
    else if (event.key === "PageUp" || event.key === "PageDown") turn(event.key === "PageUp" ? -1 : 1);
    else if (event.key === "Home") day.setDate(day.getDate() - weekday);
    else if (event.key === "End") day.setDate(day.getDate() + 6 - weekday);
    else return event.stopPropagation();
    event.preventDefault();
    draw();
    focusDay();
  }
  event.stopPropagation();
}
