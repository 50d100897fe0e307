/** Colours of the picture. They stand in the style sheet; what is drawn on canvas reads them from there. */

import type { Grade } from "../shapes";
import type { Shape } from "./shapes";

export const SHAPE_OF: Record<Grade | "unrated", Shape> = {
  green: "circle",
  yellow: "triangle",
  red: "square",
  black: "star",
  unrated: "diamond",
};

const KINDS = ["SUPPLIES", "PARTNERS_WITH", "GUARANTEES", "OWNS", "OFFICER_OF", "OWES", "TRANSFERRED", "SHARES"];

/** The style sheet's name for the colour of a kind of tie. */
export function kindColor(kind: string): string {
  return KINDS.includes(kind) ? `--tie-${kind.toLowerCase().replaceAll("_", "-")}` : "--tie-other";
}

export interface Palette {
  of(name: string): string;
}

/** The colours as they are now; read again when light turns to dark. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const kept = new Map<string, string>();
  return {
    of(name) {
      let color = kept.get(name);
      if (color === undefined) kept.set(name, (color = style.getPropertyValue(name).trim() || "#888888"));
      return color;
    },
  };
}
