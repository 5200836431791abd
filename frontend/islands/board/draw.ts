// One frame of the board: only what is in sight is drawn.
import type { Model } from "./model";
import { paintOf, type Palette } from "./paint";
import { drawHead } from "./ruler";
import type { Bar } from "./types";
import { HEAD, LABELS, ROW, type View } from "./view";

const PAD = 4;

export class Drawing {
  constructor(
    private readonly pen: CanvasRenderingContext2D,
    public palette: Palette,
    private readonly texts: Record<string, string>,
  ) {}

  frame(model: Model, view: View): void {
    const { pen } = this;
    pen.clearRect(0, 0, view.width, view.height);
    pen.fillStyle = this.palette.card;
    pen.fillRect(0, 0, view.width, view.height);
    const [first, last] = view.rows();
    pen.save();
    pen.beginPath();
    pen.rect(LABELS, HEAD, view.width - LABELS, view.height - HEAD);
    pen.clip();
    for (let row = first; row <= last; row++) this.idle(model, view, row);
    this.days(model, view);
    pen.font = `12px ${this.palette.font}`;
    pen.textBaseline = "middle";
    for (let row = first; row <= last; row++) this.bars(model, view, row);
    this.was(model, view);
    this.links(model, view);
    this.ghost(model, view);
    this.nowLine(model, view);
    pen.restore();
    drawHead(pen, this.palette, model, view, this.texts);
    this.labels(model, view, first, last);
  }

  /** Time in which a machine does not work is shaded; so is every lane a moved bar may not use. */
  private idle(model: Model, view: View, row: number): void {
    const { pen } = this;
    const lane = model.lanes[row];
    if (!lane) return;
    const y = view.y(row);
    pen.fillStyle = this.palette.idle;
    const from = view.minute(LABELS);
    const to = view.minute(view.width);
    let gap = from;
    let at = firstAfter(lane.windows, from);
    for (; at < lane.windows.length; at++) {
      const [start, end] = lane.windows[at] as [number, number];
      if (start > to) break;
      if (start > gap && (start - gap) * view.scale > 0.8) pen.fillRect(view.x(gap), y, (start - gap) * view.scale, ROW);
      gap = Math.max(gap, end);
    }
    if (gap < to) pen.fillRect(view.x(gap), y, (to - gap) * view.scale, ROW);
    if (model.ghost && !model.ghost.bar.eligible.includes(lane.id)) {
      pen.globalAlpha = 0.55;
      pen.fillStyle = this.palette.page;
      pen.fillRect(LABELS, y, view.width, ROW);
      pen.globalAlpha = 1;
    }
    pen.fillStyle = this.palette.line;
    pen.fillRect(LABELS, y + ROW - 1, view.width, 1);
  }

  private days(model: Model, view: View): void {
    const day = 24 * 60;
    const { pen } = this;
    pen.fillStyle = this.palette.line;
    const step = view.scale > 0.02 ? day : 7 * day;
    for (let at = Math.floor(view.minute(LABELS) / step) * step; at < view.minute(view.width); at += step) {
      pen.fillRect(Math.round(view.x(at)), HEAD, 1, Math.min(view.height, view.y(model.lanes.length)) - HEAD);
    }
  }

  private bars(model: Model, view: View, row: number): void {
    const from = view.minute(LABELS);
    const to = view.minute(view.width);
    for (const bar of model.row(row)) {
      if (bar.end < from) continue;
      if (bar.start > to) break;
      this.bar(model, view, bar, row);
    }
  }

  private bar(model: Model, view: View, bar: Bar, row: number): void {
    const { pen } = this;
    const x = view.x(bar.start);
    const wide = Math.max(2, (bar.end - bar.start) * view.scale - 1);
    const y = view.y(row) + PAD;
    const high = ROW - 2 * PAD - 1;
    const paint = paintOf(bar, model.colouring, this.palette.dark);
    const dim = model.lit !== null && !model.lit.has(bar.id);
    pen.globalAlpha = dim ? 0.3 : model.ghost?.bar === bar ? 0.4 : 1;
    pen.fillStyle = paint.fill;
    pen.strokeStyle = paint.edge;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(x + 0.5, y + 0.5, wide - 1 > 1 ? wide - 1 : 1, high, Math.min(3, wide / 2));
    pen.fill();
    if (wide > 3) pen.stroke();
    const setup = bar.setup * view.scale;
    if (setup > 2) {
      pen.fillStyle = paint.edge;
      pen.globalAlpha *= 0.75;
      pen.fillRect(x + 1, y + 1, Math.min(setup, wide - 2), high - 1);
      pen.globalAlpha = dim ? 0.3 : 1;
    }
    if (bar.state === "running") {
      pen.fillStyle = this.palette.green;
      pen.fillRect(x + 1, y + high - 3, wide - 2, 3);
    }
    if (wide > 34 && !dim) this.words(bar, Math.max(x + (setup > 2 ? setup : 0), LABELS) + 5, x + wide - 4, y + high / 2 + 1, paint.text);
    if (bar.pinned && wide > 8) this.pin(x + wide - 6, y + 6, paint.text);
    if (bar === model.chosen) {
      pen.strokeStyle = this.palette.primary;
      pen.lineWidth = 2;
      pen.strokeRect(x - 1, y - 1, wide + 2, high + 2);
    }
    pen.globalAlpha = 1;
  }

  private words(bar: Bar, from: number, to: number, y: number, colour: string): void {
    if (to - from < 22) return;
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(from, y - 12, to - from, 24);
    pen.clip();
    pen.fillStyle = colour;
    pen.fillText(bar.label, from, y);
    pen.restore();
  }

  private pin(x: number, y: number, colour: string): void {
    const { pen } = this;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, 2.5, 0, 7);
    pen.fill();
    pen.fillRect(x - 0.5, y, 1, 6);
  }

  /** Outlines of where bars stood before what is being tried. */
  private was(model: Model, view: View): void {
    if (!model.tried) return;
    const { pen } = this;
    pen.setLineDash([3, 3]);
    pen.lineWidth = 1;
    pen.strokeStyle = this.palette.quiet;
    for (const moved of model.tried.moved) {
      const was = model.was(moved.id);
      if (!was) continue;
      const y = view.y(model.rowOf.get(was.lane) ?? 0) + PAD;
      pen.strokeRect(view.x(was.start) + 0.5, y + 0.5, Math.max(2, (was.end - was.start) * view.scale - 1), ROW - 2 * PAD - 1);
    }
    pen.setLineDash([]);
  }

  private links(model: Model, view: View): void {
    if (!model.lit) return;
    const { pen } = this;
    pen.strokeStyle = pen.fillStyle = this.palette.ink;
    pen.lineWidth = 1.25;
    pen.globalAlpha = 0.7;
    for (const [from, to] of model.litLinks()) {
      const x1 = view.x(from.end);
      const y1 = view.y(model.rowOf.get(from.lane) ?? 0) + ROW / 2;
      const x2 = view.x(to.start);
      const y2 = view.y(model.rowOf.get(to.lane) ?? 0) + ROW / 2;
      const bend = Math.max(10, Math.min(60, Math.abs(x2 - x1) / 2));
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2 - 4, y2);
      pen.stroke();
      pen.beginPath();
      pen.moveTo(x2, y2);
      pen.lineTo(x2 - 6, y2 - 3.5);
      pen.lineTo(x2 - 6, y2 + 3.5);
      pen.fill();
    }
    pen.globalAlpha = 1;
  }

  private ghost(model: Model, view: View): void {
    const ghost = model.ghost;
    if (!ghost) return;
    const { pen } = this;
    const y = view.y(model.rowOf.get(ghost.lane) ?? 0) + PAD;
    const wide = Math.max(3, (ghost.bar.end - ghost.bar.start) * view.scale);
    const colour = ghost.allowed ? this.palette.primary : this.palette.red;
    pen.fillStyle = colour;
    pen.globalAlpha = 0.25;
    pen.fillRect(view.x(ghost.start), y, wide, ROW - 2 * PAD);
    pen.globalAlpha = 1;
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    pen.setLineDash([5, 3]);
    pen.strokeRect(view.x(ghost.start), y, wide, ROW - 2 * PAD);
    pen.setLineDash([]);
  }

  private nowLine(model: Model, view: View): void {
    const x = Math.round(view.x(model.now));
    this.pen.fillStyle = "#e5352b";
    this.pen.fillRect(x, HEAD, 1.5, view.height);
  }

  private labels(model: Model, view: View, first: number, last: number): void {
    const { pen, palette } = this;
    pen.save();
    pen.beginPath();
    pen.rect(0, HEAD, LABELS, view.height - HEAD);
    pen.clip();
    pen.fillStyle = palette.card;
    pen.fillRect(0, HEAD, LABELS, view.height);
    for (let row = first; row <= last; row++) {
      const lane = model.lanes[row];
      if (!lane) continue;
      const y = view.y(row);
      const newGroup = row === 0 || model.lanes[row - 1]?.group !== lane.group;
      pen.fillStyle = newGroup && row > 0 ? palette.strong : palette.line;
      pen.fillRect(0, y - 1, view.width, 1);
      pen.textBaseline = "middle";
      pen.font = `13px ${palette.font}`;
      pen.fillStyle = palette.ink;
      pen.fillText(shortened(pen, lane.name, LABELS - 70), 12, y + ROW / 2);
      const load = Math.round(lane.load * 100);
      pen.font = `12px ${palette.font}`;
      pen.textAlign = "right";
      pen.fillStyle = load > 100 ? palette.red : load >= 90 ? palette.amber : palette.quiet;
      pen.fillText(`${load}%`, LABELS - 10, y + ROW / 2 - 3);
      pen.textAlign = "left";
      pen.fillStyle = palette.line;
      pen.fillRect(LABELS - 46, y + ROW - 9, 36, 3);
      pen.fillStyle = load > 100 ? "#d4281c" : load >= 90 ? "#e8a317" : palette.primary;
      pen.fillRect(LABELS - 46, y + ROW - 9, 36 * Math.min(1, lane.load), 3);
    }
    pen.restore();
    pen.fillStyle = palette.strong;
    pen.fillRect(LABELS - 1, 0, 1, view.height);
  }
}

function fitted(pen: CanvasRenderingContext2D, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  let cut = text;
  while (cut.length > 1 && pen.measureText(`${cut}…`).width > room) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/** Index of the first window that ends after `minute`. */
function firstAfter(windows: [number, number][], minute: number): number {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((windows[middle] as [number, number])[1] <= minute) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A machine's name cut before its number: Machining c… 01. */
function shortened(pen: CanvasRenderingContext2D, text: string, room: number): string {
  const tail = /[\s-]?\d+$/.exec(text)?.[0] ?? "";
  if (!tail || pen.measureText(text).width <= room) return fitted(pen, text, room);
  return fitted(pen, text.slice(0, -tail.length), room - pen.measureText(tail).width) + tail;
}
