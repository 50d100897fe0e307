/** How far ties bend so that those between the same two parties can be told apart. */

import type { EdgeOut } from "../shapes";

const WIDEST = 0.6;
const STEP = 0.22;

/**
 * Key to bend; 0 is straight. Ties of one pair are spread evenly around the straight line, whichever
 * way they point: a bend is to the left of its own direction, so the way back has the other sign.
 */
export function curves(edges: Iterable<EdgeOut>): Map<string, number> {
  const pairs = new Map<string, EdgeOut[]>();
  for (const edge of edges) {
    const pair = [edge.source, edge.target].sort().join("\u0000");
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge]);
  }
  const bends = new Map<string, number>();
  for (const parallel of pairs.values()) {
    const step = Math.min(STEP, (2 * WIDEST) / Math.max(parallel.length - 1, 1));
    parallel.forEach((edge, i) => {
      const bend = step * (i - (parallel.length - 1) / 2);
      bends.set(edge.key, edge.source < edge.target ? bend : -bend || 0);
    });
  }
  return bends;
}
