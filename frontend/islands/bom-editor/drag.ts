// Rows change places by their handle: with the mouse, or with a finger on a tablet.

/** Calls `move(from, to)` when the row of a handle was let go over another editable row. */
export function draggable(body: HTMLElement, move: (from: number, to: number) => void): void {
  let from = -1;
  let to = -1;
  body.addEventListener("pointerdown", (event) => {
    const handle = (event.target as Element).closest<HTMLElement>("[data-handle]");
    if (!handle || event.button > 0) return;
    event.preventDefault();
    from = to = Number(handle.dataset["handle"]);
    handle.setPointerCapture(event.pointerId);
    rowOf(body, from)?.classList.add("is-dragged");
  });
  body.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("tr[data-at]");
    if (!row || !body.contains(row)) return;
    to = Number(row.dataset["at"]);
    mark(body, to > from ? "is-below" : "is-above", to === from ? null : row);
  });
  const end = (): void => {
    const [a, b] = [from, to];
    from = to = -1;
    body.querySelectorAll(".is-dragged, .is-above, .is-below").forEach((row) => row.classList.remove("is-dragged", "is-above", "is-below"));
    if (a >= 0 && b >= 0 && a !== b) move(a, b);
  };
  body.addEventListener("pointerup", end);
  body.addEventListener("pointercancel", end);
}

function rowOf(body: HTMLElement, at: number): Element | null {
  return body.querySelector(`tr[data-at="${at}"]`);
}

function mark(body: HTMLElement, where: string, row: Element | null): void {
  body.querySelectorAll(".is-above, .is-below").forEach((each) => each.classList.remove("is-above", "is-below"));
  row?.classList.add(where);
}
