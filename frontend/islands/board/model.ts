// What is known: bars by lane in order of time, who waits for whom, what is chosen, what is being tried.
import type { Bar, BoardData, Consequence, Lane } from "./types";

export type Colouring = "order" | "late" | "changeover";

/** A bar on its way to another place. */
export interface Ghost {
  bar: Bar;
  lane: number;
  start: number;
  allowed: boolean;
}

export class Model {
  readonly lanes: Lane[];
  readonly rowOf = new Map<number, number>();
  readonly bars = new Map<number, Bar>();
  readonly now: number;
  readonly version: number;
  readonly origin: Date;
  readonly given: string;
  readonly first: number;
  readonly last: number;
  colouring: Colouring = "late";
  chosen: Bar | null = null;
  lit: Set<number> | null = null;
  ghost: Ghost | null = null;
  tried: Consequence | null = null;
  private rows: Bar[][] = [];
  private readonly after = new Map<number, number[]>();
  private readonly before = new Map<number, number[]>();
  private kept: Map<number, Bar> | null = null;

  constructor(data: BoardData) {
    this.lanes = data.lanes;
    this.now = data.now;
    this.version = data.version;
    this.given = data.origin;
    this.origin = new Date(`${data.origin.slice(0, 16)}Z`);
    data.lanes.forEach((lane, row) => this.rowOf.set(lane.id, row));
    for (const bar of data.bars) if (this.rowOf.has(bar.lane)) this.bars.set(bar.id, bar);
    for (const [from, to] of data.links) {
      push(this.after, from, to);
      push(this.before, to, from);
    }
    const day = 24 * 60;
    let first = data.now;
    let last = data.now + day;
    for (const bar of data.bars) {
      first = Math.min(first, bar.start);
      last = Math.max(last, bar.end);
    }
    this.first = Math.floor((first - day / 4) / day) * day;
    this.last = Math.ceil((last + day) / day) * day;
    this.sort();
  }

  /** Short gaps are stepped over: the next working minute of a lane, if it comes within two hours. */
  working(lane: number, minute: number): number {
    const windows = this.lanes[this.rowOf.get(lane) ?? -1]?.windows ?? [];
    const next = windows.find((window) => window[1] > minute);
    return next && next[0] > minute && next[0] - minute <= 120 ? next[0] : minute;
  }

  /** Bars of one row in order of time. */
  row(at: number): readonly Bar[] {
    return this.rows[at] ?? [];
  }

  /** Orders that will be late, the latest first, each with its first operation that is not done. */
  lateOrders(): { order: string; label: string; late: number; bar: Bar }[] {
    const worst = new Map<string, { order: string; label: string; late: number; bar: Bar }>();
    for (const bar of this.bars.values()) {
      if (bar.late <= 0) continue;
      const known = worst.get(bar.order);
      if (!known || (bar.state !== "done" && (known.bar.state === "done" || bar.start < known.bar.start))) worst.set(bar.order, { order: bar.order, label: bar.item, late: bar.late, bar });
    }
    return [...worst.values()].sort((a, b) => b.late - a.late);
  }

  choose(bar: Bar | null): void {
    this.chosen = bar;
    this.lit = bar ? this.chain(bar) : null;
  }

  /** Everything of the bar's order, and whatever hangs together with it by dependencies. */
  private chain(bar: Bar): Set<number> {
    const found = new Set<number>();
    const queue = [bar.id];
    for (const each of this.bars.values()) if (each.order === bar.order) queue.push(each.id);
    while (queue.length) {
      const id = queue.pop() as number;
      if (found.has(id)) continue;
      found.add(id);
      if (this.bars.get(id)?.order !== bar.order) continue;
      queue.push(...(this.after.get(id) ?? []), ...(this.before.get(id) ?? []));
    }
    return found;
  }

  /** Links whose both ends are lit. */
  litLinks(): [Bar, Bar][] {
    const found: [Bar, Bar][] = [];
    for (const id of this.lit ?? []) {
      const from = this.bars.get(id);
      for (const next of this.after.get(id) ?? []) {
        const to = this.bars.get(next);
        if (from && to && this.lit?.has(next)) found.push([from, to]);
      }
    }
    return found;
  }

  /** The bar that lies there; the topmost of several. */
  at(row: number, minute: number): Bar | null {
    const bars = this.row(row);
    let low = 0;
    let high = bars.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bars[middle] as Bar).start <= minute) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= Math.max(0, low - 4); at--) {
      const bar = bars[at] as Bar;
      if (minute < bar.end) return bar;
    }
    return null;
  }

  /** The next bar in time on the same row, or the nearest on the next row that has any. */
  neighbour(bar: Bar, right: number, down: number): Bar | null {
    const row = this.rowOf.get(bar.lane) ?? 0;
    if (right) {
      const bars = this.row(row);
      return bars[bars.indexOf(bar) + right] ?? null;
    }
    for (let at = row + down; at >= 0 && at < this.lanes.length; at += down) {
      const bars = this.row(at);
      if (bars.length) return bars.reduce((best, each) => (Math.abs(each.start - bar.start) < Math.abs(best.start - bar.start) ? each : best));
    }
    return null;
  }

  firstBar(): Bar | null {
    for (let at = 0; at < this.lanes.length; at++) {
      const bar = this.row(at).find((each) => each.end > this.now) ?? this.row(at)[0];
      if (bar) return bar;
    }
    return null;
  }

  /** Show a consequence as if it were so; undo() brings back what was. */
  try(consequence: Consequence): void {
    this.undo();
    this.kept = new Map();
    this.tried = consequence;
    for (const moved of consequence.moved) {
      const bar = this.bars.get(moved.id);
      if (!bar) continue;
      this.kept.set(bar.id, { ...bar });
      Object.assign(bar, moved);
    }
    this.sort();
  }

  undo(): void {
    for (const [id, was] of this.kept ?? []) Object.assign(this.bars.get(id) as Bar, was);
    this.kept = null;
    this.tried = null;
    this.sort();
  }

  /** Where a bar stood before what is being tried. */
  was(id: number): Bar | undefined {
    return this.kept?.get(id);
  }

  private sort(): void {
    this.rows = this.lanes.map(() => []);
    for (const bar of this.bars.values()) this.rows[this.rowOf.get(bar.lane) ?? 0]?.push(bar);
    for (const row of this.rows) row.sort((a, b) => a.start - b.start || a.id - b.id);
  }
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
