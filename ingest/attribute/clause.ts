import { type Cue, findCues } from './cues.ts';
import type { Phrase, Token } from './tokens.ts';

/** Whether nothing that could be content follows token `at`. */
export function endsHere(tokens: Token[], at: number, end: number): boolean {
  const token = tokens[at];
  if (!token || at >= end) return true;
  if (token.kind === 'stop') return token.word !== ':';
  if (token.kind === 'comma' || token.kind === 'close' || /^[—–(-]$/.test(token.word)) return true;
  if (!ADVERBIAL.test(token.word) && !WEEKDAY.test(token.word)) return false;
  for (let i = at + 1; i < Math.min(end, at + 14); i++) {
    if (tokens[i]!.word === 'that' || tokens[i]!.word === ':') return false;
    if (tokens[i]!.kind === 'comma' || tokens[i]!.kind === 'stop') return true;
  }
  return true;
}

/** Past "on Monday", "in a statement to the press", where a clause or quotation follows. */
export function skipAdverbials(tokens: Token[], at: number, end: number): number {
  let i = at;
  while (i < end && WEEKDAY.test(tokens[i]!.word)) i++;
  if (!ADVERBIAL.test(tokens[i]?.word ?? '')) return i;
  let object: number | undefined;
  for (let k = i + 1; k < Math.min(end, i + 18); k++) {
    const token = tokens[k]!;
    if (token.word === 'that' && k > i + 1) return k;
    if (token.word === ':' || (token.kind === 'open' && tokens[k - 1]?.kind === 'comma')) return k;
    if (token.kind === 'comma' && tokens[k + 1]?.kind === 'open') return k;
    if (WEEKDAY.test(token.word)) object ??= k + 1;
    if (
      /^(?:interview|statement|tweet|post|speech|news|conference|morning|night|afternoon|week|email)$/.test(
        token.word,
      ) &&
      /^(?:he|she|they|it|we|there|the)$/.test(tokens[k + 1]?.word ?? '')
    )
      return k + 1;
    if (token.kind === 'stop') break;
  }
  return object !== undefined && object < end && tokens[object]!.kind === 'word' ? object : i;
}

/** The one who is told, and where what is told begins. */
export function addressee(tokens: Token[], at: number, end: number): Phrase {
  if (OBJECT_PRONOUN.test(tokens[at]?.word ?? '')) return { from: at, to: skipAdverbials(tokens, at + 1, end) };
  for (let i = at + 1; i < Math.min(end, at + 20); i++) {
    const token = tokens[i]!;
    if (CLAUSE.test(token.word) || token.kind !== 'word') {
      // "told the paper, the Daily Sun, that"
      if (token.kind === 'comma' && tokens[i + 1]?.kind !== 'open') {
        for (let k = i + 1; k < Math.min(end, i + 10); k++) if (tokens[k]!.word === 'that') return { from: at, to: k };
      }
      return { from: at, to: i };
    }
    if (WEEKDAY.test(token.word)) return { from: at, to: skipAdverbials(tokens, i, end) };
    if (ADVERBIAL.test(token.word) && !/^(?:of|at|from)$/.test(token.word)) {
      const past = skipAdverbials(tokens, i, end);
      return { from: at, to: past };
    }
  }
  return { from: at, to: Math.min(end, at + 1) };
}

/** "In Iowa on Monday" rather than "Sooner or later it pays off": what introduces a sentence is not said by anyone. */
export function isAdverbial(tokens: Token[], from: number, to: number): boolean {
  const word = tokens[from]?.word ?? '';
  if (to - from < 2) return true;
  return /^(?:in|on|at|during|after|before|while|when|as|but|however|asked|speaking|earlier|later|last|meanwhile|still|and|for|with|by|despite|if|since|from|through|once|now|yet|then|first|although|though|like|to|instead|even|because|until|under|according)$/.test(
    word,
  );
}

/** "Harbour Authority President, Jane Roe said": what stands before the comma is a title. */
export function isTitle(tokens: Token[], from: number, to: number): boolean {
  if (to - from > 12) return false;
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    if (token.kind === 'word' && !token.capital && !/^(?:of|the|and|for|in|a|an|at)$/.test(token.word)) return false;
  }
  return true;
}

/** No clause has more tokens; keeps the cost linear where sentences have no end. */
export const LONGEST_CONTENT = 300;

/** Where indirect speech that begins at `from` ends: the sentence, or where another reporting clause or voice begins. */
export function contentEnd(tokens: Token[], from: number, end: number, cue: Cue): number {
  let last = Math.min(end, from + LONGEST_CONTENT);
  while (last > from && (tokens[last - 1]!.kind === 'stop' || tokens[last - 1]!.word === ')')) last--;
  for (let i = from + 1; i < last; i++) {
    const token = tokens[i]!;
    if (token.quotation !== tokens[from]!.quotation && token.quotation >= 0) continue;
    if (token.word === ';' || token.word === ':') return i;
    const next = tokens[i + 1];
    if (!next || i + 1 >= last) break;
    if (token.kind === 'comma' && endsAtComma(tokens, i, last, cue)) return i;
    if (/^(?:and|but)$/.test(token.word) && sharesSubject(tokens, i + 1, last, cue))
      return tokens[i - 1]!.kind === 'comma' ? i - 1 : i;
  }
  return last;
}

function endsAtComma(tokens: Token[], comma: number, end: number, cue: Cue): boolean {
  const next = tokens[comma + 1]!;
  if (
    /^(?:according|while|although|though|adding|saying|noting|citing|calling|arguing|but|whereas|referring|suggesting)$/.test(
      next.word,
    )
  )
    return true;
  if (cue.kind !== 'say' && cue.kind !== 'tell' && /^(?:and|who|which|as|when|after|because|where)$/.test(next.word))
    return true;
  const cues = findCues(tokens, comma + 1, Math.min(end, comma + 10));
  return cues.some(
    (other) =>
      other.kind === 'say' &&
      other.form !== 'base' &&
      (/^(?:and)$/.test(next.word) || endsHere(tokens, other.last, end)),
  );
}

function sharesSubject(tokens: Token[], at: number, end: number, cue: Cue): boolean {
  const other = findCues(tokens, at, Math.min(end, at + 4))[0];
  return other !== undefined && other.first === at && other.form === cue.form && other.kind !== 'noun';
}

const WEEKDAY = /^(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|today|yesterday)$/;
const ADVERBIAL =
  /^(?:in|on|at|during|after|to|via|by|from|through|late|early|earlier|last|this|of|when|before|while|as|with|about|over|under|afterward|recently|again|repeatedly|publicly)$/;
const OBJECT_PRONOUN = /^(?:me|him|her|us|them|you)$/;
/** A clause most likely begins at these. */
const CLAUSE = /^(?:that|he|she|they|it|we|i|there|how|what|why|whether|if|to|about|not)$/;
