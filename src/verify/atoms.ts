import type { Span } from '../claim.ts';
import { fold, isStopWord, unfold } from '../text.ts';

/** The smallest unit compared: a word without its hyphens, a number with its sign, currency and per cent, a Chinese character. */
export interface Atom extends Span {
  key: string;
  /** Punctuation since the atom before, in one set of glyphs. */
  marks: string;
  /** A paragraph or block begins here. */
  opens: boolean;
  /** Ends with the full stop of an abbreviation, which is also that of the sentence. */
  dotted: boolean;
  /** Where a hyphen at a line end may belong to the word: its two halves. */
  halves?: [Atom, Atom];
}

/** A text, or part of one, as it is compared; the atoms carry offsets into the text. */
export interface Reading {
  text: string;
  atoms: Atom[];
}

/** The atoms of `[start, end)` of a text, with its offsets, and the punctuation after the last. */
export function atomsOf(text: string, start = 0, end = text.length): { atoms: Atom[]; tail: string } {
  const folded = fold(text.slice(start, end));
  const atoms: Atom[] = [];
  let before = 0;
  let beforeRaw = start;
  for (const match of folded.text.matchAll(ATOM)) {
    const span = unfold(folded, match.index, match.index + match[0].length);
    const place = { start: span.start + start, end: span.end + start };
    const raw = text.slice(beforeRaw, place.start);
    const opens = atoms.length > 0 && raw.length > 1 && /\n[^\S\n]*\n/u.test(raw);
    const marks = marksOf(folded.text.slice(before, match.index), atoms.length === 0 ? `\n${raw}` : raw);
    const atom = toAtom(match[0], place, marks, opens);
    const slice = text.slice(place.start, place.end);
    const broken = slice.length > match[0].length && /[-‐‑]\s*\n/u.test(slice);
    atoms.push(broken ? { ...atom, halves: halvesOf(atom, slice) } : atom);
    before = match.index + match[0].length;
    beforeRaw = place.end;
  }
  return { atoms, tail: marksOf(folded.text.slice(before), text.slice(beforeRaw, end)) };
}

/** A word that says what a text is about. */
export function isContent({ key }: Atom): boolean {
  return !isStopWord(key) && (key.length > 1 || /\p{N}/u.test(key) || IS_CJK.test(key));
}

/** Whether a sentence, or a part of the text, begins with an atom that others stand before. */
export function opensSentence({ opens, marks }: Atom): boolean {
  return opens || /[.?!。？！]/u.test(marks);
}

export function isChinese({ key }: Atom): boolean {
  return IS_CJK.test(key);
}

/** Shorter stretches of common words stand in many texts by chance, so that only exact matches count. */
export const FEWEST_WORDS = 5;

/** Length in words; two Chinese characters count as one. */
export function sizeOf(atoms: Atom[]): number {
  return atoms.reduce((sum, atom) => sum + (isChinese(atom) ? 0.5 : 1), 0);
}

/** A word broken at a line end is read as the other side has it: in one piece, or with its hyphen. */
export function settle(atoms: Atom[], others: Atom[]): Atom[] {
  if (!atoms.some((atom) => atom.halves)) return atoms;
  const keys = new Set(others.flatMap((atom) => [atom, ...(atom.halves ?? [])]).map((atom) => atom.key));
  return atoms.flatMap((atom) =>
    atom.halves && !keys.has(atom.key) && atom.halves.every((half) => keys.has(half.key)) ? atom.halves : [atom],
  );
}

/**
 * Whether the same marks precede an atom of the quotation and one of the passage. Where a paragraph begins, quotation marks
 * are opened again; after an abbreviation (`dotted`) its full stop may be that of the sentence; an ellipsis that hides
 * nothing, and the quotation's own brackets around the same words, change nothing.
 */
export function hasSameMarks(ours: Atom, theirs: Atom, dotted = false): boolean {
  let [one, other] = [ours.marks, theirs.marks];
  if (one === other || one.replace(/[[\]]/g, '') === other) return true;
  if (one.includes('…') && !other.includes('…')) return true;
  if (ours.opens || theirs.opens) [one, other] = [one.replaceAll('"', ''), other.replaceAll('"', '')];
  if (dotted) [one, other] = [one.replace(/^\./, ''), other.replace(/^\./, '')];
  return one === other;
}

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〆';
const IS_CJK = new RegExp(`^[${CJK}]`, 'u');
const LETTER = `(?![${CJK}])[\\p{L}\\p{N}\\p{M}]`;
/** On folded text. */
const ATOM = new RegExp(
  [
    // Nine words in ten, without the slow classes of Unicode.
    `(?<![^ "(])[a-z]+(?:'[a-z]+)*(?=[ ,;:!?)"]|\\.(?: |$)|$)`,
    // A Chinese character.
    `[${CJK}]\\p{M}*`,
    // An abbreviation with full stops, the last of which may be missing.
    `(?<![\\p{L}\\p{N}])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{N}]))?|(?<![\\p{L}\\p{N}])\\p{L}\\.\\p{L}(?![\\p{L}\\p{N}])`,
    // A number. Signs, currencies and per cent belong to it: "$12" is not "12", "-5" is not "5".
    `(?:(?<![\\p{L}\\p{N}])[-+±<>≤≥~≈#](?=[\\p{Sc}\\p{Nd}]))?(?:\\p{Sc} ?)?\\p{Nd}+(?:[.,]\\p{Nd}+)*(?:${LETTER})*(?: ?[%‰]|°|\\+| ?\\p{Sc}(?! ?\\p{Nd}))?`,
    // A word whose first letter was changed, "[t]he", and any other.
    `\\[\\p{L}\\](?:${LETTER})+(?:'(?:${LETTER})+)*`,
    `(?:${LETTER})+(?:'(?:${LETTER})+)*`,
  ].join('|'),
  'gu',
);

function toAtom(word: string, place: Span, marks: string, opens: boolean): Atom {
  const acronym = word.includes('.') && /^(?:\p{L}\.)+\p{L}?$/u.test(word);
  const key = acronym ? word.replaceAll('.', '') : /[[\] ]/.test(word) ? word.replace(/[[\] ]/g, '') : word;
  return { key, start: place.start, end: place.end, marks, opens, dotted: acronym && word.endsWith('.') };
}

function halvesOf(atom: Atom, slice: string): [Atom, Atom] {
  const [, left = '', between = '', right = ''] = /^(.*?)([-‐‑]\s*\n\s*)(.*)$/su.exec(slice) ?? [];
  const middle = atom.start + left.length;
  return [
    toAtom(fold(left).text, { start: atom.start, end: middle }, atom.marks, atom.opens),
    toAtom(fold(right).text, { start: middle + between.length, end: atom.end }, '-', false),
  ];
}

/** Punctuation as it is compared: no white space, emphasis of Markdown or bullets, one glyph for every quotation mark. */
function marksOf(folded: string, raw: string): string {
  if (folded === '' || raw === ' ') return '';
  const marks = /[\n•▪‣●◦]/.test(raw) ? fold(raw.replace(/(\n[^\S\n]*)[-*–—•▪‣●◦·](?=\s)/gu, '$1')).text : folded;
  return marks === ' ' ? '' : marks.replace(/[\s*_•▪‣●◦]/gu, '').replaceAll("'", '"');
}
