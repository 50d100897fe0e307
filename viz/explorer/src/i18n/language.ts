/** The language of the page. Kept by the browser, not by the address: a colleague reads a link in their own. */

import type { Bilingual, MoneyOut } from "../shapes";
import { words } from "./canonical";
import { en, type Key } from "./en";
import { zh } from "./zh";

export type Language = "en" | "zh";
const DICTIONARIES: Record<Language, Record<Key, string>> = { en, zh };
const KEPT = "riskweave-language";

let current: Language = "en";

export function startLanguage(): void {
  const kept = window.localStorage.getItem(KEPT);
  const asked = window.navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  setLanguage(kept === "en" || kept === "zh" ? kept : asked);
}

export function setLanguage(language: Language): void {
  current = language;
  window.localStorage.setItem(KEPT, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function language(): Language {
  return current;
}

/** The text of `key` with its values put in. */
export function t(key: Key, ...values: (string | number)[]): string {
  return filled(DICTIONARIES[current][key], values);
}

/** The text of `key` if there is one, else the code as words. */
export function named(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return key in en ? t(key as Key) : words(code, current === "zh");
}

export function said(text: Bilingual): string {
  return text[current] || text.en;
}

/** `{0}`, `{1}` … in `text` replaced; a value is put in once and never read again for places. */
export function filled(text: string, values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, i: string) => String(values[Number(i)] ?? place));
}

export function whole(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value);
}

export function decimal(value: number, digits = 1): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function signed(value: number): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" }).format(value);
}

/** A share in [0, 1] as per cent; small ones keep a digit that says something. */
export function percent(share: number): string {
  const digits = share > 0 && share < 0.1 ? 2 : share > 0.999 && share < 1 ? 2 : 1;
  return new Intl.NumberFormat(locale(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: digits }).format(share);
}

/** An amount in few digits, such as ¥1.2m or ¥120万. */
export function cash(money: MoneyOut): string {
  const style = { style: "currency", currency: money.currency, currencyDisplay: "narrowSymbol", notation: "compact", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale(), style).format(Number(money.amount));
}

export function moment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? iso
    : new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

function locale(): string {
  return current === "zh" ? "zh-CN" : "en-GB";
}
