// Colours of the page's tokens, and the colours of bars.
import type { Colouring } from "./model";
import type { Bar } from "./types";

export interface Palette {
  page: string;
  card: string;
  head: string;
  line: string;
  strong: string;
  ink: string;
  quiet: string;
  primary: string;
  idle: string;
  red: string;
  amber: string;
  green: string;
  font: string;
  dark: boolean;
}

export interface Paint {
  fill: string;
  edge: string;
  text: string;
}

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  const dark = document.documentElement.dataset["bsTheme"] === "dark";
  return {
    page: of("--tk-page"),
    card: of("--tk-card"),
    head: of("--tk-head"),
    line: of("--tk-line"),
    strong: of("--tk-line-strong"),
    ink: of("--tk-ink"),
    quiet: of("--tk-quiet"),
    primary: of("--tk-primary"),
    idle: dark ? "#141a22" : "#e9edf3",
    red: of("--tk-red-ink"),
    amber: of("--tk-amber-ink"),
    green: of("--tk-green-ink"),
    font: of("--tk-font"),
    dark,
  };
}

const HUES = [212, 168, 262, 28, 190, 330, 96, 238, 48, 300];
const cache = new Map<string, Paint>();

function hued(hue: number, colourful: number, dark: boolean): Paint {
  const key = `${hue}/${colourful}/${dark}`;
  let found = cache.get(key);
  if (!found) {
    found = dark
      ? { fill: `hsl(${hue} ${colourful * 0.6}% 26%)`, edge: `hsl(${hue} ${colourful * 0.7}% 44%)`, text: `hsl(${hue} 70% 88%)` }
      : { fill: `hsl(${hue} ${colourful}% 88%)`, edge: `hsl(${hue} ${colourful * 0.8}% 62%)`, text: `hsl(${hue} 60% 22%)` };
    cache.set(key, found);
  }
  return found;
}

function number(text: string): number {
  let sum = 7;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) >>> 0;
  return sum;
}

/** How a bar is filled, by what the reader asked to see. */
export function paintOf(bar: Bar, colouring: Colouring, dark: boolean): Paint {
  if (bar.state === "done") return hued(215, 8, dark);
  if (colouring === "order") return hued(HUES[number(bar.order) % HUES.length] ?? 212, 78, dark);
  if (colouring === "changeover") return bar.setup > 0 ? hued(34, 95, dark) : hued(212, 30, dark);
  if (bar.late > 24 * 60) return hued(4, 90, dark);
  return bar.late > 0 ? hued(36, 95, dark) : hued(212, 88, dark);
}
