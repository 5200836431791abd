// Where things lie on the screen: minutes to pixels and back, which rows and times are in sight.
import type { Model } from "./model";

export const LABELS = 184;
export const HEAD = 46;
export const ROW = 34;
export const LEVELS = { shift: 1.5, day: 0.62, week: 0.11, month: 0.03 } as const;
export type Level = keyof typeof LEVELS;
const LEAST = 0.015;
const MOST = 4;

export class View {
  scale: number = LEVELS.day;
  width = 0;
  height = 0;
  left = 0;
  top = 0;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly spacer: HTMLElement,
    public model: Model,
  ) {}

  /** Read the scroller; call once per frame before drawing. */
  measure(): void {
    this.width = this.scroller.clientWidth;
    this.height = this.scroller.clientHeight;
    this.left = this.scroller.scrollLeft;
    this.top = this.scroller.scrollTop;
  }

  resize(): void {
    const wide = (this.model.last - this.model.first) * this.scale;
    this.spacer.style.width = `${Math.max(LABELS + wide, this.scroller.clientWidth)}px`;
    this.spacer.style.height = `${HEAD + this.model.lanes.length * ROW + 8}px`;
  }

  x(minute: number): number {
    return LABELS + (minute - this.model.first) * this.scale - this.left;
  }

  y(row: number): number {
    return HEAD + row * ROW - this.top;
  }

  minute(x: number): number {
    return (x - LABELS + this.left) / this.scale + this.model.first;
  }

  row(y: number): number {
    return Math.floor((y - HEAD + this.top) / ROW);
  }

  /** The first and last row in sight. */
  rows(): [number, number] {
    const first = Math.max(0, Math.floor(this.top / ROW));
    return [first, Math.min(this.model.lanes.length - 1, Math.floor((this.top + this.height - HEAD) / ROW))];
  }

  /** Zoom, keeping the minute under `x` where it is. */
  zoom(scale: number, x = LABELS + (this.width - LABELS) / 2): void {
    const minute = this.minute(x);
    this.scale = Math.min(MOST, Math.max(LEAST, scale));
    this.resize();
    this.scroller.scrollLeft = LABELS + (minute - this.model.first) * this.scale - x;
    this.measure();
  }

  /** Bring a time and a row into sight, with room around. */
  show(minute: number, row: number | null, ahead = 0.3): void {
    const x = this.x(minute);
    if (x < LABELS + 20 || x > this.width - 60) {
      this.scroller.scrollLeft = (minute - this.model.first) * this.scale - (this.width - LABELS) * ahead;
    }
    if (row !== null) {
      const y = this.y(row);
      if (y < HEAD) this.scroller.scrollTop += y - HEAD - ROW;
      else if (y + ROW > this.height - 12) this.scroller.scrollTop += y + 2 * ROW - this.height;
    }
    this.measure();
  }

  /** Zoom out, never in, until the time from..to is in sight; a chain longer than that stays readable instead. */
  span(from: number, to: number): void {
    const room = this.width - LABELS - 80;
    const wanted = Math.max(room / Math.max(to - from, 60), 0.04);
    if (wanted < this.scale) this.zoom(wanted);
    this.scroller.scrollLeft = (from - this.model.first) * this.scale - 40;
    this.measure();
  }

  level(): Level {
    if (this.scale > 1) return "shift";
    if (this.scale > 0.25) return "day";
    return this.scale > 0.055 ? "week" : "month";
  }
}
