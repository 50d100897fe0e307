/** What the analyst is looking at. A view is plain data: the address holds all of it. */

import type { Grade } from "./shapes";

export type Order = "risk" | "ties";

/** One expansion of a node: up to `limit` neighbours of a kind; null means every kind. */
export interface Expansion {
  id: string;
  kind: string | null;
  order: Order;
  limit: number;
}

export type Selection = { what: "node" | "edge"; id: string };

/** What was done to a picture since it was opened, in order. */
export interface Picture {
  expansions: readonly Expansion[];
  selected: Selection | null;
  reason: number | null;
  path: { from: string; to: string } | null;
  /** Who is supposed to fail. */
  fails: string | null;
  hiddenKinds: readonly string[];
  hiddenGrades: readonly string[];
  table: boolean;
}

export interface PortfolioView {
  page: "portfolio";
  grade: Grade | null;
  role: string | null;
  rated: boolean;
  pages: number;
}

export interface PartyView {
  page: "party";
  id: string;
  hops: number;
  picture: Picture;
}

export interface RingView {
  page: "ring";
  id: string;
  picture: Picture;
}

export type NetworkView = PartyView | RingView;
export type View = PortfolioView | NetworkView | { page: "rings" };

export const GRADES: readonly Grade[] = ["black", "red", "yellow", "green"];
export const ROLES = ["customer", "supplier", "partner", "guarantor", "prospect", "house"] as const;

export const PLAIN: Picture = {
  expansions: [],
  selected: null,
  reason: null,
  path: null,
  fails: null,
  hiddenKinds: [],
  hiddenGrades: [],
  table: false,
};

export const PORTFOLIO: PortfolioView = { page: "portfolio", grade: null, role: null, rated: true, pages: 1 };

export function partyView(id: string): PartyView {
  return { page: "party", id, hops: 1, picture: PLAIN };
}

export function ringView(id: string): RingView {
  return { page: "ring", id, picture: PLAIN };
}

/** The same view with some of its picture changed. */
export function withPicture<V extends NetworkView>(view: V, change: Partial<Picture>): V {
  return { ...view, picture: { ...view.picture, ...change } };
}

/** `list` with `item` taken out if it was in, put in if it was not. */
export function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item].sort();
}
