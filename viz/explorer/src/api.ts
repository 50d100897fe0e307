/** Reads the API. Answers are kept until the Book changes; a refusal is a `Problem`. */

import type {
  BookOut,
  MoversPage,
  NetworkOut,
  PartyOut,
  PartyPage,
  PathsOut,
  PortfolioOut,
  RelationshipOut,
  RingOut,
  RingRow,
  SearchHit,
  WhatIfOut,
} from "./shapes";
import type { Expansion } from "./state";

export const PAGE_SIZE = 50;
export const MOST_NODES = 400;

type Params = Record<string, string | number | boolean | null>;

/** An answer that is none: problem+json of the server, or status 0 where nothing answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
    this.name = "Problem";
  }
}

export class Api {
  private readonly kept = new Map<string, Promise<unknown>>();

  /** Forget every answer: they were about another Book. */
  forget(): void {
    this.kept.clear();
  }

  book(): Promise<BookOut> {
    return fetched("v1/book");
  }

  portfolio(): Promise<PortfolioOut> {
    return this.get("v1/portfolio");
  }

  movers(limit: number): Promise<MoversPage> {
    return this.get("v1/movers", { limit });
  }

  parties(filter: { grade: string | null; role: string | null; rated: boolean; cursor: string | null }): Promise<PartyPage> {
    return this.get("v1/parties", { ...filter, limit: PAGE_SIZE });
  }

  search(q: string, signal: AbortSignal): Promise<{ items: SearchHit[] }> {
    return fetched(path("v1/search", { q, limit: 12 }), signal);
  }

  party(id: string): Promise<PartyOut> {
    return this.get(`v1/parties/${encodeURIComponent(id)}`);
  }

  neighbours({ id, kind, order, limit }: Expansion): Promise<NetworkOut> {
    return this.get(`v1/parties/${encodeURIComponent(id)}/neighbours`, { kind, order, limit });
  }

  network(party: string, hops: number): Promise<NetworkOut> {
    return this.get("v1/networks", { party, hops, max_nodes: MOST_NODES });
  }

  paths(from: string, to: string, maxHops: number | null = null): Promise<PathsOut> {
    return this.get("v1/paths", { from, to, k: 5, max_hops: maxHops });
  }

  rings(): Promise<{ items: RingRow[]; total: number }> {
    return this.get("v1/rings");
  }

  ring(id: string): Promise<RingOut> {
    return this.get(`v1/rings/${encodeURIComponent(id)}`);
  }

  relationship(key: string): Promise<RelationshipOut> {
    return this.get(`v1/relationships/${encodeURIComponent(key)}`);
  }

  /** What would follow if a party failed; the server stores nothing of it. */
  whatIf(party: string): Promise<WhatIfOut> {
    return this.keep(`whatif ${party}`, () => fetched("v1/whatif", null, { fail: [party], limit: 50 }));
  }

  private get<T>(place: string, params: Params = {}): Promise<T> {
    const asked = path(place, params);
    return this.keep(asked, () => fetched<T>(asked));
  }

  private keep<T>(asked: string, ask: () => Promise<T>): Promise<T> {
    const known = this.kept.get(asked);
    if (known) return known as Promise<T>;
    const answer = ask();
    this.kept.set(asked, answer);
    answer.catch(() => this.kept.delete(asked));
    return answer;
  }
}

/** The address of a download of the surroundings of a party. */
export function exportAddress(format: string, party: string, hops: number): string {
  return path(`v1/exports/${format}`, { party, hops, max_nodes: MOST_NODES });
}

/** `place` with the parameters that have a value. */
export function path(place: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${place}?${text}` : place;
}

/** Ask for JSON; with a body by POST. */
async function fetched<T>(asked: string, signal: AbortSignal | null = null, body: object | null = null): Promise<T> {
  const json = "application/json";
  const posted = body && { method: "POST", body: JSON.stringify(body), headers: { Accept: json, "Content-Type": json } };
  let response: Response;
  try {
    response = await fetch(asked, { headers: { Accept: json }, ...posted, signal });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "", "");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, answer);
  if (answer === null) throw new Problem(response.status, "", "");
  return answer as T;
}

/** What a refusal says, whatever stands in its body. */
export function problemOf(status: number, body: unknown): Problem {
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return new Problem(status, text(said["title"]), text(said["detail"]));
}
