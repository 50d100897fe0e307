/** Kinds of tie: those between parties are drawn, those to contracts, lawsuits and the like are listed. */

const TO_FACTS = new Set(["SIGNED", "PLAINTIFF_IN", "DEFENDANT_IN", "BID_IN", "ABOUT"]);

export function isDrawn(kind: string): boolean {
  return !TO_FACTS.has(kind);
}

/** The kind that stands for an identifier which two parties share: it has no direction and no row of its own. */
export const SHARES = "SHARES";

/** Of ties by kind, those that can be drawn, most first. */
export function drawable(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts)
    .filter(([kind, count]) => count > 0 && isDrawn(kind))
    .sort((a, b) => b[1] - a[1]);
}
