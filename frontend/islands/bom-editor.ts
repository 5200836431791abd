// Starts the tree of components wherever a page holds one, also in parts swapped in later.
import { Editor } from "./bom-editor/editor";

function all(): void {
  document.querySelectorAll<HTMLElement>("[data-bom-editor]").forEach((host) => {
    if (host.dataset["started"]) return;
    host.dataset["started"] = "1";
    new Editor(host);
  });
}

all();
document.body.addEventListener("htmx:afterSettle", all);
