import type { Span } from '../../src/claim.ts';
import { addressee, contentEnd, endsHere, isAdverbial, isTitle, LONGEST_CONTENT, skipAdverbials } from './clause.ts';
import { AUXILIARIES, type Cue, findCues } from './cues.ts';
import type { Quoting } from './quoting.ts';
import { firstSubject, PRONOUN, phraseAfter, REACH, subjectBefore } from './sources.ts';
import { type Line, type Phrase, spanOf, type Token, type View } from './tokens.ts';

/** One reporting expression with what it links. */
export interface Frame {
  cue: Cue;
  source: Phrase | undefined;
  /** Who quotes the source, where the cue says so. */
  by?: Phrase;
  content: Span[];
  /** Quotations that are the content, or part of it. */
  quotations: number[];
  /** The content is one quotation from mark to mark. */
  direct: boolean;
  /** The content stands before the reporting clause. */
  after: boolean;
  /** The sentence ends in a colon: what follows it, in the next blocks, is the content. */
  introduces: boolean;
}

/** Frames of one sentence, in order of their cues; those inside quotations are left to {@link innerFramesOf}. */
export function framesOf(view: View, line: Line, region = -1): Frame[] {
  const { tokens } = view;
  const frames: Frame[] = [];
  let subject: Phrase | undefined;
  let start = line.first;
  const introduced = region < 0 ? introducedFrame(view, line) : undefined;
  if (introduced) frames.push(introduced);
  for (const cue of findCues(tokens, line.first, line.last)) {
    if (tokens[cue.first]!.quotation !== region) continue;
    const frame = frameOf({ view, line, cue, start, subject });
    if (!frame) continue;
    if (frame.source) subject = frame.source;
    if (frame.after) start = Math.max(cue.last, frame.source?.to ?? 0);
    frames.push(frame);
  }
  return frames;
}

/** What somebody else is reported to say inside the quotations of a sentence: “The minister said that ...”. */
export function innerFramesOf(view: View, line: Line): Frame[] {
  const { tokens } = view;
  const frames: Frame[] = [];
  for (let from = line.first; from < line.last; from++) {
    const { quotation } = tokens[from]!;
    if (quotation < 0) continue;
    let to = from;
    while (to < line.last && tokens[to]!.quotation === quotation) to++;
    const first = tokens[from]!.kind === 'open' ? from + 1 : from;
    const last = tokens[to - 1]!.kind === 'close' ? to - 1 : to;
    from = to - 1;
    if (last - first < 5) continue;
    frames.push(
      ...framesOf(view, { first, last, start: line.start, end: line.end, block: line.block }, quotation).filter(
        (frame) => isReport(tokens, frame),
      ),
    );
  }
  return frames;
}

/** A plain report by someone other than the speaker and hearers of the quotation. */
function isReport(tokens: Token[], { cue, source, content }: Frame): boolean {
  if (!source || !content.length || cue.modal || cue.form === 'ing' || !/^(?:say|tell|according)$/.test(cue.kind))
    return false;
  if (
    /^(?:believe|think|know|feel|hope|fear|expect|understand|recogni[sz]e|show|find|agree|continue|observe|learn|read|realize|hold)$/.test(
      cue.lemma,
    )
  )
    return false;
  return !/^(?:i|we|you)\b/.test(tokens[source.from]!.word);
}

interface Place {
  view: View;
  line: Line;
  cue: Cue;
  /** First token that an earlier attribution of the sentence has not closed off. */
  start: number;
  /** Source of the frame before, which a coordinated verb shares. */
  subject: Phrase | undefined;
}

function frameOf(place: Place): Frame | undefined {
  const { cue } = place;
  if (cue.kind === 'according') return according(place);
  if (cue.kind === 'seem') return seeming(place);
  if (cue.kind === 'noun') return ahead(place, possessor(place.view.tokens, cue));
  if (cue.quoting) return quotingFrame(place, cue.quoting);
  const inverted = cue.kind === 'say' ? invertedFrame(place) : undefined;
  if (inverted) return inverted;
  const { tokens } = place.view;
  const found = subjectBefore(tokens, cue, place.start);
  if (!found) return undefined;
  const shared = found === 'shared' || found.from < place.start;
  const source = shared ? (place.subject ?? firstSubject(tokens, place.line.first, cue.first)) : (found as Phrase);
  if (!source || overlaps(source, cue)) return undefined;
  return (shared ? undefined : postposed(place, source)) ?? ahead(place, { ...source, ...reportedBy(place, source) });
}

/** "X quoted Y as saying that", "Y was quoted by X as saying that", “…,” Y was quoted as saying. */
function quotingFrame(place: Place, { by, speaker, verb }: Quoting): Frame | undefined {
  const { tokens } = place.view;
  const subject = subjectBefore(tokens, { ...place.cue, first: verb.from }, place.start);
  const before = subject === 'shared' ? place.subject : subject;
  const source = speaker ?? before;
  if (!source) return undefined;
  // “…,” the paper quoted Y as saying: the clause begins with who quotes.
  const behind = before && postposed(place, before);
  const frame = behind ? { ...behind, source } : ahead(place, source);
  const carrier = speaker ? before : by;
  return frame && carrier ? { by: carrier, ...frame } : frame;
}

const overlaps = (phrase: Phrase, cue: Cue) => phrase.from < cue.last && phrase.to > cue.first;

/** "In a statement by X, it says": the pronoun is X. */
function reportedBy(place: Place, source: Phrase): Phrase {
  return place.view.tokens[source.from]!.word === 'it' ? (authorOfIntroduction(place) ?? source) : source;
}

/** "In a speech by X, the government proposed ...": the sentence is what X said. */
function introducedFrame(view: View, line: Line): Frame | undefined {
  const { tokens } = view;
  const source = authorOfIntroduction({ view, line });
  if (!source || PRONOUN.test(tokens[source.to + 1]?.word ?? 'it')) return undefined;
  const cue: Cue = {
    first: line.first,
    last: source.from,
    kind: 'according',
    form: 'none',
    denied: false,
    passive: false,
    modal: false,
    lemma: 'in',
  };
  const right = rightContent(
    { view, line, cue: { ...cue, kind: 'say' }, start: line.first, subject: undefined },
    source.to + 1,
  );
  return {
    cue,
    source,
    content: right.spans,
    quotations: right.quotations,
    direct: right.whole,
    after: false,
    introduces: false,
  };
}

/** X in "In a speech given by X, ..." at the beginning of a sentence. */
export function authorOfIntroduction({ view: { tokens }, line }: Pick<Place, 'view' | 'line'>): Phrase | undefined {
  if (tokens[line.first]?.word !== 'in' || !/^(?:an?|his|her|its|their|the)$/.test(tokens[line.first + 1]?.word ?? ''))
    return undefined;
  let document = false;
  for (let i = line.first + 2; i < Math.min(line.last, line.first + 25) && tokens[i]!.kind === 'word'; i++) {
    if (DOCUMENT.test(tokens[i]!.word)) document = true;
    if (!document || !/^(?:by|from)$/.test(tokens[i]!.word)) continue;
    let to = i + 1;
    while (to < line.last && tokens[to]!.kind !== 'comma' && to < i + 20) to++;
    return tokens[to]?.kind === 'comma' ? { from: i + 1, to } : undefined;
  }
  return undefined;
}

/** Kinds of utterance whose author speaks. */
export const DOCUMENT =
  /^(?:statement|speech|announcement|interview|address|article|report|essay|post|letter|memo|memorandum|op-ed|commentary|editorial|tweet|email|remarks|release|communique|declaration|column|blog|paper|study|plan|proposal|message|testimony)$/;

// ——— "…," said X

function invertedFrame(place: Place): Frame | undefined {
  const { view, line, cue, start } = place;
  const { tokens } = view;
  if (cue.last - cue.first > 1 || cue.form === 'ing' || cue.form === 'en' || cue.form === 'base') return undefined;
  const before = tokens[cue.first - 1];
  if (!before || (before.kind !== 'close' && before.kind !== 'comma')) return undefined;
  const quoted = before.kind === 'close' || tokens[cue.first - 2]?.kind === 'close';
  const next = tokens[cue.last];
  if (
    !next ||
    cue.last >= line.last ||
    next.kind !== 'word' ||
    /^(?:that|it|there|if|how|what|why|to)$/.test(next.word)
  )
    return undefined;
  const source = phraseAfter(tokens, cue.last, line.last);
  if (!source) return undefined;
  const ended = endsHere(tokens, source.to, line.last);
  if (
    !quoted &&
    (!ended || source.to - source.from > 14 || cue.first - start < 6 || subjectBefore(tokens, cue, start) !== 'shared')
  )
    return undefined;
  const left = leftContent(view, line, start, cue.first);
  if (!left) return undefined;
  return complete(place, source, left, source.to);
}

// ——— "…," X said

function postposed(place: Place, source: Phrase): Frame | undefined {
  const { view, line, cue, start } = place;
  const { tokens } = view;
  if (cue.kind !== 'say' && cue.kind !== 'tell') return undefined;
  const edge = source.from;
  const before = tokens[edge - 1];
  // “Why now?” Smith said. The sentence ended inside the quotation.
  const afresh =
    edge === line.first &&
    before?.kind === 'close' &&
    /^[?!]$/.test(tokens[edge - 2]?.word ?? '') &&
    before.start >= view.blocks[line.block]!.start;
  if (
    !before ||
    (edge <= start && !afresh) ||
    (before.kind !== 'comma' && before.kind !== 'close' && !/^[—–-]$/.test(before.word))
  )
    return undefined;
  if (before.kind === 'close' && !/^[,.?!…—–-]$/.test(tokens[edge - 2]?.word ?? '') && cue.last < line.last - 1)
    return undefined;
  const after = cue.kind === 'tell' ? addressee(tokens, cue.last, line.last).to : cue.last;
  const quoted = before.kind === 'close' || tokens[edge - 2]?.kind === 'close';
  if (
    !endsHere(tokens, after, line.last) &&
    !(quoted && !/^(?:that|the|he|she|it|they)$/.test(tokens[after]?.word ?? ''))
  )
    return undefined;
  if (!quoted && isAdverbial(tokens, start, edge - 1)) return undefined;
  // "Chief Engineer, Ada Stone said, “…" names one person; "The United States, he said, has ..." is interrupted.
  const enclosed = tokens[after]?.kind === 'comma' && tokens[after + 1]?.kind !== 'open';
  if (!quoted && !enclosed && isTitle(tokens, start, edge)) return ahead(place, { from: start, to: source.to });
  const left = leftContent(view, line, start, edge);
  return left && complete(place, source, left, after);
}

/** Adds what follows the reporting clause: ", “…”" or, after a sentence broken off, ", and more". */
function complete(place: Place, source: Phrase, left: Reach, after: number): Frame {
  const { view, line, cue } = place;
  const { tokens } = view;
  const content = [...left.spans];
  const quotations = [...left.quotations];
  const next = tokens[after];
  const follower = tokens[after + 1];
  if (after + 1 < line.last && (next?.kind === 'comma' || next?.word === ':') && follower?.kind === 'open') {
    const right = quotationReach(view, follower.quotation);
    content.push(...right.spans);
    quotations.push(...right.quotations);
  } else if (
    next?.kind === 'comma' &&
    after + 1 < line.last &&
    !left.quotations.length &&
    !BEYOND.test(follower!.word)
  ) {
    const right = rightContent(place, after + 1);
    content.push(...right.spans);
    quotations.push(...right.quotations);
  }
  return { cue, source, content, quotations, direct: left.whole, after: true, introduces: false };
}

/** What begins a remark on the reporting itself: ", he said, adding ...", ", she said in Berlin, where ...", ", he said, a day after ...". */
const BEYOND = /^(?:in|at|on|during|after|before|when|where|while|as|according|with|per|a|an|the|\w+ing)$/;

interface Reach {
  spans: Span[];
  quotations: number[];
  /** One quotation and nothing else. */
  whole: boolean;
}

function quotationReach(view: View, quotation: number): Reach {
  return { spans: view.quotations[quotation]!.spans, quotations: [quotation], whole: true };
}

/** The clause or quotation that ends before token `edge`. */
function leftContent(view: View, line: Line, start: number, edge: number): Reach | undefined {
  const { tokens } = view;
  let to = edge;
  while (to > 0 && (tokens[to - 1]!.kind === 'comma' || /^[—–-]$/.test(tokens[to - 1]!.word))) to--;
  const last = tokens[to - 1];
  if (!last) return undefined;
  let from = Math.max(start, line.first, to - LONGEST_CONTENT);
  while (
    from < to &&
    (tokens[from]!.kind === 'comma' || tokens[from]!.kind === 'stop' || tokens[from]!.kind === 'close')
  )
    from++;
  if (last.kind === 'close') {
    const spans = view.quotations[last.quotation]!.spans;
    const opening = spans[0]!.start;
    for (let i = to - 1; i > from; i--) {
      // “He gave a hint: "…," he said”: the colon parts narration from quotation.
      if (tokens[i]!.word === ':' && tokens[i]!.quotation < 0) return quotationReach(view, last.quotation);
    }
    const lead = tokens.slice(from, to).filter((token) => token.end <= opening);
    if (lead.every(({ word }) => /^(?:and|but|so|yet|then|still|also|or|,)$/.test(word)))
      return quotationReach(view, last.quotation);
    return { spans: [{ start: tokens[from]!.start, end: last.end }], quotations: [last.quotation], whole: false };
  }
  const span = spanOf(tokens, from, to);
  return span && { spans: [span], quotations: inside(tokens, from, to), whole: false };
}

// ——— X said …

function ahead(place: Place, source: Phrase | undefined): Frame | undefined {
  const { view, line, cue } = place;
  const { tokens } = view;
  if (!source) return undefined;
  let at = cue.last;
  if (cue.kind === 'tell') at = addressee(tokens, at, line.last).to;
  else if (cue.kind === 'say') at = skipAdverbials(tokens, at, line.last);
  else if (cue.kind === 'noun' && tokens[at]?.word !== 'to') at++;
  const introduces = tokens[line.last - 1]?.word === ':' && line.last - at <= REACH / 2;
  if (tokens[at]?.kind === 'comma') at++;
  if (tokens[at]?.word === ':') at++;
  if (tokens[at]?.word === 'that' && cue.kind !== 'object') at++;
  if (at >= line.last)
    return introduces
      ? { cue, source, content: [], quotations: [], direct: false, after: false, introduces }
      : undefined;
  at = afterAside(tokens, at, line.last);
  const first = tokens[at]!;
  if (
    first.kind === 'stop' ||
    first.kind === 'comma' ||
    (cue.kind === 'say' && tokens[at - 1]?.kind === 'comma' && /^\w+ing$/.test(first.word))
  )
    return undefined;
  const reach = rightContent(place, at);
  return reach.spans.length
    ? { cue, source, content: reach.spans, quotations: reach.quotations, direct: reach.whole, after: false, introduces }
    : undefined;
}

/** "said, citing a study by the office, that ...": what is said goes on after the "that". */
function afterAside(tokens: Token[], at: number, last: number): number {
  if (tokens[at - 1]?.kind !== 'comma' || !ASIDE.test(tokens[at]!.word)) return at;
  for (let i = at + 1; i < Math.min(last - 2, at + LONGEST_ASIDE); i++) {
    if (tokens[i]!.kind !== 'word' && tokens[i]!.kind !== 'comma') return at;
    if (tokens[i]!.kind === 'comma' && tokens[i + 1]!.word === 'that') return i + 1;
  }
  return at;
}

const ASIDE = /^(?:citing|quoting|referring|pointing|speaking|as|in|on|at|during|after|before|without|with|according)$/;
/** In tokens. */
const LONGEST_ASIDE = 25;

/** The clause or quotation that begins at token `at`. */
function rightContent(place: Place, at: number): Reach {
  const { view, line, cue } = place;
  const { tokens, quotations } = view;
  const first = tokens[at]!;
  if (first.kind === 'open') {
    const quotation = quotations[first.quotation]!;
    const after = afterQuotation(tokens, at, line.last);
    const next = tokens[after];
    const reported = (cue.kind === 'say' || cue.kind === 'tell') && after - at > 4;
    if (after >= line.last || next?.kind !== 'word' || reported || quotation.spans.length > 1) {
      return quotationReach(view, first.quotation);
    }
  }
  const end = contentEnd(tokens, at, line.last, cue);
  const span = spanOf(tokens, at, end);
  const held = inside(tokens, at, end).filter((quotation) => first.kind === 'open' || quotation !== first.quotation);
  if (!span) return { spans: [], quotations: [], whole: false };
  const last = held.at(-1);
  // A quotation that the clause ends with may go on over the next sentences or blocks.
  const rest = last === undefined ? [] : quotations[last]!.spans.filter((part) => part.end > span.end);
  if (rest[0] && rest[0].start < span.end) span.end = rest.shift()!.end;
  return { spans: [span, ...rest], quotations: held, whole: false };
}

function afterQuotation(tokens: Token[], at: number, end: number): number {
  const { quotation } = tokens[at]!;
  let i = at;
  while (i < end && tokens[i]!.quotation === quotation) i++;
  return i;
}

// ——— according to X; X seems to

function according(place: Place): Frame | undefined {
  const { view, line, cue, start } = place;
  const { tokens } = view;
  const initial = cue.first - line.first <= 1;
  const enclosed = tokens[cue.first - 1]?.kind === 'comma';
  const source =
    initial || enclosed ? phraseToComma(tokens, cue.last, line.last) : phraseAfter(tokens, cue.last, line.last);
  if (!source) return undefined;
  if (initial) {
    const at = tokens[source.to]?.kind === 'comma' ? source.to + 1 : source.to;
    if (at >= line.last) return undefined;
    const right = rightContent({ ...place, cue: { ...cue, kind: 'say' } }, at);
    return {
      cue,
      source,
      content: right.spans,
      quotations: right.quotations,
      direct: right.whole,
      after: false,
      introduces: false,
    };
  }
  const left = leftContent(view, line, start, cue.first);
  return left && complete(place, source, left, source.to);
}

function seeming(place: Place): Frame | undefined {
  const { view, line, cue, start } = place;
  const { tokens } = view;
  const subject = subjectBefore(tokens, cue, start);
  if (!subject || subject === 'shared') return undefined;
  const end = contentEnd(tokens, cue.last, line.last, cue);
  const spans = [spanOf(tokens, subject.from, subject.to), spanOf(tokens, cue.last, end)].filter(
    (span) => span !== undefined,
  );
  return {
    cue,
    source: undefined,
    content: spans,
    quotations: inside(tokens, cue.last, end),
    direct: false,
    after: false,
    introduces: false,
  };
}

/** The source of "According to X, ..." and "According to X, the head of Y, ...". */
function phraseToComma(tokens: Token[], from: number, end: number): Phrase | undefined {
  const commas: number[] = [];
  for (let i = from; i < Math.min(end, from + REACH / 2) && commas.length < 2; i++)
    if (tokens[i]!.kind === 'comma') commas.push(i);
  const [first, second] = commas;
  if (first === undefined) return phraseAfter(tokens, from, end);
  const apposed = /^(?:a|an|the|who|which|whose)$/.test(tokens[first + 1]?.word ?? '');
  const clause = tokens
    .slice(first, second)
    .some((token) => AUXILIARIES.has(token.word) || (!token.capital && PAST.test(token.word)));
  return { from, to: second !== undefined && apposed && !clause ? second : first };
}

/** A verb in the past, as far as its form tells. */
const PAST = /^(?:\w{2,}[^e]ed|said|told|wrote|held|made|took|gave)$/;

function possessor(tokens: Token[], cue: Cue): Phrase | undefined {
  for (let i = cue.first - 1; i >= cue.first - 3 && i >= 0; i--) {
    if (/^(?:his|her|its|their)$/.test(tokens[i]!.word)) return { from: i, to: i + 1 };
    if (!/'s$|s'$/.test(tokens[i]!.word)) continue;
    let from = i;
    while (from > 0 && tokens[from]!.capital && tokens[from - 1]!.capital && from > i - 8) from--;
    if (/^(?:the|a|an|our)$/.test(tokens[from - 1]?.word ?? '')) from--;
    return { from, to: i + 1 };
  }
  return undefined;
}

function inside(tokens: Token[], from: number, to: number): number[] {
  const found = new Set<number>();
  for (let i = from; i < to; i++) if (tokens[i]!.quotation >= 0) found.add(tokens[i]!.quotation);
  return [...found];
}
