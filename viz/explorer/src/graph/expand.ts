/** Where new nodes stand: on arcs around the node they came from, away from the crowd, then pushed apart. */

import type { NodeOut } from "../shapes";

const GAP = 80;
const ROUNDS = 40;
const WIDEST_FAN = Math.PI * 1.25;

interface Point {
  x: number;
  y: number;
}

/**
 * `fresh` with positions around `anchor`, in the order given; equal input, equal places.
 * Only the new nodes move. O(new x all) a round.
 */
export function placed(old: ReadonlyMap<string, NodeOut>, fresh: readonly NodeOut[], anchor: string): NodeOut[] {
  const from = old.get(anchor) ?? { x: 0, y: 0 };
  const spots = fan(from, outward(old, from), fresh.length, old.size <= 1);
  pushApart([...old.values()], spots);
  return fresh.map((node, i) => ({ ...node, ...spots[i]! }));
}

/** The angle that leads from the middle of everything to `from`. */
function outward(old: ReadonlyMap<string, NodeOut>, from: Point): number {
  let x = 0;
  let y = 0;
  for (const node of old.values()) {
    x += node.x;
    y += node.y;
  }
  const n = Math.max(old.size, 1);
  return Math.atan2(from.y - y / n, from.x - x / n);
}

function fan(from: Point, middle: number, count: number, alone: boolean): Point[] {
  const spots: Point[] = [];
  for (let arc = 1; spots.length < count; arc += 1) {
    const radius = GAP * (1 + arc);
    const room = Math.max(3, Math.floor((WIDEST_FAN * radius) / GAP));
    const here = Math.min(room, count - spots.length);
    const spread = alone ? (2 * Math.PI * (here - 1)) / here : Math.min(WIDEST_FAN, (here * GAP) / radius);
    for (let i = 0; i < here; i += 1) {
      const angle = middle + (here === 1 ? 0 : spread * (i / (here - 1) - 0.5));
      spots.push({ x: from.x + radius * Math.cos(angle), y: from.y + radius * Math.sin(angle) });
    }
  }
  return spots;
}

function pushApart(still: readonly Point[], moving: Point[]): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    moving.forEach((point, i) => {
      for (const other of still) moved = push(point, other, i) || moved;
      for (const other of moving) if (other !== point) moved = push(point, other, i) || moved;
    });
    if (!moved) return;
  }
}

/** Move `point` half of what it is too near; two on one spot part in directions of their own. */
function push(point: Point, other: Point, turn: number): boolean {
  const dx = point.x - other.x;
  const dy = point.y - other.y;
  const distance = Math.hypot(dx, dy);
  if (distance >= GAP * 0.8) return false;
  const step = (GAP - distance) / 2;
  const angle = distance > 1e-6 ? Math.atan2(dy, dx) : turn * 2.399963;
  point.x += step * Math.cos(angle);
  point.y += step * Math.sin(angle);
  return true;
}
