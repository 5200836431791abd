// The shell's behaviour: HTMX, Alpine, and small modules by delegation, so that swapped-in parts need no wiring.
import Alpine from "@alpinejs/csp";
import htmx from "htmx.org";
import { startCombos } from "./combo";
import { startDays } from "./days";
import { startDialogs } from "./dialogs";
import { startForms } from "./forms";
import { startKeys } from "./keys";
import { startLists } from "./lists";
import { startLive } from "./live";
import { startShell } from "./shell";

declare global {
  interface Window {
    htmx: typeof htmx;
    Alpine: typeof Alpine;
  }
}

window.htmx = htmx;
window.Alpine = Alpine;
startShell();
startDialogs();
startDays();
startForms();
startCombos();
startLists();
startKeys();
startLive();
Alpine.start();
