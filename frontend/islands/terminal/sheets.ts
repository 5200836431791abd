// The dialogs of the terminal: the report, and choices as big buttons.
import { json } from "../../ts/dom";
import { h } from "./dom";

export interface Job {
  operation: number; work_order: string; item: string; item_name: string; drawing: string; unit: string; number: number;
  name: string; state: string; quantity: string; good: string; scrap: string; rework: string; available: string;
  is_last: boolean; is_rush: boolean; due: string; machine_name: string; planned_start: string | null; blocked: string; mine: boolean;
}
export interface Today {
  good: string; scrap: string; minutes: number;
  reports: { id: number; work_order: string; number: number; item: string; good: string; scrap: string; is_reversed: boolean }[];
}
export type Words = ((name: string) => string) & Record<string, string>;

/** The page's words by name; a missing one shows its name. */
export function texts(found: Record<string, string>): Words {
  return ((name: string) => found[name] ?? name) as Words;
}

function show(dialog: HTMLDialogElement, answer: Promise<unknown>): void {
  document.body.append(dialog);
  dialog.showModal();
  void answer.finally(() => { dialog.close(); dialog.remove(); });
}

/** One of a few big buttons; "" for none. */
export function choose(question: string, choices: string[][], words: Words): Promise<string> {
  let done: (value: string) => void = () => undefined;
  const answer = new Promise<string>((resolve) => { done = resolve; });
  const dialog = h("dialog", { class: "fl-dialog", oncancel: () => done("") }, h("h2", {}, question),
    h("div", { class: "fl-choices" }, ...choices.map(([key, label]) => h("button", { type: "button", class: "fl-button tk-primary", onclick: () => done(key ?? "") }, label ?? ""))),
    h("button", { type: "button", class: "fl-button", onclick: () => done("") }, words("back"))) as HTMLDialogElement;
  show(dialog, answer);
  return answer;
}

function counter(name: string, label: string, start: number, changed: (event?: Event) => void): HTMLElement {
  const box = h("input", { name, inputmode: "decimal", value: String(start), "aria-label": label, oninput: changed, onfocus: (event) => (event.target as HTMLInputElement).select() }) as HTMLInputElement;
  const step = (by: number) => (event: Event): void => { box.value = String(Math.max(Number(box.value || 0) + by, 0)); changed(event); };
  return h("label", { class: "fl-counter" }, h("span", {}, label),
    h("div", {}, h("button", { type: "button", class: "fl-step", "aria-label": `${label} −1`, onclick: step(-1) }, "−"), box, h("button", { type: "button", class: "fl-step", "aria-label": `${label} +1`, onclick: step(1) }, "+")));
}

/** What came out, or null if one goes back. */
export function ask(words: Words, job: Job, left: number): Promise<Record<string, unknown> | null> {
  const reasons = Object.entries(json<Record<string, string>>("terminal-reasons") ?? {});
  let done: (value: Record<string, unknown> | null) => void = () => undefined;
  const answer = new Promise<Record<string, unknown> | null>((resolve) => { done = resolve; });
  const value = (name: string): string => (dialog.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "0").trim() || "0";
  const lost = (): boolean => ["scrap_machining", "scrap_material", "rework"].some((name) => Number(value(name)) > 0);
  let typed = false; // until somebody says how many are good, what is lost is not good
  const changed = (event?: Event): void => {
    why.hidden = !lost();
    const good = dialog.querySelector<HTMLInputElement>("[name=good]");
    if (event?.target === good || (event?.target instanceof HTMLButtonElement && event.target.closest("div")?.contains(good))) typed = true;
    if (good && !typed) good.value = String(Math.max(left - ["scrap_machining", "scrap_material", "rework"].reduce((sum, name) => sum + (Number(value(name)) || 0), 0), 0));
  };
  const why = h("fieldset", { class: "fl-why", hidden: true }, h("legend", {}, words("why")), h("div", { class: "fl-choices" },
    ...reasons.map(([key, label]) => h("label", { class: "fl-pick" }, h("input", { type: "radio", name: "reason", value: key }), h("span", {}, label)))));
  const problem = h("p", { class: "fl-said is-bad", role: "alert", hidden: true });
  const send = (): void => {
    const counts = ["good", "scrap_machining", "scrap_material", "rework", ...(Number(job.rework) ? ["reworked"] : [])];
    const reason = dialog.querySelector<HTMLInputElement>("[name=reason]:checked")?.value ?? "";
    const wrong = counts.some((name) => !/^\d+(\.\d{1,6})?$/.test(value(name)));
    const none = counts.slice(0, 4).every((name) => Number(value(name)) === 0);
    problem.textContent = wrong || none ? words("nothingReported") : lost() && !reason ? words("why") : "";
    problem.hidden = !problem.textContent;
    if (problem.hidden) done({ ...Object.fromEntries(counts.map((name) => [name, value(name)])), reason: lost() ? reason : "" });
  };
  const dialog = h("dialog", { class: "fl-dialog", oncancel: () => done(null) },
    h("h2", {}, `${job.number} ${job.name} · ${job.work_order}`), h("p", {}, `${words("available")}: ${left} ${job.unit}`),
    counter("good", words("good"), left, changed),
    h("div", { class: "fl-two" }, counter("scrap_machining", words("scrapMachining"), 0, changed), counter("scrap_material", words("scrapMaterial"), 0, changed)),
    h("div", { class: "fl-two" }, counter("rework", words("rework"), 0, changed), Number(job.rework) ? counter("reworked", words("reworked"), 0, changed) : null),
    why, problem,
    h("div", { class: "fl-choices" }, h("button", { type: "button", class: "fl-button", onclick: () => done(null) }, words("back")), h("button", { type: "button", class: "fl-button tk-primary fl-send", onclick: send }, words("send")))) as HTMLDialogElement;
  show(dialog, answer);
  return answer;
}
