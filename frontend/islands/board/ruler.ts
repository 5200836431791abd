// The two lines of dates above the lanes, and how minutes are read.
import type { Model } from "./model";
import type { Palette } from "./paint";
import { HEAD, LABELS, type View } from "./view";

const DAY = 24 * 60;

function two(number: number): string {
  return String(number).padStart(2, "0");
}

export function date(model: Model, minute: number): Date {
  return new Date(model.origin.getTime() + minute * 60_000);
}

/** 11-22 14:30, in the site's clock. */
export function stamp(model: Model, minute: number): string {
  const at = date(model, minute);
  return `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

export function drawHead(pen: CanvasRenderingContext2D, palette: Palette, model: Model, view: View, texts: Record<string, string>): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, view.width, HEAD);
  pen.clip();
  pen.fillStyle = palette.head;
  pen.fillRect(0, 0, view.width, HEAD);
  pen.fillStyle = palette.strong;
  pen.fillRect(0, HEAD - 1, view.width, 1);
  pen.beginPath();
  pen.rect(LABELS, 0, view.width - LABELS, HEAD);
  pen.clip();
  pen.textBaseline = "middle";
  const level = view.level();
  if (level === "shift" || level === "day") {
    upper(pen, palette, model, view, DAY, (at) => day(model, at, texts));
    const step = level === "shift" ? 60 : view.scale > 0.5 ? 120 : 240;
    lower(pen, palette, view, step, (at) => `${two(date(model, at).getUTCHours())}:00`);
  } else {
    const monthly = level === "month";
    upper(pen, palette, model, view, 7 * DAY, (at) => week(model, at), mondayBefore(model));
    if (monthly && view.scale < 0.022) lower(pen, palette, view, 7 * DAY, (at) => md(model, at), mondayBefore(model));
    else lower(pen, palette, view, DAY, (at) => (monthly ? String(date(model, at).getUTCDate()) : `${date(model, at).getUTCDate()} ${weekday(model, at, texts)}`));
  }
  const x = view.x(model.now);
  pen.fillStyle = "#e5352b";
  pen.beginPath();
  pen.moveTo(x - 5, HEAD - 8);
  pen.lineTo(x + 6, HEAD - 8);
  pen.lineTo(x + 0.5, HEAD - 1);
  pen.fill();
  pen.restore();
  pen.font = `12px ${palette.font}`;
  pen.fillStyle = palette.quiet;
  pen.textBaseline = "middle";
  pen.fillText(texts["lanes"] ?? "", 12, HEAD - 12);
  pen.textAlign = "right";
  pen.fillText(texts["load"] ?? "", LABELS - 10, HEAD - 12);
  pen.textAlign = "left";
}

function upper(pen: CanvasRenderingContext2D, palette: Palette, model: Model, view: View, step: number, words: (at: number) => string, shift = 0): void {
  pen.font = `600 12px ${palette.font}`;
  for (let at = from(view, step, shift); at < view.minute(view.width); at += step) {
    const x = view.x(at);
    pen.fillStyle = palette.strong;
    pen.fillRect(Math.round(x), 0, 1, HEAD);
    pen.fillStyle = Math.floor(at / DAY) === Math.floor(model.now / DAY) && step === DAY ? palette.primary : palette.ink;
    // The words stay in sight while their day is.
    const stay = Math.min(Math.max(x, LABELS) + 7, x + step * view.scale - 96);
    pen.fillText(words(at), Math.max(stay, x + 7), 13);
  }
}

function lower(pen: CanvasRenderingContext2D, palette: Palette, view: View, step: number, words: (at: number) => string, shift = 0): void {
  pen.font = `11.5px ${palette.font}`;
  for (let at = from(view, step, shift); at < view.minute(view.width); at += step) {
    const x = view.x(at);
    pen.fillStyle = palette.line;
    pen.fillRect(Math.round(x), 24, 1, HEAD);
    pen.fillStyle = palette.quiet;
    if (step * view.scale > 14) pen.fillText(words(at), x + 4, 35);
  }
}

function from(view: View, step: number, shift: number): number {
  return Math.floor((view.minute(LABELS) - shift) / step) * step + shift;
}

function mondayBefore(model: Model): number {
  return -((date(model, 0).getUTCDay() + 6) % 7) * DAY;
}

function md(model: Model, at: number): string {
  const when = date(model, at);
  return `${two(when.getUTCMonth() + 1)}-${two(when.getUTCDate())}`;
}

function weekday(model: Model, at: number, texts: Record<string, string>): string {
  return (texts["weekdays"] ?? "S,M,T,W,T,F,S").split(",")[date(model, at).getUTCDay()] ?? "";
}

function day(model: Model, at: number, texts: Record<string, string>): string {
  return `${md(model, at)} ${weekday(model, at, texts)}`;
}

function week(model: Model, at: number): string {
  return `${date(model, at).getUTCFullYear()}-${md(model, at)}`;
}
