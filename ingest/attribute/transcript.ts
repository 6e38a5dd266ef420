import type { Span } from '../../src/claim.ts';
import { withoutOffice } from '../../src/text.ts';
import { addLayout, blockText, isQuestion, linesByBlock, NOBODY, type Structure, statements } from './layout.ts';
import { bodyStart } from './quotations.ts';
import type { Line, View } from './tokens.ts';

/** What somebody says in a transcript, from the label that names him to the next one. */
interface Turn {
  block: number;
  /** The label in small letters, without brackets, full stops and offices after a comma: the same for all turns of one. */
  key: string;
  /** The name in the label; absent where it is only "A". */
  name: Span | undefined;
  /** Where the words begin. */
  start: number;
}

/** A turn with its blocks and sentences, and the part it has in the conversation. */
interface Part extends Turn {
  blocks: number[];
  lines: Line[];
  /** One of its last sentences is a question. */
  questions: boolean;
  role: 'asks' | 'answers' | 'presides';
}

/**
 * Interviews, press conferences and debates: "NAME: ...", "Q:" and "A:", "[NAME] ...", names in bold, names on lines of their own.
 * Questions and the words of those who preside are nobody's claims. Returns whether the document is one. Linear.
 */
export function readTranscript(view: View, structure: Structure): boolean {
  const lines = linesByBlock(view);
  for (const turns of [findLabelled(view), findInBold(view), findNamesAlone(view), findQuestionsAlone(view, lines)]) {
    const first = turns[0];
    if (!first) continue;
    const respondents = findRespondents(view, first.block);
    const parts = withRoles(partsOf(view, turns, lines), nameText(view, respondentAt(respondents, first.block)));
    if (!isTranscript(view, parts)) continue;
    for (const part of parts) {
      if (part.role === 'answers') {
        // Questions that a text puts to itself, it answers itself.
        if (part.key === UNNAMED && !part.name && respondents.length === 0 && !isInterview(view)) continue;
        const source = part.name ? fullName(view, part.name, first.block) : respondentAt(respondents, part.block);
        const content = statements(view, part.lines, part.start);
        addLayout(structure, { source, cue: undefined, content, direct: true }, part.blocks);
      } else for (const block of part.blocks) structure.owner.set(block, NOBODY);
    }
    const after = parts.at(-1)!.blocks.at(-1)! + 1;
    if (after < view.blocks.length && isClosing(blockText(view, after))) structure.owner.set(after, NOBODY);
    return true;
  }
  return false;
}

// ——— labels

const NAME_WORD = "\\p{Lu}[\\p{L}\\p{M}\\p{N}.'’&-]*";
/** Words in small letters that stand in the label of a speaker. */
const LABEL_WORD =
  'of|the|and|for|from|by|with|to|at|in|on|de|da|del|di|du|la|le|van|von|der|al|bin|reporter|reporters|correspondent|journalist|news|agency|spokes(?:man|woman|person)|question|minister|secretary|ambassador|up';
const SEPARATOR = '(?:[ \\t]+(?:[-–—&/][ \\t]+)?|,[ \\t]+|/)';
const BRACKETS = '(?:[ \\t]*[([][^()\\[\\]\\n]{1,60}[)\\]])?';
const NAMED = `${NAME_WORD}(?:${SEPARATOR}(?:${NAME_WORD}|(?:${LABEL_WORD})(?!\\p{L}))){0,11}${BRACKETS}`;
/** "NAME: ", alone or before words. */
const WITH_COLON = new RegExp(`^[*_\\s]*(${NAMED})[*_]*[ \\t]*(?:[:：][*_]*(?=\\s|$)|：)[*_\\s]*`, 'u');
/** "[NAME] ...". */
const IN_BRACKETS = new RegExp(`^[*_\\s]*[[【](${NAMED})[\\]】][*_]*[ \\t:：]*(?=\\S|$)`, 'u');
/** "Q ...", "Q. ...", "A. ...", "Q1 ...", "Q (Reuters) ...". */
const LETTER = new RegExp(`^[*_\\s]*(Q\\d{0,2}|A\\d{0,2}(?=\\.))\\b${BRACKETS}[*_]*\\.?[*_]*\\s+(?=\\S)`, 'u');
const NAME_ALONE = new RegExp(`^[*_\\s]*(${NAMED})[*_\\s]*$`, 'u');
const LABEL_LENGTH = 120;

/** Who asks, by the label alone. */
const QUESTIONER =
  /^(?:q\d*|questions?(?: (?:from|by|\d+)\b.*)?|press|media|.*\b(?:reporters?|journalists?|correspondents?|interviewers?|questioners?)\b.*)$/;
/** One who asked before, whoever that was. */
const FOLLOW_UP = /^(?:.* )?(?:follow-?up|follow up|further|supplementary)(?: questions?)?$/;
const ANSWERER = /^(?:a\d*|answers?)$/;
const PRESIDES = /^(?:.* )?(?:moderator|operator|host|facilitator|interpreter|translator|announcer)$/;

/** In a heading only the label of somebody who speaks elsewhere too: "Floods: what we know" is none. */
function findLabelled(view: View): Turn[] {
  const turns = view.blocks.flatMap(({ kind, start, end }, block) => {
    if (kind === 'table') return [];
    const body = kind === 'item' ? bodyStart(view.text, view.blocks[block]!) : start;
    const head = view.text.slice(body, Math.min(end, body + LABEL_LENGTH));
    const match = WITH_COLON.exec(head) ?? IN_BRACKETS.exec(head) ?? LETTER.exec(head);
    return match ? turnOf(match, body, block) : [];
  });
  const spoken = new Set(turns.filter(({ block }) => view.blocks[block]!.kind !== 'heading').map(({ key }) => key));
  return withBoldQuestions(
    view,
    turns.filter(({ key }) => spoken.has(key)),
  );
}

/** Between labelled turns, a paragraph that is all in bold is a question, and what follows it the answer of who spoke before. */
function withBoldQuestions(view: View, turns: Turn[]): Turn[] {
  const [first] = turns;
  if (!first) return turns;
  const all = [...turns];
  const at = new Map(turns.map((turn) => [turn.block, turn]));
  let before = first;
  view.blocks.forEach(({ kind, start, end, lead }, block) => {
    before = at.get(block) ?? before;
    const next = view.blocks[block + 1];
    if (block < first.block || at.has(block) || at.has(block + 1) || kind !== 'paragraph') return;
    if (lead !== end - start || next?.kind !== 'paragraph' || next.lead === next.end - next.start) return;
    all.push({ block, key: 'q', name: undefined, start }, { ...before, block: block + 1, start: next.start });
  });
  return all.sort((a, b) => a.block - b.block);
}

/** Names in bold before what they say, without a colon; one of them must come back, as headings in a paragraph do not. */
function findInBold(view: View): Turn[] {
  const turns = view.blocks.flatMap(({ kind, start, lead }, block) => {
    if (!lead || kind === 'table' || kind === 'heading') return [];
    const match = NAME_ALONE.exec(view.text.slice(start, start + lead));
    return match ? { ...turnOf(match, start, block), start: start + lead } : [];
  });
  return new Set(turns.map(({ key }) => key)).size < turns.length ? turns : [];
}

/** Names that stand alone on lines of their own, as headings do: only those that come back. */
function findNamesAlone(view: View): Turn[] {
  const turns = view.blocks.flatMap(({ kind, start, end }, block) => {
    if (end - start > LABEL_LENGTH || kind === 'table' || kind === 'item') return [];
    const match = NAME_ALONE.exec(blockText(view, block));
    return match ? { ...turnOf(match, start, block), start: end } : [];
  });
  const counts = new Map<string, number>();
  for (const { key } of turns) counts.set(key, (counts.get(key) ?? 0) + 1);
  return turns.filter(({ key }) => counts.get(key)! > 1);
}

function turnOf(match: RegExpExecArray, from: number, block: number): Turn {
  const bare = match[1]!.replace(/[([].*$/s, '').trimEnd();
  const at = from + match[0].indexOf(bare);
  const key = bare.toLowerCase().replace(/,.*$/, '').replaceAll('.', '').replace(/\s+/g, ' ').trim();
  const name = ANSWERER.test(key) ? undefined : { start: at, end: at + bare.length };
  return { block, key, name, start: from + match[0].length };
}

/** The key of answers that no label marks. */
const UNNAMED = '';

function isInterview(view: View): boolean {
  return /\b(?:interview|conversation)\b/i.test(blockText(view, 0));
}

/** The paragraphs or headings of a printed interview that are nothing but questions, each with the answer that follows it; the title says that it is one. */
function findQuestionsAlone(view: View, lines: Map<number, Line[]>): Turn[] {
  const turns: Turn[] = [];
  view.blocks.forEach(({ kind, start, end }, block) => {
    const own = lines.get(block);
    if (!own?.length || !/^(?:paragraph|heading)$/.test(kind) || !own.every((line) => isQuestion(view, line))) return;
    const next = view.blocks[block + 1];
    if (next?.kind !== 'paragraph') return;
    turns.push({ block, key: 'q', name: undefined, start });
    turns.push({ block: block + 1, key: UNNAMED, name: undefined, start: end });
  });
  const first = turns[0];
  if (!first || turns.length < 2 * FEWEST_EXCHANGES) return [];
  return /\b(?:interview|conversation|questions|Q&A)\b/i.test(blockText(view, 0)) && first.block > 0 ? turns : [];
}

// ——— turns

/** What the next turn's label, a heading or a table ends; bracketed notes such as "(The briefing ended at noon.)" are no part. */
function partsOf(view: View, turns: Turn[], lines: Map<number, Line[]>): Part[] {
  return turns.map((turn, i) => {
    const stop = turns[i + 1]?.block ?? view.blocks.length;
    const blocks = [turn.block];
    for (let block = turn.block + 1; block < stop; block++) {
      if (!/^(?:paragraph|item|quotation)$/.test(view.blocks[block]!.kind)) break;
      if (i === turns.length - 1 && isClosing(blockText(view, block))) break;
      blocks.push(block);
    }
    const own = blocks.flatMap((block) => lines.get(block) ?? []).filter((line) => line.end > turn.start);
    const questions = own.slice(-CLOSING_SENTENCES).some((line) => isQuestion(view, line));
    return { ...turn, blocks, lines: own, questions, role: 'answers' };
  });
}

/** A question may be followed by thanks. */
const CLOSING_SENTENCES = 2;

/** "(The briefing was concluded at 3 p.m.)", "# # #": the transcript ends. */
function isClosing(text: string): boolean {
  return /^\s*[([][\s\S]*[)\]]\s*$/.test(text) || !/\p{L}{2}/u.test(text);
}

/**
 * Who asks: by the label where labels say so, else by whose turns mostly end in questions. Somebody heard once between two
 * turns of the one who answers asks as well.
 */
function withRoles(parts: Part[], respondent: string | undefined): Part[] {
  const told = parts.filter(({ key }) => QUESTIONER.test(key)).length;
  const count = new Map<string, { turns: number; questions: number }>();
  for (const { key, questions } of parts) {
    const entry = count.get(key) ?? { turns: 0, questions: 0 };
    count.set(key, { turns: entry.turns + 1, questions: entry.questions + (questions ? 1 : 0) });
  }
  const asker = askerOfTwo(parts);
  const asks = ({ key }: Part) => {
    if (key === asker) return true;
    if (QUESTIONER.test(key) || FOLLOW_UP.test(key)) return true;
    if (told >= FEWEST_TOLD || key === UNNAMED || ANSWERER.test(key) || respondent?.includes(key)) return false;
    const { turns, questions } = count.get(key)!;
    return questions * 2 > turns;
  };
  const roled = parts.map((part): Part => {
    const role = PRESIDES.test(part.key) ? 'presides' : asks(part) ? 'asks' : 'answers';
    return { ...part, role };
  });
  if (told >= FEWEST_TOLD || exchanges(roled) < FEWEST_EXCHANGES) return roled;
  return roled.map((part, i) => {
    const [before, after] = [roled[i - 1], roled[i + 1]];
    const between = before?.role === 'answers' && before.key === after?.key && before.key !== part.key;
    return part.role === 'answers' && between && count.get(part.key)!.turns === 1 ? { ...part, role: 'asks' } : part;
  });
}

/**
 * Of two who speak in turn, the one who begins, asks what the other does not, and says less than half as much: an interviewer
 * also remarks on things.
 */
function askerOfTwo(parts: Part[]): string | undefined {
  const labelled = parts.filter(({ name }) => name !== undefined);
  const keys = [...new Set(labelled.map(({ key }) => key))];
  const [first, second] = keys;
  if (keys.length !== 2 || first === undefined || labelled.length < FEWEST_TURNS) return undefined;
  const of = (key: string | undefined) => labelled.filter((part) => part.key === key);
  const lengthOf = (list: Part[]) =>
    list.reduce((sum, { lines, start }) => sum + Math.max(0, (lines.at(-1)?.end ?? start) - start), 0);
  const asksAny = (list: Part[]) => list.some(({ questions }) => questions);
  const says = lengthOf(of(first)) * 2 < lengthOf(of(second));
  return says && asksAny(of(first)) && !asksAny(of(second)) ? first : undefined;
}

/** So many turns labelled as questions, and labels tell them all. */
const FEWEST_TOLD = 2;
const FEWEST_EXCHANGES = 2;

const exchanges = (parts: Part[]) =>
  parts.filter(({ role }, i) => role === 'asks' && parts[i + 1]?.role === 'answers').length;

const nameText = (view: View, name: Span | undefined) => name && view.text.slice(name.start, name.end).toLowerCase();

const FEWEST_TURNS = 3;
const DENSITY = 1 / 3;
/** Some turn of a conversation without questions has this many characters; a table's cells do not. */
const LONG_TURN = 40;

/**
 * Headlines ("Floods: what we know"), glossaries and notes have colons too. A transcript has questions with answers, or
 * else speakers who come back, with most of its blocks their turns; or it is one speech of somebody named above it.
 */
function isTranscript(view: View, parts: Part[]): boolean {
  const [first] = parts;
  if (!first) return false;
  const met = exchanges(parts);
  if (met >= FEWEST_EXCHANGES || (met && parts.some(({ key }) => QUESTIONER.test(key)))) return true;
  const head = headOf(view, first.block).toLowerCase();
  const isNamedAbove = ({ key }: Part) => head.includes(key.split(' ').at(-1)!);
  if (met) return parts.some((part) => part.role === 'answers' && isNamedAbove(part));
  if (parts.length === 1) return first.blocks.length > FEWEST_TURNS && isNamedAbove(first) && isPersonal(view, first);
  const labels = new Set(parts.map(({ key }) => key));
  const extent = parts.at(-1)!.block - first.block + 1;
  const isLong = ({ block, start }: Part) => view.blocks[block]!.end - start >= LONG_TURN;
  return (
    parts.length >= FEWEST_TURNS &&
    labels.size < parts.length &&
    parts.length >= extent * DENSITY &&
    parts.some(isLong) &&
    parts.some((part) => isPersonal(view, part))
  );
}

/** Somebody speaks of himself and his own. */
function isPersonal(view: View, { lines }: Part): boolean {
  return lines.some(({ first, last }) =>
    view.tokens.slice(first, last).some(({ word }) => /^(?:i|we|my|our|us|me)(?:'|$)/.test(word)),
  );
}

// ——— who answers

const PERSON = "(?:\\p{Lu}[\\p{L}.’'-]*[ \\t]+){1,7}\\p{Lu}[\\p{L}’-]*";
const EVENT =
  '(?:[Pp]ress|[Mm]edia|[Nn]ews|[Rr]emarks?|[Ii]nterview|[Cc]onversation|[Bb]riefing|[Rr]esponses?|[Aa]nswers?|[Ss]tatement|[Cc]omments?|[Rr]epl(?:y|ies)|[Ss]peech|[Aa]ddress|[Tt]estimony|[Qq]uestions|Q&A)';
/** "NAME's press conference", "interview with NAME", "NAME answers questions", "at a meeting with NAME". */
const RESPONDENT = [
  new RegExp(`(${PERSON})['’]s?(?:[ \\t]+\\p{L}+){0,2}[ \\t]+${EVENT}\\b`, 'u'),
  new RegExp(`\\b${EVENT}\\b[^.\\n]{0,60}?\\b(?:with|by|of|from)[ \\t]+(?:\\p{Ll}+[ \\t]+){0,4}(${PERSON})`, 'u'),
  new RegExp(
    `(${PERSON})[ \\t]+(?:holds|held|gives|gave|hosts|hosted|answers|answered|takes|took|speaks|spoke|meets|met)\\b`,
    'u',
  ),
  new RegExp(`\\bwith[ \\t]+(${PERSON})`, 'u'),
  new RegExp(`(${PERSON})['’]s\\b`, 'u'),
];
/** As much of the text before a transcript tells whose it is, in characters. */
const HEAD = 4000;

interface Respondent {
  block: number;
  name: Span;
}

/** The text right before a block. */
function headOf(view: View, block: number): string {
  const end = view.blocks[block]!.start;
  return view.text.slice(Math.max(0, end - HEAD), end);
}

/** Those whom the text before a transcript and the headings in it name as the ones who answer, in order. */
function findRespondents(view: View, first: number): Respondent[] {
  const from = view.blocks[first]!.start - HEAD;
  return view.blocks.flatMap(({ kind, start }, block) => {
    if (kind !== 'heading' && (block >= first || start < from)) return [];
    const name = findName(blockText(view, block).slice(0, HEAD), start);
    return name ? { block, name } : [];
  });
}

function findName(words: string, start: number): Span | undefined {
  for (const pattern of RESPONDENT) {
    const match = pattern.exec(words);
    if (!match) continue;
    const end = start + match.index + match[0].indexOf(match[1]!) + match[1]!.length;
    return { start: end - withoutOffice(match[1]!).length, end };
  }
  return undefined;
}

const TITLED =
  /^(?:.*\b(?:mr|ms|mrs|miss|dr|secretary|minister|president|commissioner|ambassador|spokes\w+|senator|representative|chair\w*|director|governor|general)\b\.?[ \t]+)?([\p{Lu}'’-]{3,})$/iu;

/** "MS. LUND" in a label is the "Press Secretary Jo Lund" of the text above, where there is one. */
function fullName(view: View, name: Span, first: number): Span {
  const surname = TITLED.exec(view.text.slice(name.start, name.end))?.[1];
  if (surname === undefined) return name;
  const head = headOf(view, first);
  const at = view.blocks[first]!.start - head.length;
  const spellings = [surname, surname.toUpperCase(), surname[0]!.toUpperCase() + surname.slice(1).toLowerCase()];
  const match = new RegExp(`(?:\\p{Lu}[\\p{L}.’'-]*[ \\t]+){1,6}(?:${spellings.join('|')})(?!\\p{L})`, 'u').exec(head);
  if (!match) return name;
  const end = at + match.index + match[0].length;
  return { start: end - withoutOffice(match[0]).length, end };
}

/** Whom the nearest heading above a block names, or else the text before the transcript, from its beginning. */
function respondentAt(respondents: Respondent[], block: number): Span | undefined {
  return (respondents.findLast((one) => one.block < block) ?? respondents[0])?.name;
}
