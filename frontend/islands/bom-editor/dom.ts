// Elements and answers, in few words.
import { token } from "../../ts/dom";
import type { Line, Node, Refused } from "./types";

export function element(tag: string, className = "", text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function button(className: string, sign: string, label: string, act: () => void): HTMLButtonElement {
  const made = element("button", className, sign) as HTMLButtonElement;
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.title = label;
  made.addEventListener("click", act);
  return made;
}

export async function get(url: string): Promise<Node | null> {
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Node) : null;
}

/** Posts the lines; null when they were taken, else why they were not. */
export async function post(url: string, lines: Line[]): Promise<Refused | null> {
  const told = lines.map(({ item, quantity, scrap, operation, alternate, byProduct }) => ({ item, quantity, scrap, operation, alternate, byProduct }));
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), Accept: "application/json" },
    body: JSON.stringify({ lines: told }),
  }).catch(() => null);
  if (answer?.ok) return null;
  return ((await answer?.json().catch(() => ({}))) ?? {}) as Refused;
}
