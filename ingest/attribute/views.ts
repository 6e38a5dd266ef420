import { type Cue, PLAIN } from './cues.ts';
import type { Report } from './index.ts';
import { type Line, type Phrase, spanOf, type Token, type View } from './tokens.ts';

/** In tokens: longer phrases before the comma are seldom of this kind, and text without full stops costs no more. */
const LONGEST_PHRASE = 16;
const LONGEST_CONTENT = 120;

/** As sure as "according to". */
const CONFIDENCE = 0.75;

/**
 * Sentences that open with whose view they give: "In the minister's view, ...", "In the eyes of Beijing, ...", "From her
 * point of view, ..." (in the training part of PolNeAR all that open so are labelled as reports), and "The ministry's
 * position is that ...", "It is the position of the court that ...". Linear.
 */
export function viewsOf(view: View): Report[] {
  return view.lines.flatMap((line) => {
    if (!/^(?:paragraph|item|quotation)$/.test(view.blocks[line.block]!.kind)) return [];
    const found = openingOf(view.tokens, line) ?? standpointOf(view.tokens, line);
    return found ? [reportOf(view, line, found)] : [];
  });
}

interface Opening {
  source: Phrase;
  cue: Phrase;
  /** First token of what is said. */
  at: number;
}

function openingOf(tokens: Token[], line: Line): Opening | undefined {
  const first = CONNECTIVE.test(tokens[line.first]?.word ?? '') ? line.first + 1 : line.first;
  const opening = tokens[first]?.word ?? '';
  if (!/^(?:in|from|to)$/.test(opening) || tokens[first]!.quotation >= 0) return undefined;
  const comma = commaAfter(tokens, first, line.last);
  if (comma === undefined || comma + 2 >= line.last) return undefined;
  const noun = tokens.slice(first + 1, comma).findIndex(({ word }) => VIEW.test(word)) + first + 1;
  if (noun <= first) return undefined;
  const isPoint = tokens[noun]!.word === 'point';
  const end = isPoint ? noun + 3 : noun + 1;
  if (isPoint && tokens[noun + 2]?.word !== 'view') return undefined;
  if (end === comma) {
    const owner = { from: first + 1, to: noun };
    while (owner.to > owner.from && /^(?:own|considered|professional|legal|expert)$/.test(tokens[owner.to - 1]!.word))
      owner.to--;
    return isOwner(tokens, owner) ? { source: owner, cue: { from: noun, to: end }, at: comma + 1 } : undefined;
  }
  if (tokens[end]?.word !== 'of' || tokens[first + 1]?.word !== 'the' || end + 1 >= comma) return undefined;
  return { source: { from: end + 1, to: comma }, cue: { from: first, to: end + 1 }, at: comma + 1 };
}

/** "Beijing's position is that", "The view of the court was that", "It is the position of the court that", "Her message was: ...". */
function standpointOf(tokens: Token[], line: Line): Opening | undefined {
  const first = CONNECTIVE.test(tokens[line.first]?.word ?? '') ? line.first + 1 : line.first;
  if (tokens[first] === undefined || tokens[first].quotation >= 0) return undefined;
  const isCleft = tokens[first].word === 'it' && BE.test(tokens[first + 1]?.word ?? '');
  const begin = isCleft ? first + 2 : first;
  const noun = standpointAt(tokens, begin, line.last);
  if (noun === undefined) return undefined;
  const isOf = /^(?:of|from)$/.test(tokens[noun + 1]?.word ?? '');
  let verb = noun + 1;
  while (verb < Math.min(line.last, noun + LONGEST_PHRASE) && !(isCleft ? THAT : BE).test(tokens[verb]!.word)) verb++;
  if (!isOf && verb !== noun + 1 && !/^(?:to|on|about|for|towards?|in)$/.test(tokens[noun + 1]!.word)) return undefined;
  const at = isCleft ? verb + 1 : standpointContent(tokens, verb, line.last);
  if (at === undefined || at + 1 >= line.last || tokens[at]!.word === 'of' || (tokens[verb]?.kind ?? 'stop') !== 'word')
    return undefined;
  const owner = isOf ? { from: noun + 2, to: verb } : ownerBefore(tokens, begin, noun);
  if (!owner || owner.to <= owner.from || !tokens.slice(owner.from, owner.to).some(isNamed)) return undefined;
  return { source: owner, cue: isOf ? { from: begin, to: noun + 1 } : { from: noun, to: verb + 1 }, at };
}

const BE = /^(?:is|was|remains|remained|has|had)$/;
const THAT = /^that$/;
const STANDPOINTS =
  /^(?:position|view|stance|line|argument|message|answer|reply|response|contention|standpoint|opinion|belief|conclusion|verdict|complaint|point|fear|worry|concern|hope|claim|thesis|assessment)$/;

/** The noun of a standpoint, with whose it is before it or behind it. */
function standpointAt(tokens: Token[], from: number, last: number): number | undefined {
  for (let i = from; i < Math.min(last, from + LONGEST_OWNER); i++) {
    if (tokens[i]!.kind !== 'word' && !isPlural(tokens, i + 1)) return undefined;
    if (STANDPOINTS.test(tokens[i]!.word)) return i;
  }
  return undefined;
}

/** In tokens. */
const LONGEST_OWNER = 10;

/** Behind "is that", "has been that", "is clear:", "was blunt:". */
function standpointContent(tokens: Token[], verb: number, last: number): number | undefined {
  for (let i = verb + 1; i < Math.min(last, verb + 6); i++) {
    if (
      tokens[i]!.word === 'that' &&
      (i === verb + 1 || /^(?:been|always|still|simply|also|now)$/.test(tokens[i - 1]!.word))
    )
      return i + 1;
    if (tokens[i]!.word === ':') return i + 1;
    if (tokens[i]!.kind !== 'word') return undefined;
  }
  return undefined;
}

/** "Beijing's", "their", "the ministry's official"; "the American position" is whole, since the adjective alone names nobody. */
function ownerBefore(tokens: Token[], from: number, noun: number): Phrase | undefined {
  for (let i = noun - 1; i >= from; i--) {
    const isPronoun = /^(?:his|her|its|their)$/.test(tokens[i]!.word) && i === from;
    if (isPronoun || tokens[i]!.word.endsWith("'s") || isPlural(tokens, i + 1)) return { from, to: i + 1 };
  }
  const isAdjective = tokens[from]?.word === 'the' && noun === from + 2 && tokens[from + 1]!.capital;
  return isAdjective ? { from, to: noun + 1 } : undefined;
}

function isNamed({ capital, word }: Token): boolean {
  return capital || /^(?:the|his|her|its|their)$/.test(word);
}

const CONNECTIVE = /^(?:but|and|yet|so)$/;
const VIEW =
  /^(?:views?|opinions?|eyes?|minds?|judge?ments?|assessments?|estimations?|perspectives?|telling|words|point|standpoint)$/;

/** "his", "the minister's": somebody else than the one who writes, and not "in other words". */
function isOwner(tokens: Token[], { from, to }: Phrase): boolean {
  const last = tokens[to - 1]?.word ?? '';
  if (/^(?:his|her|its|their)$/.test(last)) return to === from + 1;
  return to > from && (last.endsWith("'s") || isPlural(tokens, to));
}

/** "the farmers’", up to token `to`: its apostrophe is a mark of its own. */
export function isPlural(tokens: Token[], to: number): boolean {
  return APOSTROPHE.test(tokens[to - 1]!.word) && (tokens[to - 2]?.word.endsWith('s') ?? false);
}

const APOSTROPHE = /^['’]$/;

function commaAfter(tokens: Token[], from: number, last: number): number | undefined {
  for (let i = from + 1; i < Math.min(last, from + LONGEST_PHRASE); i++) {
    if (tokens[i]!.kind === 'comma') return i;
    if (tokens[i]!.kind !== 'word' && !isPlural(tokens, i + 1)) return undefined;
  }
  return undefined;
}

function reportOf({ tokens }: View, line: Line, { source, cue, at }: Opening): Report {
  let to = Math.min(line.last, at + LONGEST_CONTENT);
  while (to > at + 1 && tokens[to - 1]!.kind === 'stop') to--;
  const content = spanOf(tokens, at, to)!;
  const quotations = new Set(tokens.slice(at, to).map(({ quotation }) => quotation));
  const direct = !quotations.has(-1) && quotations.size === 1;
  quotations.delete(-1);
  const lemma = tokens[cue.to - 1]!.word;
  const known: Cue = { first: cue.from, last: cue.to, kind: 'according', lemma, ...PLAIN };
  return {
    block: line.block,
    frame: {
      cue: known,
      source,
      content: [content],
      quotations: [...quotations],
      direct,
      after: false,
      introduces: false,
    },
    found: {
      source: ownerSpan(tokens, source),
      cue: spanOf(tokens, cue.from, cue.to),
      confidence: CONFIDENCE,
    },
  };
}

/** Without the "'s" by which it owns. */
export function ownerSpan(tokens: Token[], { from, to }: Phrase) {
  const span = spanOf(tokens, from, isPlural(tokens, to) ? to - 1 : to)!;
  return tokens[to - 1]!.word.endsWith("'s") ? { start: span.start, end: span.end - 2 } : span;
}
