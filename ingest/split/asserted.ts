import type { Attribution, Span } from '../../src/claim.ts';
import { isStatement } from './readable.ts';

/**
 * Whether a paraphrase tells what somebody asserts. Some kinds of report do not: of a question ("asked whether the plan was
 * legal"), of a name ("what the ministry calls security is ..."), and one that is only compared ("as safe as the firm says",
 * "worse than it admits").
 */
export function isAsserted(text: string, piece: Span, attribution: Attribution): boolean {
  const { source, cue } = attribution;
  const spoken = cue.at(-1);
  if (!spoken) return true;
  const subject = source.findLast(({ end }) => end <= spoken.start);
  if (ANONYMOUS.test(text.slice(piece.start, piece.end))) return false;
  if (SILENT.test(text.slice(spoken.start, spoken.end + REACH))) return false;
  if (isAsked(text, piece, cue) || isCondition(text, piece, attribution)) return false;
  if (isOccasion(text, piece, subject)) return false;
  if (!subject) return true;
  const before = text.slice(Math.max(0, subject.start - REACH), subject.start);
  if (NAMES.test(text.slice(spoken.start, spoken.end)) && WHAT.test(before))
    return /["“„«「]/.test(text.slice(piece.start, piece.end));
  return piece.start > subject.start || !COMPARES.test(before);
}

/** "A diplomat asked not to be named": how he was heard, and not what he said. */
const ANONYMOUS =
  /^(?:that (?:he|she|they) )?(?:not (?:to )?be (?:named|identified|quoted)|to (?:remain|stay|speak) (?:anonymous|unnamed|anonymously)|anonymity|on condition of anonymity)\b/i;

/** "The firm declined to comment on it": nothing is said. */
const SILENT =
  /^(?:\w+ ){0,3}(?:declin|refus)\w*,?(?: to)? (?:(?:further|any|immediate|public) )?(?:comment|elaborat|respond|answer|be interviewed|be drawn|give (?:any )?(?:details|a comment)|discuss)/i;

/** In characters: room for the words that the patterns look for. */
const REACH = 80;

function isAsked(text: string, piece: Span, cue: Span[]): boolean {
  const last = cue.findLast(({ start }) => start < piece.end);
  if (last === undefined || !cue.some(({ start, end }) => ASKS.test(text.slice(start, end)))) return false;
  // "Asked by the paper whether it was safe"; a list of what is asked is laid down.
  const isBeside = piece.start >= last.end && /^[^:\n]*$/.test(text.slice(last.end, piece.start));
  return [last.end, ...(isBeside ? [piece.start] : [])].some((at) =>
    QUESTION.test(text.slice(at, Math.min(piece.end, at + REACH)).trimStart()),
  );
}

/** "It would not be allowed if a state joined": when something is so, and not what anybody says of it. */
function isCondition(text: string, piece: Span, attribution: Attribution): boolean {
  if (!/^if\b/i.test(text.slice(piece.start, piece.start + 3))) return false;
  const verbs = attribution.cue.map(({ start, end }) => ({
    start: start + text.slice(start, end).lastIndexOf(' ') + 1,
    end,
  }));
  return !isStatement(text, { ...attribution, cue: verbs });
}

/** "When the plan came out, diplomats shrugged": before who acts stands only when it was. */
function isOccasion(text: string, piece: Span, subject: Span | undefined): boolean {
  if (!subject || subject.start <= piece.start) return false;
  const words = text.slice(piece.start, Math.min(piece.end, subject.start, piece.start + LONGEST_OCCASION));
  return OCCASION.test(words.replace(/,\s*$/, ''));
}

const OCCASION = /^(?:when|while|after|before|since)\s[^,;:]*$/i;
/** In characters: some fifty words. */
const LONGEST_OCCASION = 300;

const ASKS =
  /\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed|ing)?|[ei]nquir(?:e|es|ed|ing)|quer(?:y|ies|ied|ying))\b/i;
const QUESTION = /^(?:whether|if|why|how|who|whom|whose|what|when|where|which)\b/i;

const NAMES =
  /^(?:\w+ly )?(?:call|describ|term|dub|label|brand|styl|regard|consider|refer|characteri[sz]|portray)(?:e?s|e?d|red|led|ing)?\b/i;
const WHAT = /\bwhat\s+$/i;

/** "As safe as", "worse than". */
const COMPARES = /\b(?:(?:as|so)\s+(?:[\p{L}-]+\s+){1,5}?as|than)\s+$/iu;
