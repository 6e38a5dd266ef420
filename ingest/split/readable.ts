import type { Attribution, Span } from '../../src/claim.ts';

/**
 * The span of a paraphrase as a claim that can be read by itself. A clause is one as it stands ("that the port is full");
 * "the plan as a gift to the banks" is read with the words that report it, and with who reports it where that stands beside
 * them: "She described the plan as a gift to the banks". Undefined where the report only names what somebody spoke of
 * ("She mentioned the flood of 1953"), which claims nothing.
 */
export function toReadable(text: string, piece: Span, { source, cue }: Attribution): Span | undefined {
  const spoken = cue.findLast(({ end }) => end <= piece.start);
  if (!spoken || text[spoken.end - 1] === ',' || !BESIDE.test(text.slice(spoken.end, piece.start))) return piece;
  const words = text.slice(piece.start, Math.min(piece.end, piece.start + LOOKED_AT));
  if (CLAUSE.test(words) || isClause(words)) return piece;
  if (SAYS.test(text.slice(spoken.start, spoken.end)) && !NO_CLAUSE.test(words)) return piece;
  if (TIME.test(words) || (NAMES_ONLY.test(text.slice(spoken.start, spoken.end)) && !SAYS_OF_IT.test(words)))
    return undefined;
  return { start: startOfReport(text, spoken, source), end: piece.end };
}

/** In characters: what is looked at of a piece and between source and cue, so that text without an end costs no more. */
const LOOKED_AT = 300;
const REACH = 60;

/** Nothing but white space, emphasis and an opening mark. */
const BESIDE = /^[\s*_“"‘'«]*$/u;
const CLAUSE = /^(?:that|whether|if|how|why|what|who|when|where)\b/i;
/** Only a clause can be said without a mark or a "that". */
const SAYS = /\b(?:says?|said|saying)$/i;
const NO_CLAUSE = /^(?:the same|nothing|something|anything|everything|little|much|more|less|as much|enough|an? \w+)\b/i;
/** A clause of its own begins here: a verb behind it says nothing of what stands before. */
const SUBORDINATE = /\b(?:that|which|who|whose|whom|where|when|because|while|as|if|than|what|how|why|to|of having)\b/i;
const FINITE =
  /\S\s+["“‘«]?(?:\w+ly\s+)?(?:is|are|was|were|has|have|had|will|would|can|cannot|could|may|might|must|should|shall|do|does|did|\w+n[’']t)\b/i;

/** Whether a finite verb stands before any subordinate clause, as in "the port is full" and not in "a port that is full". */
function isClause(words: string): boolean {
  const end = SUBORDINATE.exec(words)?.index ?? words.length;
  return FINITE.test(words.slice(0, end));
}

/** When it was said, and not what. */
const TIME =
  /^(?:(?:in|on|at|since|by|until|during|early|late)\s+)*(?:(?:the\s+)?(?:end|beginning)\s+of\s+)?(?:\d{1,2}\s+)?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?(?:\d{1,2},\s+)?\d{4}\b/i;

/** Verbs whose object is what somebody speaks of, shows or lists, and not what he says of it. */
const NAMES_ONLY =
  /\b(?:mention|cit|quot|recall|discuss|address|list|outlin|detail|present|introduc|publish|releas|unveil|describ|depict|nam|read out|refer\w* to|speak\w* (?:of|about)|spoke (?:of|about)|talk\w* about|ask\w* about|comment\w* on|respond\w* to|repl\w+ to|turn\w* to|review|examin|stud|disclos)(?:e?s|e?d|ied|ies|ing|e|y|t)?$/i;
/** What says something of the thing that is named. */
const SAYS_OF_IT =
  /\b(?:as|to (?!(?:the|an?|his|her|its|their|this|that|these|those)\b)\p{Ll}+|(?:that|which|who|where)\s+(?:\S+\s+){0,8}?(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|\p{Ll}+s|\p{Ll}+ed))\b/u;

/** Where the reporting words begin, or their subject, where only adverbs and auxiliaries stand between. */
function startOfReport(text: string, cue: Span, sources: Span[]): number {
  const source = sources.findLast(({ end }) => end <= cue.start);
  if (!source || cue.start - source.end > REACH) return cue.start;
  if (RELATIVE.test(text.slice(source.start, source.end))) return cue.start;
  const between = text.slice(source.end, cue.start);
  return BETWEEN.test(between.replace(INTERRUPTION, ' ')) ? source.start : cue.start;
}

/** "The paper, it wrote, called the plan a trap." */
const INTERRUPTION = /^,[^,.;]+,/;
const RELATIVE = /^(?:who|which|that|whose)\b/i;
const BETWEEN =
  /^[\s*_]*(?:(?:\p{Ll}+ly|also|then|even|once|again|had|has|have|is|was|were|are|been|not|never|therefore|nevertheless|in turn|thus|already|still|later|first)\s+)*$/u;

/**
 * Whether the words of a report are a verb by which somebody states, judges, demands or promises something: what the sentence
 * then tells is his, and not its writer's.
 */
export function isStatement(text: string, { cue }: Attribution): boolean {
  return cue.some(({ start, end }) => STATES.test(text.slice(start, end)));
}

const STATES =
  /\b(?:say|said|tell|told|call|describ|characteri[sz]|labell?|brand|dubb?|portray|depict|regard|consider|deem|declar|accus|blam|charg|credit|critici[sz]|condemn|denounc|prais|welcom|applaud|hail|reject|oppos|support|back|endors|defend|dismiss|deplor|demand|urg|ask|request|order|invit|slamm?|blast|attack|decr|derid|ridicul|mock|lambast|rebuk|assail|brush|(?:dis)?agre|rul\w* out|advis|recommend|propos|suggest|warn|want|expect|predict|promis|pledg|vow|offer|announc|stress|emphasi[sz]|insist|stat|admit|acknowledg|attribut|explain|argu|claim|alleg|not)(?:e?s|e?d|ied|ing|e)?\b/i;
