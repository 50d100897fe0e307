/** The JSON that the API answers with. Every text in it is hostile: shown with `textContent` only. */

export type Grade = "green" | "yellow" | "red" | "black";
export type PartyKind = "company" | "person" | "unknown";

export interface Bilingual {
  en: string;
  zh: string;
}

export interface BookOut {
  id: string;
  store_version: number;
  built_at: string;
  valid_on: string;
  currency: string;
  parties: number;
  rated: number;
  relationships: number;
  grades: Record<string, number>;
  rings: number;
  pending: boolean;
}

export interface OriginOut {
  record: string;
  source: string;
  file: string;
  sheet: string | null;
  line: number;
}

export interface StepOut {
  id: string;
  name: string;
}

/** `amount` is decimal text in major units. */
export interface MoneyOut {
  amount: string;
  currency: string;
}

export interface LineOut {
  kind: string;
  amount: MoneyOut;
  at_default: MoneyOut;
  relationship: string;
  origin: OriginOut;
}

export interface CustomerMoneyOut {
  gross: MoneyOut;
  covered: MoneyOut;
  ead: MoneyOut;
  expected_loss: MoneyOut;
  limit: { amount: MoneyOut | null; code: string; text: Bilingual; over_by: MoneyOut };
  lines: LineOut[];
}

export interface PurchaseOut {
  product: string | null;
  buyer: StepOut;
  amount: MoneyOut | null;
  share_of_costs: number | null;
  sole_source: boolean;
  relationship: string;
  origin: OriginOut;
}

export interface SupplierMoneyOut {
  bought: MoneyOut | null;
  share_of_costs: number | null;
  sole_source: boolean;
  prepaid: MoneyOut;
  expected_loss: MoneyOut;
  purchases: PurchaseOut[];
}

export interface ReasonOut {
  code: string;
  category: string;
  points: number;
  text: Bilingual;
  path: StepOut[];
  relationships: string[];
  origins: OriginOut[];
  basis: "measured" | "default" | null;
  delta_if_removed: number | null;
}

export interface PartyRow {
  id: string;
  name: string;
  kind: PartyKind;
  roles: string[];
  rated: boolean;
  grade: Grade | null;
  score: number | null;
  standalone_pd: number;
  network_pd: number;
  confidence: number;
  data_age_days: number | null;
  top_reason: Bilingual | null;
}

export interface PartyPage {
  items: PartyRow[];
  total: number;
  next: string | null;
}

export interface SearchHit {
  id: string;
  name: string;
  kind: PartyKind;
  grade: Grade | null;
  score: number | null;
  matched: string;
  matched_on: string;
}

export interface FieldOut {
  name: string;
  value: string;
  origin: OriginOut;
}

export interface NameOut {
  name: string;
  origins: OriginOut[];
}

export interface IdentifierOut {
  kind: string;
  value: string;
  since: string | null;
  until: string | null;
  failed: string | null;
  origin: OriginOut;
}

export interface RecordOut {
  origin: OriginOut;
  name: string;
  mention: boolean;
  weight: number;
  decided_by: string;
  reasons: { code: string; weight: number; left: string | null; right: string | null }[];
}

export interface FactOut {
  table: string;
  title: string;
  role: string;
  details: Record<string, string>;
  origin: OriginOut;
}

export interface PossibleOut {
  id: string;
  name: string;
  probability: number;
}

export interface PartyOut extends PartyRow {
  moved_from: string | null;
  other_names: string[];
  names: NameOut[];
  fields: FieldOut[];
  identifiers: IdentifierOut[];
  reasons: ReasonOut[];
  counts: Record<string, number>;
  facts: FactOut[];
  records: RecordOut[];
  rings: string[];
  possible: PossibleOut[];
  money: { customer: CustomerMoneyOut | null; supplier: SupplierMoneyOut | null } | null;
  book: string;
}

export interface ShareOut {
  key: string | null;
  name: string | null;
  customers: number;
  ead: MoneyOut;
  expected_loss: MoneyOut;
  share: number;
  risky: number;
}

export interface ConcentrationOut {
  by: "customer" | "industry" | "region" | "group";
  index: number;
  largest: ShareOut[];
  others: number;
}

export interface TotalsOut {
  customers: number;
  suppliers: number;
  gross: MoneyOut;
  covered: MoneyOut;
  ead: MoneyOut;
  expected_loss: MoneyOut;
  limit: MoneyOut;
  over_limit: number;
  over_by: MoneyOut;
  prepaid: MoneyOut;
  prepaid_expected_loss: MoneyOut;
}

/** `former` is null where no earlier Book is kept. */
export interface MovesOut {
  former: { id: string; valid_on: string; built_at: string; settings_changed: boolean } | null;
  worse: number;
  better: number;
  new: number;
  gone: number;
  grades: { before: Grade; after: Grade; parties: number }[];
}

export interface PortfolioOut {
  book: string;
  currency: string;
  house: StepOut[];
  grades: Record<string, number>;
  categories: { category: string; grades: Record<string, number> }[];
  moves: MovesOut;
  concentration: ConcentrationOut[];
  totals: TotalsOut;
}

export interface MoverOut {
  id: string;
  name: string;
  roles: string[];
  before: number | null;
  grade_before: Grade | null;
  score: number;
  grade: Grade | null;
  change: number | null;
  joined_by: StepOut[];
  parted_from: StepOut | null;
  cause: {
    reason: ReasonOut;
    points: number;
    over: boolean;
    ties: { what: "new" | "ended" | "changed"; relationship: string; kind: string; source: StepOut | null; target: StepOut | null; origin: OriginOut }[];
    facts: OriginOut[];
  } | null;
}

export interface MoversPage {
  book: string;
  moves: MovesOut;
  items: MoverOut[];
  total: number;
  next: string | null;
}

export interface NodeOut {
  id: string;
  name: string;
  kind: PartyKind;
  grade: Grade | null;
  score: number | null;
  rated: boolean;
  roles: string[];
  degree: number;
  hub: boolean;
  x: number;
  y: number;
}

export interface EdgeOut {
  key: string;
  source: string;
  target: string;
  kind: string;
  amount: number | null;
  currency: string | null;
  share: number | null;
  subject: string | null;
  since: string | null;
  until: string | null;
  rate: number | null;
}

export interface NetworkOut {
  book: string;
  centre: string | null;
  nodes: NodeOut[];
  edges: EdgeOut[];
  counts: Record<string, number>;
  more_nodes: number;
  more_edges: number;
}

export interface PathsOut {
  paths: { nodes: string[]; edges: string[]; strength: number }[];
  network: NetworkOut;
}

export interface ChangeOut {
  id: string;
  name: string;
  failed: boolean;
  pd_before: number;
  pd_after: number;
  score_before: number;
  score_after: number;
  grade_before: Grade | null;
  grade_after: Grade | null;
}

export interface RoundOut {
  number: number;
  parties: number;
  rise: number;
  lost: number;
  reached: { id: string; name: string; rise: number }[];
}

export interface LossOut {
  id: string;
  name: string;
  house: boolean;
  loss: number;
  debtor: StepOut;
}

export interface WhatIfOut {
  code: string;
  text: Bilingual;
  added: number;
  parties: number;
  grades_changed: number;
  changes: ChangeOut[];
  rounds: RoundOut[];
  losses: LossOut[];
  lost: number;
  lost_by_us: number;
  currency: string;
  left_out: number;
  followed: boolean;
  book: string;
}

export interface RelationshipOut {
  key: string;
  kind: string;
  source: StepOut;
  target: StepOut;
  details: Record<string, string>;
  transmission: { source: string; target: string; rate: number; basis: "measured" | "default" }[];
  origin: OriginOut;
}

export interface TermOut {
  code: string;
  value: number;
  text: Bilingual;
}

export interface RingRow {
  id: string;
  rank: number;
  typology: string;
  probability: number;
  size: number;
  names: string[];
}

export interface RingOut extends RingRow {
  members: PartyRow[];
  identifiers: { kind: string; value: string }[];
  matrix: boolean[][];
  terms: TermOut[];
  innocent: TermOut;
  network: NetworkOut;
  book: string;
}
