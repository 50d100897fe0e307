/** Views as addresses (`#/party/p_1?hops=2`) and back. Reading never fails: what makes no sense is left out. */

import {
  GRADES,
  PLAIN,
  PORTFOLIO,
  ROLES,
  type Expansion,
  type Picture,
  type Selection,
  type View,
} from "./state";

const MOST_EXPANSIONS = 50;
const MOST_NEIGHBOURS = 500;

/** The address of a view, with nothing in it that is as it always is. */
export function address(view: View): string {
  const params = new URLSearchParams();
  switch (view.page) {
    case "portfolio":
      if (view.grade) params.set("grade", view.grade);
      if (view.role) params.set("role", view.role);
      if (!view.rated) params.set("rated", "false");
      if (view.pages > 1) params.set("pages", String(view.pages));
      return joined("#/", params);
    case "rings":
      return "#/rings";
    case "party":
      if (view.hops !== 1) params.set("hops", String(view.hops));
      writePicture(view.picture, params);
      return joined(`#/party/${encodeURIComponent(view.id)}`, params);
    case "ring":
      writePicture(view.picture, params);
      return joined(`#/ring/${encodeURIComponent(view.id)}`, params);
  }
}

/** The view that an address names; the portfolio for an address that names none. */
export function viewOf(hash: string): View {
  const [place = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [page, id] = place.split("/", 2).map(decoded);
  const params = new URLSearchParams(query);
  if (page === "rings") return { page };
  if (page === "party" && id) {
    return { page, id, hops: whole(params.get("hops"), 1, 3) ?? 1, picture: readPicture(params) };
  }
  if (page === "ring" && id) return { page, id, picture: readPicture(params) };
  return {
    ...PORTFOLIO,
    grade: oneOf(params.get("grade"), GRADES),
    role: oneOf(params.get("role"), ROLES),
    rated: params.get("rated") !== "false",
    pages: whole(params.get("pages"), 1, 50) ?? 1,
  };
}

function writePicture(picture: Picture, params: URLSearchParams): void {
  for (const each of picture.expansions) {
    params.append("x", [each.id, each.kind ?? "", each.order, each.limit].join("~"));
  }
  if (picture.selected) params.set(picture.selected.what, picture.selected.id);
  if (picture.reason !== null) params.set("reason", String(picture.reason));
  if (picture.path) {
    params.set("from", picture.path.from);
    params.set("to", picture.path.to);
  }
  if (picture.fails) params.set("fails", picture.fails);
  if (picture.hiddenKinds.length) params.set("without", picture.hiddenKinds.join(","));
  if (picture.hiddenGrades.length) params.set("without_grades", picture.hiddenGrades.join(","));
  if (picture.table) params.set("as", "table");
}

function readPicture(params: URLSearchParams): Picture {
  const from = params.get("from");
  const to = params.get("to");
  return {
    ...PLAIN,
    expansions: params.getAll("x").slice(0, MOST_EXPANSIONS).flatMap(expansionOf),
    selected: selectionOf(params),
    reason: whole(params.get("reason"), 0, 1000),
    path: from && to ? { from, to } : null,
    fails: params.get("fails") || null,
    hiddenKinds: listed(params.get("without")),
    hiddenGrades: listed(params.get("without_grades")),
    table: params.get("as") === "table",
  };
}

function expansionOf(text: string): Expansion[] {
  const [id, kind, order, most] = text.split("~");
  const limit = whole(most ?? null, 1, MOST_NEIGHBOURS);
  const known = oneOf(order ?? null, ["risk", "ties"] as const);
  return id && known && limit ? [{ id, kind: kind || null, order: known, limit }] : [];
}

function selectionOf(params: URLSearchParams): Selection | null {
  for (const what of ["node", "edge"] as const) {
    const id = params.get(what);
    if (id) return { what, id };
  }
  return null;
}

function joined(place: string, params: URLSearchParams): string {
  const query = params.toString();
  return query ? `${place}?${query}` : place;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}

function listed(text: string | null): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

function whole(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,6}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function oneOf<T extends string>(text: string | null, known: readonly T[]): T | null {
  return known.find((each) => each === text) ?? null;
}
