/** A box that finds parties while one types. */

import type { Api } from "../api";
import { Problem } from "../api";
import { fill, h } from "../dom";
import { named, t } from "../i18n/language";
import { mark } from "../mark";
import type { SearchHit } from "../shapes";

const PAUSE_MS = 150;
let boxes = 0;

export interface SearchBox {
  element: HTMLElement;
  input: HTMLInputElement;
}

/** `picked` is called with the hit that was chosen by mouse or Enter; `failed` when the search was refused. */
export function searchBox(
  api: Api,
  label: string,
  picked: (hit: SearchHit) => void,
  failed: (problem: Problem) => void,
): SearchBox {
  boxes += 1;
  const list = h("ul", { class: "hits", role: "listbox", id: `hits-${boxes}`, hidden: true, "aria-label": label });
  const input = h("input", {
    type: "search",
    class: "search-input",
    placeholder: t("search.hint"),
    "aria-label": label,
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 200,
    "data-testid": "search",
  });
  let hits: SearchHit[] = [];
  let active = -1;
  let asked = new AbortController();
  let timer = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  };
  const choose = (hit: SearchHit | undefined) => {
    if (!hit) return;
    close();
    picked(hit);
  };
  const render = () => {
    const options = hits.map((hit, i) => option(hit, i, i === active, `${list.id}-${i}`));
    options.forEach((element, i) => element.addEventListener("mousedown", (event) => (event.preventDefault(), choose(hits[i]))));
    fill(list, ...(options.length ? options : [h("li", { class: "none" }, t("search.none", input.value.trim()))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-activedescendant", active >= 0 ? `${list.id}-${active}` : "");
  };
  const search = async (text: string) => {
    asked = new AbortController();
    try {
      hits = (await api.search(text, asked.signal)).items;
      active = hits.length ? 0 : -1;
      render();
    } catch (error) {
      if (error instanceof Problem) failed(error);
      else if (!(error instanceof DOMException)) throw error;
    }
  };
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    asked.abort();
    const text = input.value.trim();
    if (text) timer = window.setTimeout(() => void search(text), PAUSE_MS);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      active = (active + step + hits.length) % hits.length;
      render();
      event.preventDefault();
    } else if (event.key === "Enter") {
      choose(hits[active]);
      event.preventDefault();
    } else if (event.key === "Escape") {
      close();
      event.stopPropagation();
    }
  });
  input.addEventListener("blur", () => window.setTimeout(close, 100));
  return { element: h("div", { class: "search" }, input, list), input };
}

function option(hit: SearchHit, i: number, active: boolean, id: string): HTMLElement {
  const why = hit.matched && hit.matched !== hit.name;
  return h(
    "li",
    { id, role: "option", "aria-selected": String(active), class: active ? "active" : "", "data-testid": `hit-${i}` },
    mark(hit.grade),
    h("span", { class: "hit-name" }, hit.name),
    h("span", { class: "soft" }, why ? t("search.matched", named("field", hit.matched_on), hit.matched) : named("kind", hit.kind)),
  );
}
