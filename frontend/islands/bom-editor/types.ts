// What the server tells of a tree of components.

export interface Line {
  id: number;
  item: number;
  code: string;
  name: string;
  quantity: string;
  unit: string;
  scrap: string;
  operation: string;
  alternate: string;
  byProduct: boolean;
  phantom: boolean;
  hasBelow: boolean;
  below: string;
}

export interface Node {
  code: string;
  name: string;
  lines: Line[];
}

export type Texts = Record<string, string>;
export type Box = "quantity" | "scrap" | "operation" | "alternate";

export interface Refused {
  title?: string;
  code?: string;
  faults?: { field: string; reason: string }[];
}

export const BOXES: { name: Box; number: boolean; width: string }[] = [
  { name: "quantity", number: true, width: "tk-tree-wide" },
  { name: "scrap", number: true, width: "tk-tree-narrow" },
  { name: "operation", number: true, width: "tk-tree-narrow" },
  { name: "alternate", number: false, width: "tk-tree-narrow" },
];
