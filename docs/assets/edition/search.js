// The search page. Everything that is found is put on the page as text nodes, never as HTML.

const input = /** @type {HTMLInputElement | null} */ (document.querySelector("#search-words"));
const status = document.querySelector("#search-count");
const list = document.querySelector("#search-hits");
const lists = document.querySelector("#search-lists");
const root = new URL("../../", import.meta.url);
/** So many hits are fetched at a time. */
const PAGE = 12;
/** The search that is under way; an older one that answers late is not shown. */
let current = 0;

/**
 * @typedef {{url: string, excerpt: string, meta: Record<string, string>}} Hit
 * @typedef {{results: {data: () => Promise<Hit>}[]}} Answer
 * @typedef {{init: () => Promise<void>, debouncedSearch: (words: string) => Promise<Answer | null>}} Engine
 */

/** @type {Promise<Engine> | undefined} */
let loading;

/** @returns {Promise<Engine>} fetched once, at the first word */
function engine() {
  loading ??= import(new URL("pagefind/pagefind.js", root).href).then(async (found) => {
    await found.options({ excerptLength: 28 });
    await found.init();
    return found;
  });
  return loading;
}

/** @param {string} words @param {string} name @returns {HTMLElement} */
function element(name, words = "") {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

/** The few character references that the engine's excerpts hold. @param {string} text */
function plain(text) {
  const references = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" });
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => references[name]);
}

/** An excerpt with the words that were found marked. @param {string} excerpt */
function marked(excerpt) {
  const line = element("p");
  excerpt.split(/(<mark>[^<]*<\/mark>)/).forEach((part) => {
    const found = /^<mark>([^<]*)<\/mark>$/.exec(part);
    line.append(found ? element("mark", plain(found[1])) : plain(part));
  });
  return line;
}

/**
 * An excerpt without the words its record begins with, which the link says already.
 * @param {string} excerpt @param {string} opening
 */
function without(excerpt, opening) {
  const words = excerpt.split(/\s+/);
  const said = opening.split(/\s+/);
  const bare = words.map((word) => plain(word.replace(/<\/?mark>/g, "")));
  const from = said.findIndex((_, i) => said.slice(i).every((word, j) => word === bare[j]));
  return words.slice(from < 0 ? 0 : said.length - from).join(" ");
}

/** An address of this site, whatever the index says. @param {string} url */
function address(url) {
  const wanted = new URL(url.replace(/^\/+/, ""), root);
  return wanted.origin === root.origin ? wanted.href : root.href;
}

/** @param {Hit} hit */
function item(hit) {
  const { meta } = hit;
  const made = element("li");
  const what = element("p", meta.type === "note" ? `Note ${meta.number} · ${meta.kind}` : "Article");
  what.className = "facts label";
  if (meta.verdict) what.append(`, ${meta.verdict}`);
  const opening = (meta.type === "note" ? meta.lemma : meta.title) ?? "";
  const link = /** @type {HTMLAnchorElement} */ (element("a", opening || "The whole article"));
  link.href = address(hit.url);
  made.append(what, link);
  if (meta.type === "note") {
    const on = element("p", opening ? "on " : "");
    on.className = "facts";
    on.append(element("cite", meta.article));
    made.append(on);
  }
  const rest = without(hit.excerpt, opening);
  if (rest) made.append(marked(`${rest} …`));
  return made;
}

/** @param {string} words */
async function search(words) {
  if (!list || !status) return;
  const own = ++current;
  if (!words.trim()) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    const answer = await (await engine()).debouncedSearch(words);
    if (own !== current || !answer) return;
    list.replaceChildren();
    lists?.toggleAttribute("hidden", answer.results.length > 0);
    const total = answer.results.length;
    status.textContent = total ? `${total} ${total === 1 ? "place" : "places"} found` : `Nothing found for “${words}”`;
    await more(answer, 0, own);
  } catch {
    status.textContent = "The search index could not be fetched. Try again, or use the lists of the edition.";
    loading = undefined;
  }
}

/** @param {Answer} answer @param {number} from @param {number} own */
async function more(answer, from, own) {
  const hits = await Promise.all(answer.results.slice(from, from + PAGE).map((result) => result.data()));
  if (own !== current || !list) return;
  const items = hits.map(item);
  list.append(...items);
  if (from) items[0]?.querySelector("a")?.focus();
  list.parentElement?.querySelector(".more")?.remove();
  if (from + PAGE >= answer.results.length) return;
  const button = element("button", "Show more");
  button.className = "more";
  button.addEventListener("click", () => more(answer, from + PAGE, own));
  list.after(button);
}

if (input) {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    search(input.value);
  });
  input.addEventListener("input", () => {
    history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    search(input.value);
  });
  if (input.value) search(input.value);
  // After the browser has looked for what it should focus by itself: it complains where that is done already.
  else requestAnimationFrame(() => input.focus());
}
