/** Small graphs for tests. */

import type { EdgeOut, NetworkOut, NodeOut, PartyOut, WhatIfOut } from "../src/shapes";

export function node(id: string, given: Partial<NodeOut> = {}): NodeOut {
  return {
    id, name: `Name of ${id}`, kind: "company", grade: "green", score: 10, rated: true, roles: [],
    degree: 1, hub: false, x: 0, y: 0, ...given,
  };
}

export function tie(source: string, target: string, given: Partial<EdgeOut> = {}): EdgeOut {
  return {
    key: `${source}-${target}`, source, target, kind: "SUPPLIES", amount: null, currency: null, share: null,
    subject: null, since: null, until: null, rate: null, ...given,
  };
}

export function network(nodes: NodeOut[], edges: EdgeOut[], centre: string | null = nodes[0]?.id ?? null): NetworkOut {
  return { book: "b1", centre, nodes, edges, counts: {}, more_nodes: 0, more_edges: 0 };
}

export function party(id: string, given: Partial<PartyOut> = {}): PartyOut {
  return {
    id, name: id, kind: "company", roles: [], rated: true, grade: "red", score: 50, standalone_pd: 0.1,
    network_pd: 0.2, confidence: 0.5, data_age_days: 12, top_reason: null, moved_from: null, other_names: [], names: [], fields: [], identifiers: [],
    reasons: [], counts: {}, facts: [], records: [], rings: [], possible: [], money: null, book: "b1", ...given,
  };
}

/** What follows if `failed` fails: each list is whom a round reaches. */
export function whatIf(failed: string, ...rounds: string[][]): WhatIfOut {
  const reached = [[failed], ...rounds];
  return {
    code: "what_if_worse", text: { en: "", zh: "" }, added: 1, parties: rounds.flat().length, grades_changed: 0, changes: [],
    rounds: reached.map((ids, number) => ({
      number, parties: ids.length, rise: 0.1, lost: 5, reached: ids.map((id) => ({ id, name: id, rise: 0.1 })),
    })),
    losses: [], lost: 10, lost_by_us: 0, currency: "CNY", left_out: 0, followed: true, book: "b1",
  };
}
