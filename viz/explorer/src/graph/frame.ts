/** The part of the plane that is shown at first. */

import type { NodeOut } from "../shapes";

/** Few parties are not torn apart to fill the screen: the frame is at least so wide and so high. */
const LEAST = 420;

export interface Frame {
  x: [number, number];
  y: [number, number];
}

/** The box around all nodes, hidden ones too, so that a filter moves nothing. */
export function frame(nodes: Iterable<NodeOut>): Frame {
  const all = [...nodes];
  return { x: extent(all.map((node) => node.x)), y: extent(all.map((node) => node.y)) };
}

function extent(places: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...places), Math.max(...places)];
  if (!places.length) return [0, LEAST];
  if (high - low >= LEAST) return [low, high];
  const middle = (low + high) / 2;
  return [middle - LEAST / 2, middle + LEAST / 2];
}
