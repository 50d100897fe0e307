/** How long bars are and where parts of them begin. No DOM. */

export interface Part {
  at: number;
  long: number;
}

const LEAST = 1.5;

/** Amounts below zero, and what is no number, count as nothing. */
function counted(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

/** Lengths in proportion, the largest `most`; what is there at all can be seen. */
export function lengths(values: readonly number[], most: number): number[] {
  const largest = Math.max(0, ...values.map(counted));
  return values.map((value) => (counted(value) ? Math.max(LEAST, (most * counted(value)) / largest) : 0));
}

/** The parts of one bar of length `most` one after the other, in proportion; nothing at all where all are 0. */
export function stacked(values: readonly number[], most: number): Part[] {
  const whole = values.reduce((sum, value) => sum + counted(value), 0);
  let at = 0;
  return values.map((value) => {
    const part = { at, long: whole ? (most * counted(value)) / whole : 0 };
    at += part.long;
    return part;
  });
}

/** Bars to both sides of the middle of `2 * half`: above zero to the right. */
export function aside(values: readonly number[], half: number): Part[] {
  const long = lengths(values.map(Math.abs), half);
  return values.map((value, i) => ({ at: value < 0 ? half - long[i]! : half, long: long[i]! }));
}
