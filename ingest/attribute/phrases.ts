import { PLAIN } from './cues.ts';
import type { Report } from './index.ts';
import { agentAt } from './quoting.ts';
import { type Line, type Phrase, spanOf, type Token, type View } from './tokens.ts';
import { isPlural, ownerSpan } from './views.ts';

/** In tokens; longer ones are seldom of these kinds, and text without full stops costs no more. */
const LONGEST_OWNER = 12;
const LONGEST_NOUN = 4;
const LONGEST_CLAUSE = 40;

/** As sure as "according to". */
const CONFIDENCE = 0.75;

/**
 * Quotations that are not said but named: “...,” as X put it; “...,” to quote X; “...” was X's answer; X's phrase, “...”;
 * dubbed “...” by X; For X, the plan is “...”. Linear.
 */
export function phrasesOf(view: View): Report[] {
  return view.lines.flatMap((line) =>
    /^(?:paragraph|item|quotation)$/.test(view.blocks[line.block]!.kind) ? phrasesIn(view, line) : [],
  );
}

/** Whose words a quotation is called, by which words. */
interface Naming {
  source: Phrase;
  cue: Phrase;
  /** First token of what is said, where it begins before the quotation. */
  from?: number;
}

function phrasesIn(view: View, line: Line): Report[] {
  const { tokens } = view;
  const found: Report[] = [];
  let from = line.first;
  for (let i = line.first; i < line.last; i++) {
    const { kind, quotation } = tokens[i]!;
    if (kind !== 'open') continue;
    let close = i;
    while (close + 1 < line.last && tokens[close + 1]!.quotation === quotation) close++;
    if (tokens[close]!.kind === 'close' && close > i + 1) {
      const naming =
        namedAfter(tokens, { first: from, open: i, close }, line) ??
        namedBefore(tokens, i, close, line) ??
        meantBy(tokens, i, line);
      if (naming) found.push(reportOf(view, line, { from: naming.from ?? i, to: close + 1 }, naming));
      if (naming) from = Math.max(close + 1, naming.cue.to, naming.source.to);
    }
    i = close;
  }
  return found;
}

/** Words behind a quotation that say whose it is; `first` is where its sentence, or what of it is not yet read, begins. */
function namedAfter(
  tokens: Token[],
  { first, open, close }: { first: number; open: number; close: number },
  line: Line,
): Naming | undefined {
  const at = PAUSE.test(tokens[close + 1]?.word ?? '') ? close + 2 : close + 1;
  if (at >= line.last) return undefined;
  const said = putBy(tokens, at, line) ?? quotedBy(tokens, at, line);
  // “The cables are “old,” to quote her”: the sentence is what is said.
  if (said) return { ...said, from: isClause(tokens, first, open) ? first : open };
  if (BE.test(tokens[at]!.word)) return replyOf(tokens, at, line);
  const called = tokens[open - 1];
  if (tokens[at]!.word !== 'by' || !called || !isNamingVerb(tokens, open)) return undefined;
  const source = agentAt(tokens, at + 1, Math.min(line.last, at + 1 + LONGEST_OWNER));
  return source && { source, cue: { from: called.word === 'as' ? open - 2 : open - 1, to: open } };
}

const PAUSE = /^[,–—(-]$/;
const BE = /^(?:is|was|were|remains|remained|became)$/;

/** "as X [once] put it", "is how X put it". */
function putBy(tokens: Token[], at: number, line: Line): Naming | undefined {
  const start =
    tokens[at]!.word === 'as' ? at + 1 : tokens[at + 1]?.word === 'how' && BE.test(tokens[at]!.word) ? at + 2 : 0;
  if (start === 0) return undefined;
  for (let i = start + 1; i < Math.min(line.last - 1, start + LONGEST_OWNER); i++) {
    if (tokens[i]!.kind !== 'word' && tokens[i]!.kind !== 'comma') return undefined;
    if (!PUT.test(tokens[i]!.word) || !IT.test(tokens[i + 1]!.word)) continue;
    let to = i;
    while (to > start + 1 && BETWEEN.test(tokens[to - 1]!.word)) to--;
    return { source: { from: start, to }, cue: { from: to, to: i + 2 } };
  }
  return undefined;
}

const PUT = /^(?:puts?|phrase[sd]?|express(?:es|ed)?|describe[sd]?|summed|sums)$/;
const IT = /^(?:it|this|that|things|matters|himself|herself|themselves)$/;
const BETWEEN =
  /^(?:once|has|had|have|later|famously|often|recently|so|likes?|liked|to|would|used|then|himself|herself|memorably|bluntly|also)$/;

/** "to quote X", "to use X's phrase", "in X's own words". */
function quotedBy(tokens: Token[], at: number, line: Line): Naming | undefined {
  const [one, two] = [tokens[at]!.word, tokens[at + 1]?.word ?? ''];
  const isQuoting = one === 'to' && /^(?:quote|cite|paraphrase|use|borrow|adopt|echo)$/.test(two);
  if (!isQuoting && one !== 'in') return undefined;
  const start = isQuoting ? at + 2 : at + 1;
  const owned = ownerOf(tokens, start, line.last);
  if (owned)
    return { source: owned.owner, cue: isQuoting ? { from: at, to: start } : { from: owned.owner.to, to: owned.to } };
  if (!isQuoting || /^(?:use|borrow|adopt)$/.test(two)) return undefined;
  const source = agentAt(tokens, start, Math.min(line.last, start + LONGEST_OWNER));
  return source && isSomebody(tokens, source) ? { source, cue: { from: at, to: start } } : undefined;
}

/** "was X's answer", "was the answer of X". */
function replyOf(tokens: Token[], at: number, line: Line): Naming | undefined {
  const owned = ownerOf(tokens, at + 1, line.last);
  if (owned) return { source: owned.owner, cue: { from: owned.owner.to, to: owned.to } };
  if (tokens[at + 1]?.word !== 'the') return undefined;
  const noun = nounFrom(tokens, at + 2, line.last);
  if (noun === undefined || !/^(?:of|from|by|given)$/.test(tokens[noun + 1]?.word ?? '')) return undefined;
  const start = tokens[noun + 2]?.word === 'by' ? noun + 3 : noun + 2;
  const source = agentAt(tokens, start, Math.min(line.last, start + LONGEST_OWNER));
  return source && { source, cue: { from: at, to: start } };
}

/** X in "X's [own] words" from a token on, and past the words. */
function ownerOf(tokens: Token[], from: number, last: number): { owner: Phrase; to: number } | undefined {
  for (let i = from; i < Math.min(last, from + LONGEST_OWNER); i++) {
    if (tokens[i]!.kind !== 'word' && !isPlural(tokens, i + 1)) return undefined;
    const isPronoun = i === from && /^(?:his|her|its|their)$/.test(tokens[i]!.word);
    if (!isPronoun && !tokens[i]!.word.endsWith("'s") && !isPlural(tokens, i + 1)) continue;
    const noun = nounFrom(tokens, i + 1, last);
    if (noun !== undefined) return { owner: { from, to: i + 1 }, to: noun + 1 };
  }
  return undefined;
}

/** A noun for words, with at most a few others before it. */
function nounFrom(tokens: Token[], from: number, last: number): number | undefined {
  for (let i = from; i < Math.min(last, from + LONGEST_NOUN) && tokens[i]!.kind === 'word'; i++)
    if (WORDS.test(tokens[i]!.word)) return i;
  return undefined;
}

const WORDS =
  /^(?:words?|phrases?|terms?|expression|formula|formulation|slogan|motto|metaphor|description|verdict|answer|reply|response|retort|conclusion|message|comment|summary|assessment|judge?ment|warning|promise|advice|catchphrase|mantra|wording|diagnosis|rejoinder|comeback)$/;

/** Somebody is named, or meant by an article or a pronoun. */
function isSomebody(tokens: Token[], { from, to }: Phrase): boolean {
  return tokens.slice(from, to).some(({ capital }) => capital) || /^(?:the|him|her|them)$/.test(tokens[from]!.word);
}

/** "dubbed “...” by", "described as “...” by". */
function isNamingVerb(tokens: Token[], open: number): boolean {
  const [before, last] = [tokens[open - 2]?.word ?? '', tokens[open - 1]!.word];
  return last === 'as' ? DESCRIBED.test(before) : NAMED.test(last);
}

const NAMED = /^(?:dubbed|called|labell?ed|termed|branded|christened|nicknamed|deemed|declared|considered)$/;
const DESCRIBED =
  /^(?:described|characteri[sz]ed|portrayed|dismissed|denounced|condemned|hailed|praised|derided|ridiculed|criticised|criticized|attacked|known|seen|regarded|depicted|decried|welcomed|touted|billed)$/;

/** "X's phrase, “...,” ...". */
function namedBefore(tokens: Token[], open: number, close: number, line: Line): Naming | undefined {
  const isApposed = tokens[open - 1]?.kind === 'comma';
  const noun = isApposed ? open - 2 : open - 1;
  if (noun <= line.first || !PHRASE.test(tokens[noun]!.word)) return undefined;
  // “…, X's answer, “...”” without more is a list or a heading.
  if (isApposed && close + 1 < line.last && tokens[close + 1]!.kind !== 'word' && tokens[close]!.kind !== 'close')
    return undefined;
  for (let i = noun - 1; i >= Math.max(line.first, noun - LONGEST_NOUN); i--) {
    if (tokens[i]!.kind !== 'word' && !isPlural(tokens, i + 1)) return undefined;
    const isPronoun = /^(?:his|her|its|their)$/.test(tokens[i]!.word);
    if (!isPronoun && !tokens[i]!.word.endsWith("'s") && !isPlural(tokens, i + 1)) continue;
    const source = { from: isPronoun ? i : nameBack(tokens, i, line.first), to: i + 1 };
    return { source, cue: { from: i + 1, to: noun + 1 } };
  }
  return undefined;
}

const PHRASE = /^(?:words|phrase|expression|formula|slogan|motto|metaphor|catchphrase|mantra|term|formulation)$/;

/** Where the noun phrase begins that ends with a token: over capitals, or back to an article. */
function nameBack(tokens: Token[], end: number, first: number): number {
  const least = Math.max(first, end - LONGEST_OWNER);
  let from = end;
  while (from > least && tokens[from - 1]!.kind === 'word' && tokens[from - 1]!.capital) from--;
  if (from < end || tokens[end]!.capital) return from;
  for (let i = end - 1; i >= least && tokens[i]!.kind === 'word'; i--)
    if (/^(?:the|an?|this|that)$/.test(tokens[i]!.word)) return i;
  return end;
}

/** "For X, the plan is “...”": in whose eyes it is so. */
function meantBy(tokens: Token[], open: number, line: Line): Naming | undefined {
  const first = /^(?:but|and|yet)$/.test(tokens[line.first]!.word) ? line.first + 1 : line.first;
  if (!/^(?:for|to)$/.test(tokens[first]!.word) || open - first > LONGEST_CLAUSE) return undefined;
  const before = tokens[open - 1]!.word;
  const verb = /^(?:an?|the|nothing|but|merely|simply|only|less|than|little|more|just)$/.test(before)
    ? open - 2
    : open - 1;
  if (!/^(?:is|are|was|were|remains?|remained|means|meant)$/.test(tokens[verb]?.word ?? '')) return undefined;
  const comma = tokens.slice(first, verb).findIndex(({ kind }) => kind === 'comma') + first;
  const source = { from: first + 1, to: comma };
  if (comma <= first + 1 || comma - first > LONGEST_NOUN + 1 || !tokens.slice(source.from, comma).every(isName))
    return undefined;
  if (!tokens.slice(comma + 1, verb).every(({ kind }) => kind === 'word')) return undefined;
  return { source, cue: { from: first, to: first + 1 }, from: comma + 1 };
}

/** Part of a name: a capital that is no year. */
function isName({ kind, capital, word }: Token, i: number): boolean {
  return kind === 'word' && ((capital && !/^\d/.test(word)) || (i === 0 && word === 'the'));
}

/** Words before a quotation that make a clause with it: a verb stands at its mark. */
function isClause(tokens: Token[], first: number, open: number): boolean {
  if (open === first || open - first > LONGEST_CLAUSE) return false;
  return tokens.slice(first, open).every(({ kind, quotation }) => kind !== 'stop' && quotation < 0);
}

function reportOf({ tokens, quotations }: View, line: Line, { from, to }: Phrase, { source, cue }: Naming): Report {
  const { quotation } = tokens[to - 1]!;
  const direct = tokens[from]!.quotation === quotation;
  return {
    block: line.block,
    frame: {
      cue: { first: cue.from, last: cue.to, kind: 'according', lemma: tokens[cue.to - 1]!.word, ...PLAIN },
      source,
      content: direct ? quotations[quotation]!.spans : [spanOf(tokens, from, to)!],
      quotations: [quotation],
      direct,
      after: cue.from > from,
      introduces: false,
    },
    found: { source: ownerSpan(tokens, source), cue: spanOf(tokens, cue.from, cue.to), confidence: CONFIDENCE },
  };
}
