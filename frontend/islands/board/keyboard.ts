// Everything the mouse can do, by keys: arrows choose, m moves, Enter opens or drops, Escape gives up, + − zoom.
import { movable, type Acts } from "./interact";
import type { Model } from "./model";
import type { View } from "./view";

const STEP = 15;
const LONG = 60;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Keys {
  constructor(
    host: HTMLElement,
    private readonly view: View,
    public model: Model,
    private readonly acts: Acts & { keep(): void; undo(): void; say(words: string): void; where(): string; texts: Record<string, string> },
  ) {
    host.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.act(event.key, event.shiftKey)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
  }

  private act(key: string, long: boolean): boolean {
    const arrow = ARROWS[key];
    if (arrow) {
      if (this.model.ghost) this.shift(arrow[0] * (long ? LONG : STEP), arrow[1]);
      else this.walk(arrow[0], arrow[1]);
      return true;
    }
    switch (key) {
      case "m":
        return this.grasp();
      case "Enter":
        return this.enter();
      case "Escape":
        return this.escape();
      case "+":
      case "=":
        this.view.zoom(this.view.scale * 1.5);
        break;
      case "-":
        this.view.zoom(this.view.scale / 1.5);
        break;
      case "t":
        this.view.show(this.model.now, null, 0.2);
        break;
      case "k":
        if (!this.model.tried) return false;
        this.acts.keep();
        break;
      default:
        return false;
    }
    this.acts.redraw();
    return true;
  }

  private walk(right: number, down: number): void {
    const now = this.model.chosen;
    const next = now ? this.model.neighbour(now, right, down) : this.model.firstBar();
    if (!next) return;
    this.acts.choose(next);
    this.view.show(next.start, this.model.rowOf.get(next.lane) ?? 0);
    this.acts.redraw();
  }

  private grasp(): boolean {
    const bar = this.model.chosen;
    if (!bar || this.model.tried || !movable(bar)) return bar !== null;
    this.model.ghost = { bar, lane: bar.lane, start: bar.start, allowed: true };
    this.acts.say(this.acts.texts["moving"] ?? "");
    this.acts.redraw();
    return true;
  }

  private shift(minutes: number, down: number): void {
    const ghost = this.model.ghost;
    if (!ghost) return;
    ghost.start = Math.max(this.model.now, ghost.start + minutes);
    if (minutes > 0) ghost.start = this.model.working(ghost.lane, ghost.start);
    if (down) {
      const rows = ghost.bar.eligible.map((lane) => this.model.rowOf.get(lane) ?? -1).filter((row) => row >= 0).sort((a, b) => a - b);
      const row = this.model.rowOf.get(ghost.lane) ?? 0;
      const next = down > 0 ? rows.find((each) => each > row) : rows.reverse().find((each) => each < row);
      if (next !== undefined) ghost.lane = this.model.lanes[next]?.id ?? ghost.lane;
    }
    this.view.show(ghost.start, this.model.rowOf.get(ghost.lane) ?? 0);
    this.acts.say(this.acts.where());
    this.acts.redraw();
  }

  private enter(): boolean {
    const ghost = this.model.ghost;
    if (ghost) {
      this.model.ghost = null;
      if (ghost.lane !== ghost.bar.lane || ghost.start !== ghost.bar.start) this.acts.drop(ghost);
      this.acts.redraw();
      return true;
    }
    if (!this.model.chosen) return false;
    this.acts.open(this.model.chosen);
    return true;
  }

  private escape(): boolean {
    if (this.model.ghost) this.model.ghost = null;
    else if (this.model.tried) this.acts.undo();
    else if (this.model.chosen) this.acts.choose(null);
    else return false;
    this.acts.redraw();
    return true;
  }
}

