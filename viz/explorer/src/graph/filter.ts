/** What stays in the picture under a filter. */

import type { Picture } from "../state";
import type { Model } from "./model";

export interface Visible {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** Unrated parties have no grade; filters call theirs this. */
export const UNRATED = "unrated";

/**
 * Nodes and ties that are not hidden. The centre always stays; while kinds are hidden, a party that
 * lost all its ties goes as well.
 */
export function visible(model: Model, picture: Pick<Picture, "hiddenKinds" | "hiddenGrades">): Visible {
  const kinds = new Set(picture.hiddenKinds);
  const grades = new Set(picture.hiddenGrades);
  const nodes = new Set<string>();
  for (const node of model.nodes.values()) {
    if (node.id === model.centre || !grades.has(node.grade ?? UNRATED)) nodes.add(node.id);
  }
  const edges = new Set<string>();
  const tied = new Set<string>();
  for (const edge of model.edges.values()) {
    if (kinds.has(edge.kind) || !nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    edges.add(edge.key);
    tied.add(edge.source).add(edge.target);
  }
  if (kinds.size) for (const id of nodes) if (id !== model.centre && !tied.has(id)) nodes.delete(id);
  return { nodes, edges };
}
