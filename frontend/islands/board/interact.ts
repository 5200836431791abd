// The mouse and the finger: choose, drag among eligible lanes, zoom about the pointer.
import type { Ghost, Model } from "./model";
import type { Bar } from "./types";
import { HEAD, LABELS, type View } from "./view";

export interface Acts {
  redraw(): void;
  choose(bar: Bar | null): void;
  drop(ghost: Ghost): void;
  open(bar: Bar): void;
  hint(bar: Bar | null, x: number, y: number): void;
}

const THRESHOLD = 4;
const EDGE = 36;

/** Whether it may be taken at all: the server names no lanes for what is frozen or for who only looks. */
export function movable(bar: Bar): boolean {
  return bar.eligible.length > 0 && bar.state !== "done" && bar.state !== "running";
}

interface Drag {
  bar: Bar;
  x: number;
  y: number;
  grip: number;
  moving: boolean;
}

export class Pointer {
  private drag: Drag | null = null;
  private last: { x: number; y: number } = { x: 0, y: 0 };
  private pushing = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly view: View,
    public model: Model,
    private readonly acts: Acts,
  ) {
    scroller.addEventListener("pointerdown", (event) => this.down(event));
    scroller.addEventListener("pointermove", (event) => this.move(event));
    scroller.addEventListener("pointerup", () => this.up());
    scroller.addEventListener("pointercancel", () => this.cancel());
    scroller.addEventListener("pointerleave", () => this.acts.hint(null, 0, 0));
    scroller.addEventListener("dblclick", () => this.model.chosen && this.acts.open(this.model.chosen));
    scroller.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    // A finger scrolls the board, except when it started on the bar that is already chosen.
    scroller.addEventListener("touchmove", (event) => this.drag?.moving && event.preventDefault(), { passive: false });
  }

  get dragging(): boolean {
    return this.drag?.moving ?? false;
  }

  cancel(): void {
    this.drag = null;
    cancelAnimationFrame(this.pushing);
    this.pushing = 0;
    this.model.ghost = null;
    this.scroller.classList.remove("is-dragging");
    this.acts.redraw();
  }

  private place(event: PointerEvent): { x: number; y: number } {
    const box = this.scroller.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private under(x: number, y: number): Bar | null {
    if (x < LABELS || y < HEAD) return null;
    return this.model.at(this.view.row(y), this.view.minute(x));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { x, y } = this.place(event);
    if (x > this.view.width || y > this.view.height) return;
    const bar = this.under(x, y);
    const held = bar && (event.pointerType === "mouse" || bar === this.model.chosen);
    this.acts.choose(bar);
    if (bar && held && !this.model.tried && movable(bar)) {
      this.drag = { bar, x, y, grip: this.view.minute(x) - bar.start, moving: false };
      this.scroller.setPointerCapture(event.pointerId);
    }
  }

  private move(event: PointerEvent): void {
    const { x, y } = this.place(event);
    this.last = { x, y };
    if (!this.drag) {
      const bar = this.under(x, y);
      this.scroller.style.cursor = bar ? (movable(bar) ? "grab" : "pointer") : "";
      this.acts.hint(bar, x, y);
      return;
    }
    if (!this.drag.moving && Math.hypot(x - this.drag.x, y - this.drag.y) > THRESHOLD) {
      this.drag.moving = true;
      this.scroller.classList.add("is-dragging");
      this.acts.hint(null, 0, 0);
    }
    if (this.drag.moving) {
      this.follow();
      this.pushing ||= requestAnimationFrame(() => this.push());
    }
  }

  private follow(): void {
    if (!this.drag) return;
    const { bar, grip } = this.drag;
    const step = this.view.scale > 0.4 ? 5 : this.view.scale > 0.08 ? 15 : 60;
    const row = Math.max(0, Math.min(this.model.lanes.length - 1, this.view.row(this.last.y)));
    const lane = this.model.lanes[row]?.id ?? bar.lane;
    const start = Math.round((this.view.minute(this.last.x) - grip) / step) * step;
    this.model.ghost = { bar, lane, start: this.model.working(lane, Math.max(start, this.model.now)), allowed: bar.eligible.includes(lane) };
    this.acts.redraw();
  }

  /** Near an edge the board moves under the bar. */
  private push(): void {
    this.pushing = 0;
    if (!this.drag?.moving) return;
    const { x, y } = this.last;
    const right = x > this.view.width - EDGE ? 1 : x < LABELS + EDGE ? -1 : 0;
    const down = y > this.view.height - EDGE ? 1 : y < HEAD + EDGE / 2 ? -1 : 0;
    if (!right && !down) return;
    this.scroller.scrollLeft += right * 14;
    this.scroller.scrollTop += down * 8;
    this.view.measure();
    this.follow();
    this.pushing = requestAnimationFrame(() => this.push());
  }

  private up(): void {
    const ghost = this.model.ghost;
    const moved = this.drag?.moving && ghost && (ghost.lane !== ghost.bar.lane || ghost.start !== ghost.bar.start);
    this.cancel();
    if (moved && ghost.allowed) this.acts.drop(ghost);
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = this.scroller.getBoundingClientRect();
    this.view.zoom(this.view.scale * Math.exp(-event.deltaY / 300), event.clientX - box.left);
    this.acts.redraw();
  }
}
