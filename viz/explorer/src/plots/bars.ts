/** Small bar charts of own making: a figure whose every value stands there as text as well. */

import { h, svg } from "../dom";
import { lengths, stacked } from "./shape";

const WIDE = 360;
const LABEL = 124;
const VALUE = 118;
const LINE = 19;
const THICK = 11;
const LETTERS = 16;
/** A letter of Chinese, Japanese or Korean is about twice as wide as a Latin one. */
const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;

export interface Bar {
  label: string;
  /** What the bar is made of, in order; one part for a plain bar. */
  parts: { value: number; name: string }[];
  text: string;
  href?: string;
}

/** Bars of one scale under a title; `tints` are classes of the parts, in their order. */
export function bars(title: string, rows: readonly Bar[], tints: readonly string[]): HTMLElement {
  const long = lengths(rows.map(sum), WIDE - LABEL - VALUE);
  const told = rows.map((row) => `${row.label}: ${row.text}`).join("; ");
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${Math.max(1, rows.length) * LINE}`, class: "plot", role: "img", "aria-label": `${title}. ${told}` },
    ...rows.map((row, i) => line(row, i, long[i]!, tints)),
  );
  return h("figure", { class: "figure" }, h("figcaption", {}, title), picture);
}

function line(row: Bar, i: number, long: number, tints: readonly string[]): SVGElement {
  const high = i * LINE;
  const label = text(cut(row.label), { x: LABEL - 6, y: high + 14, class: "plot-label" });
  const parts = stacked(row.parts.map((part) => part.value), long);
  return svg(
    "g",
    {},
    svg("title", {}, document.createTextNode([`${row.label}: ${row.text}`, ...named(row)].join("\n"))),
    row.href ? svg("a", { href: row.href }, label) : label,
    ...parts.map((part, k) =>
      svg("rect", { x: LABEL + part.at, y: high + 4, width: part.long, height: THICK, class: tints[k % tints.length] ?? "" }),
    ),
    text(row.text, { x: LABEL + long + 6, y: high + 14, class: "plot-value" }),
  );
}

function named(row: Bar): string[] {
  return row.parts.length > 1 ? row.parts.filter((part) => part.value > 0).map((part) => `${part.name}: ${part.value}`) : [];
}

function sum(row: Bar): number {
  return row.parts.reduce((total, part) => total + Math.max(0, part.value), 0);
}

function text(said: string, attributes: Record<string, string | number>): SVGElement {
  return svg("text", attributes, document.createTextNode(said));
}

/** As much of a label as there is room for. */
export function cut(label: string): string {
  let room = LETTERS;
  let shown = "";
  for (const letter of label) {
    room -= WIDE_LETTER.test(letter) ? 1.8 : 1;
    if (room < 0) return `${shown}…`;
    shown += letter;
  }
  return shown;
}
