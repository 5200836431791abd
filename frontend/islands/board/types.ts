// What the board is given and what it asks. Times are whole minutes since `origin`, half-open, in the site's own clock.

/** A machine or a bench. */
export interface Lane {
  id: number;
  name: string;
  group: string;
  /** Share of the working time taken in the horizon shown, 0.93 for 93 %. */
  load: number;
  /** Working time, sorted, not overlapping. */
  windows: [start: number, end: number][];
}

export type BarState = "planned" | "ready" | "running" | "done" | "held";

/** One operation on one machine. `setup` minutes of changeover stand at its start, inside [start, end). */
export interface Bar {
  id: number;
  lane: number;
  start: number;
  end: number;
  setup: number;
  /** The customer's order or, without one, the work order: what is lit together. */
  order: string;
  item: string;
  label: string;
  /** Minutes its order will be late; 0 or less: on time. */
  late: number;
  pinned: boolean;
  state: BarState;
  /** Lanes it may run on; none: it may not be moved. */
  eligible: number[];
}

export interface BoardData {
  /** The site's local time at minute 0, such as 2026-11-22T00:00. */
  origin: string;
  now: number;
  /** Of the schedule shown; sent back with a move so that a stale one is refused. */
  version: number;
  lanes: Lane[];
  bars: Bar[];
  /** From the id of one bar to the id of the one that waits for it. */
  links: [from: number, to: number][];
}

/** POSTed as JSON to data-move; the answer is a Consequence. Nothing is kept yet. */
export interface Move {
  bar: number;
  lane: number;
  start: number;
  version: number;
  /** Of the data shown, as it was given: minute 0 moves on at midnight. */
  origin: string;
}

export interface Consequence {
  /** Handed back to data-keep to keep exactly what was shown. */
  token: string;
  /** Every bar that stands elsewhere afterwards, the dragged one among them. */
  moved: Pick<Bar, "id" | "lane" | "start" | "end">[];
  /** Orders whose date changes; minutes above zero: later than now published. */
  slips: { order: string; label: string; before: string; after: string; minutes: number; late: boolean }[];
  /** A sentence of the server, "" where the figures say all. */
  note: string;
}

/** What the server answers instead when it refuses (status 4xx). */
export interface Refused {
  code: string;
  title: string;
}

/** All words the board shows, from the server, in the reader's language. */
export type Texts = Record<string, string>;
