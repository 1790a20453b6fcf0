/** What a search looks at; the parts in falling order of weight. */
export interface Searchable {
  readonly label: string;
  readonly id: string;
  /** What people also call it. */
  readonly aliases: readonly string[];
  readonly group: string;
  readonly description: string;
  readonly reference: string;
}

/** Scores of a word against a name; anything found in a name outdoes what is found in prose. */
const WHOLE = 100;
const BEGINS_NAME = 80;
const BEGINS_WORD = 60;
const INITIALS = 50;
const INSIDE = 30;
const MISSPELT = 22;
const MISSPELT_BEGINNING = 20;
const GROUP = 16;
const PROSE = 10;
const SOURCE = 6;
const LETTERS = 2;

/** An alias counts for a little less than the name itself. */
const OF_ALIAS = 0.9;

/** A word of at least this many letters may have one wrong. */
const LONG = 4;

/**
 * The entries that match every word of a query, the best first; equal ones keep their order. All of them, in order,
 * for an empty query. A word matches a name by its beginning, by a part of it, by the first letters of its words, with
 * one letter wrong, or (three letters and more) with letters left out; prose by the beginning of a word.
 */
export function search<Entry extends Searchable>(entries: readonly Entry[], query: string): readonly Entry[] {
  const words = wordsOf(query);
  if (words.length === 0) return entries;
  const whole = words.join(" ");
  return entries
    .map((entry) => ({ entry, score: Math.max(scoreOfAll(entry, words), scoreOfAll(entry, [whole])) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** The mean score of the words, or 0 where one of them is nowhere. */
function scoreOfAll(entry: Searchable, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    const score = scoreOf(entry, word);
    if (score === 0) return 0;
    total += score;
  }
  return total / words.length;
}

function scoreOf(entry: Searchable, word: string): number {
  const names = [entry.label, entry.id].map((name) => inName(wordsOf(name), word));
  const aliases = entry.aliases.map((alias) => OF_ALIAS * inName(wordsOf(alias), word));
  return Math.max(
    ...names,
    ...aliases,
    inProse(entry.group, word) * GROUP,
    inProse(entry.description, word) * PROSE,
    inProse(entry.reference, word) * SOURCE,
  );
}

function inName(name: readonly string[], word: string): number {
  const spaced = name.join(" ");
  const plain = name.join("");
  const joined = word.replaceAll(" ", "");
  if (plain === joined) return WHOLE;
  if (plain.startsWith(joined)) return BEGINS_NAME;
  if (name.some((part) => part.startsWith(word)) || spaced.includes(` ${word}`)) return BEGINS_WORD;
  if (joined.length > 1 && initialsOf(name).startsWith(joined)) return INITIALS;
  if (joined.length > 1 && plain.includes(joined)) return INSIDE;
  const near = joined.length < LONG ? [] : [plain, ...name].filter((part) => isNearly(part, joined));
  if (near.length > 0) return near.some((part) => part.length === joined.length) ? MISSPELT : MISSPELT_BEGINNING;
  return joined.length > 2 && joined[0] === plain[0] && hasLetters(plain, joined) ? LETTERS : 0;
}

function inProse(text: string, word: string): 0 | 1 {
  return word.length > 1 && ` ${wordsOf(text).join(" ")}`.includes(` ${word}`) ? 1 : 0;
}

/** The words of a text in small letters without accents; what is neither letter nor digit parts them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== "");
}

function initialsOf(name: readonly string[]): string {
  return name.map((part) => part.charAt(0)).join("");
}

/** Whether the letters of a word come in that order. */
function hasLetters(text: string, word: string): boolean {
  let from = 0;
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Whether the beginning of a name is the word but for one letter: another, left out, too many, or two exchanged. */
function isNearly(name: string, word: string): boolean {
  let same = 0;
  while (same < word.length && name[same] === word[same]) same += 1;
  const rest = word.slice(same);
  const isRest = (from: number, skipped: number) => name.startsWith(rest.slice(skipped), from);
  const exchanged = rest.length > 1 && name.startsWith(`${rest[1]}${rest[0]}${rest.slice(2)}`, same);
  return exchanged || isRest(same + 1, 1) || isRest(same + 1, 0) || isRest(same, 1);
}
