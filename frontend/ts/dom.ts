// Small words for what every module does.

/** Calls `act` with the nearest element that matches, for events anywhere on the page. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  act: (found: HTMLElement, event: DocumentEventMap[K]) => void,
): void {
  document.addEventListener(type, (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const found = target.closest<HTMLElement>(selector);
    if (found) act(found, event);
  });
}

/** The CSRF token the page was sent with. */
export function token(): string {
  const headers = document.body.getAttribute("hx-headers");
  if (!headers) return "";
  return (JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] ?? "";
}

/** Posts a form the server answers with another page. */
export function submit(url: string, values: [string, string][]): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = url;
  for (const [name, value] of [["csrfmiddlewaretoken", token()] as [string, string], ...values]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

/** Whether somebody is writing, so that single keys must be left alone. */
export function isWriting(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === "checkbox") return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** JSON the server wrote into the page. */
export function json<T>(id: string): T | null {
  const found = document.getElementById(id);
  return found?.textContent ? (JSON.parse(found.textContent) as T) : null;
}
