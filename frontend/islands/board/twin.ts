// The same schedule as a table, for those who do not see the picture; made when asked for.
import type { Model } from "./model";
import { span } from "./panel";
import { stamp } from "./ruler";
import type { Bar, Texts } from "./types";

export function twin(model: Model, texts: Texts, choose: (bar: Bar) => void): HTMLElement {
  const box = document.createElement("div");
  box.className = "tk-scroll tk-board-twin";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", texts["table"] ?? "");
  const table = document.createElement("table");
  table.className = "tk-table";
  const head = table.createTHead().insertRow();
  for (const key of ["machine", "operation", "order", "item", "start", "end", "lateness", "state"]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = texts[key] ?? key;
    head.append(cell);
  }
  const body = table.createTBody();
  model.lanes.forEach((lane, row) => {
    for (const bar of model.row(row)) {
      const line = body.insertRow();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tk-board-link";
      button.textContent = bar.label;
      button.addEventListener("click", () => choose(bar));
      line.insertCell().textContent = lane.name;
      line.insertCell().append(button);
      for (const words of [
        bar.order,
        bar.item,
        stamp(model, bar.start),
        stamp(model, bar.end),
        bar.late > 0 ? `+${span(bar.late, texts)}` : "",
        texts[`state.${bar.state}`] ?? bar.state,
      ]) {
        line.insertCell().textContent = words;
      }
    }
  });
  box.append(table);
  return box;
}
