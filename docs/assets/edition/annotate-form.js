// The panel of Annotate: what is asked for a note, the note as it will look, and the entry as it will stand in the sidecar.
import { makeId, newFile, NEW_SHEET, toPaste, whereTo, written, wrongId } from "./annotate-entry.js";
import { countWords } from "./annotate-ends.js";
import { button, make } from "./elements.js";
import { root } from "./store.js";

/** @typedef {{ exact: string, prefix: string, suffix: string, first: string, lead: string, trail: string, through: string,
 *   ends: boolean, must: boolean, of: string, unsure: boolean, why: string, no: boolean, id: string, kind: string, verdict: string,
 *   note: string, tags: string, author: string }} Draft `first` to `through`: a long passage by its ends, `lead` and `trail` beside its
 *   beginning; `ends`: it is to be named so, and `must` be; `of`: the note in whose lemma the words stand; `why`: what is to be said
 *   of them; `no`: no entry can be made of them; `id`: empty, as proposed */
/** @typedef {{ forge: string, repository: string, edit: string, new: string, kinds: [string, string][], usual: string,
 *   verdicts: string[], annotators: [string, string][] }} Told by annotate.json */
/** @typedef {{ path: string, sheet: import("./annotate-entry.js").Sheet | null, start: string,
 *   taken: (id: string) => boolean }} Here what the page says of its sidecar */

const CLAIM = "claim";
const UNDECIDED = "unverified";
const INTO_SIDECAR = "All notes on an article stand in one file, its sidecar. Copy the entry, open that file and paste it there.";
const AS_SIDECAR = "All notes on an article stand in one file, its sidecar. This one has none yet: what stands here begins it.";
/** Words: a quotation of more is told so. */
const MANY = 25;

/** @param {string} words @param {HTMLElement} field @param {string} [more] */
const labelled = (words, field, more = "") =>
  make("label", {}, make("span", {}, words, ...(more ? [" ", make("small", {}, more)] : [])), field);

/** @param {[string, string][]} choices */
const select = (choices) => make("select", {}, ...choices.map(([value, words]) => make("option", { value }, words)));

/**
 * @param {Told} told @param {Here} here @param {Draft} draft is changed as she writes @param {() => void} changed
 * @param {() => void} close @param {() => void} anew
 */
export function makeForm(told, here, draft, changed, close, anew) {
  const sheet = here.sheet ?? NEW_SHEET;
  const why = make("p.annotate-why", { role: "status" });
  const words = make("blockquote.annotate-words", { dir: "auto" });
  const long = make("p.annotate-hint.annotate-long", { hidden: true });
  const others = make("div.annotate-others");
  const ends = make("input", { type: "checkbox" });
  const endings = make("label.annotate-ends", {}, ends, " Quote the beginning and the end");
  const typed = make("textarea", { rows: 2, dir: "auto" });
  const kind = select(told.kinds);
  const verdict = select(told.verdicts.map((one) => [one, one]));
  const note = make("textarea", { rows: 5, dir: "auto", maxLength: 2e4 });
  const id = make("input", { type: "text", autocomplete: "off", spellcheck: false, autocapitalize: "none", "aria-describedby": "annotate-wrong" });
  const tags = make("input", { type: "text", autocomplete: "off" });
  const author = select([["", "Nobody named"], ...told.annotators]);
  const wrong = make("p.annotate-wrong", { id: "annotate-wrong" });
  const looks = button("Preview", () => showPreview(preview.hidden));
  const preview = make("div.annotate-preview", { id: "annotate-preview", hidden: true });
  const entry = make("pre.annotate-entry", { tabIndex: 0, role: "group", "aria-labelledby": "annotate-entry-title", dir: "ltr" });
  const copies = button(here.sheet ? "Copy the entry" : "Copy the file", copy);
  copies.className = "annotate-copy";
  const opens = make("a.annotate-open", { target: "_blank", rel: "noopener external" });
  const said = make("p.annotate-said", { role: "status" });
  looks.setAttribute("aria-expanded", "false");
  looks.setAttribute("aria-controls", "annotate-preview");
  const typing = labelled("The words, exactly as printed", typed);
  const judged = labelled("Verdict", verdict);
  const begins = button("Begin another", anew);
  const fields = make(
    "form.annotate-fields",
    { onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
    typing,
    endings,
    make("div.annotate-pair", {}, labelled("Kind", kind), judged),
    labelled("Note", note),
    make(
      "p.annotate-hint",
      {},
      "*emphasis*, [words](address), [@source, p. 3], [[article]], [[article#note]]; an empty line between paragraphs. ",
      make("a", { href: `${root}sources/`, target: "_blank", title: "Opens in a new tab" }, "The sources and their names"),
    ),
    looks,
    preview,
    make("div.annotate-pair", {}, labelled("Name of the note", id), labelled("Tags", tags, "with commas between")),
    wrong,
    ...(told.annotators.length ? [labelled("Written by", author)] : []),
  );
  const result = make(
    "div.annotate-result",
    {},
    make("h3", { id: "annotate-entry-title" }, here.sheet ? "The entry" : "The new file"),
    make("p.annotate-hint.annotate-what", {}, here.sheet ? INTO_SIDECAR : AS_SIDECAR),
    entry,
  );
  const foot = make("div.annotate-foot", {}, said, make("p.annotate-actions", {}, copies, opens, begins));
  const panel = make(
    "section.panel.annotate",
    { id: "annotate-panel", popover: "manual", role: "dialog", "aria-labelledby": "annotate-title" },
    make(
      "div.annotate-head",
      {},
      make("h2", { id: "annotate-title", tabIndex: -1 }, "A note for the edition"),
      Object.assign(button("Close", close), { className: "close" }),
    ),
    why,
    words,
    long,
    others,
    fields,
    result,
    foot,
  );

  /** What the entry quotes. */
  const quoted = () => (draft.ends ? { exact: draft.first, prefix: draft.lead, suffix: draft.trail, through: draft.through } : { exact: draft.exact, through: "" });

  /** @returns {string} the id that the entry has */
  const idNow = () => draft.id || makeId(quoted().exact || tagless(draft.note), here.taken);

  /** @returns {string} the entry */
  function entryNow() {
    const verdictNow = draft.kind === CLAIM ? draft.verdict || UNDECIDED : "";
    return written({ ...draft, ...quoted(), id: idNow(), verdict: verdictNow }, sheet);
  }

  function open() {
    const made = entryNow();
    const whole = toPaste(made, here.sheet, here.start);
    const on = told.forge ? ` on ${told.forge}` : "";
    opens.hidden = !told.repository || draft.no;
    if (here.sheet || !told.new) {
      const line = here.sheet?.line ? `#L${here.sheet.line}` : "";
      opens.href = told.edit ? `${told.edit}${here.path}${line}` : told.repository;
      opens.textContent = told.edit ? `Open the sidecar${on}` : "Open the repository";
      return "";
    }
    const start = newFile(told.new, here.path, whole, told.forge);
    opens.href = start.address;
    opens.textContent = `Start its sidecar${on}`;
    return start.filled ? "" : `Too long for an address: the page${on} will open empty. Copy the file first, and paste it there.`;
  }

  /** Brings everything that follows from the draft up to date. */
  function refresh() {
    const bad = wrongId(idNow(), here.taken);
    const made = entryNow();
    entry.textContent = here.sheet ? made : toPaste(made, null, here.start);
    const tooLong = open();
    why.textContent = draft.why;
    wrong.textContent = bad;
    id.setAttribute("aria-invalid", String(!!bad));
    if (document.activeElement !== id) id.value = idNow();
    words.textContent = draft.exact.length > 240 ? `${draft.exact.slice(0, 150)} … ${draft.exact.slice(-70)}` : draft.exact || "On the whole article";
    words.classList.toggle("annotate-whole", !draft.exact);
    const number = countWords(draft.exact);
    long.textContent = `${number} words; three to ten do best.`;
    long.hidden = draft.no || number <= MANY;
    endings.hidden = !draft.first || draft.must;
    others.hidden = draft.no;
    words.hidden = draft.no || draft.unsure;
    typing.hidden = !draft.unsure;
    judged.hidden = draft.kind !== CLAIM;
    result.hidden = fields.hidden = foot.hidden = draft.no;
    if (tooLong) said.textContent = tooLong;
    if (!preview.hidden) drawPreview();
  }

  /** Puts the draft into the fields. */
  function fill() {
    typed.value = draft.exact;
    ends.checked = draft.ends;
    kind.value = draft.kind;
    verdict.value = draft.verdict || UNDECIDED;
    note.value = draft.note;
    tags.value = draft.tags;
    author.value = draft.author;
    said.textContent = "";
    refresh();
  }

  /** @param {boolean} shown */
  async function showPreview(shown) {
    preview.hidden = !shown;
    looks.setAttribute("aria-expanded", String(shown));
    if (shown) await drawPreview();
  }

  async function drawPreview() {
    const { rendered } = await import("./annotate-preview.js");
    const label = told.kinds.find(([one]) => one === draft.kind)?.[1] ?? draft.kind;
    const head = make("p.note-head.label", {}, make("span.kind", {}, label));
    if (draft.kind === CLAIM) head.append(" ", make("span.verdict", {}, draft.verdict || UNDECIDED));
    const body = make("div.body", { dir: "auto" }, rendered(draft.note));
    const later = body.querySelector(".later");
    preview.replaceChildren(
      make(
        "div.note",
        { "data-kind": draft.kind },
        head,
        ...(draft.exact ? [make("p.lemma", { dir: "auto" }, draft.exact)] : []),
        body,
      ),
      ...(later ? [make("p.annotate-hint", {}, "What is marked like ", make("span.later", {}, "this"), " points elsewhere: the check looks it up.")] : []),
    );
  }

  /** @param {string} words */
  function say(words) {
    said.textContent = words;
    foot.scrollIntoView({ block: "nearest" });
  }

  async function copy() {
    const bad = wrongId(idNow(), here.taken);
    if (bad) return id.focus();
    const whole = toPaste(entryNow(), here.sheet, here.start);
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(whole);
      say(`Copied. ${whereTo(here.sheet, here.path)}`);
    } catch {
      getSelection()?.selectAllChildren(entry);
      entry.focus();
      say(`The browser did not allow copying: the entry is selected, copy it with Ctrl+C. ${whereTo(here.sheet, here.path)}`);
    }
  }

  fields.addEventListener("input", (/** @type {Event} */ { target }) => {
    if (target === typed) draft.exact = typed.value.replace(/\s+/g, " ").trim();
    if (target === ends) draft.ends = ends.checked;
    if (target === kind) draft.kind = kind.value;
    if (target === verdict) draft.verdict = verdict.value;
    if (target === note) draft.note = note.value;
    if (target === id) draft.id = id.value.trim();
    if (target === tags) draft.tags = tags.value;
    if (target === author) draft.author = author.value;
    said.textContent = "";
    changed();
    refresh();
  });
  id.addEventListener("blur", refresh);
  return { panel, others, fill, focus: () => (draft.no ? panel.querySelector("h2") : draft.unsure ? typed : note).focus() };
}

/** @param {string} note Markdown @returns {string} its words, for a name */
const tagless = (note) => note.replace(/\[\[[^\]]*\]\]|\[?@[^\]\s]*\]?/g, "").slice(0, 200);
