import type { Parts } from './parts.ts';
import { findPlaces } from './places.ts';
import type { Range } from './runs.ts';
import { isClose, type Token } from './tokens.ts';

/**
 * Whether a country or body is what somebody deals with rather than what he belongs to: "an expert on Chinese law", "a China
 * analyst", "who studies American policy", "critical of Huawei", "relations with China". `range` is in tokens of `parts`.
 */
export function isMatter({ tokens }: Parts, range: Range): boolean {
  const first = chainStart(tokens, range.from);
  return isObjectOf(tokens, first) || isStudied(tokens, first) || qualifiesExpert(tokens, range);
}

/** Where "US-China" begins. */
function chainStart(tokens: Token[], from: number): number {
  let first = from;
  while (first > 0 && /^[-‐‑–/]$/.test(tokens[first]!.gap)) first--;
  return first;
}

/** "on China", "a critic of Huawei", "wary of Beijing", "relations with the EU". */
function isObjectOf(tokens: Token[], from: number): boolean {
  const at = tokens[from - 1]?.key === 'the' ? from - 2 : from - 1;
  const [word, before] = [tokens[at]?.key ?? '', tokens[at - 1]?.key ?? ''];
  if (/^(?:on|about|against|towards?|regarding|concerning)$/.test(word)) return !MEMBERS.test(before);
  if (word === 'of') return STUDENTS.test(before) || WARY.test(before);
  if (word === 'for') return PORTFOLIO.test(before);
  if (word === 'to') return OPPOSED.test(before);
  if (word === 'in') return EXPERTS.test(before);
  return word === 'with' && DEALINGS.test(before);
}

/** "who sits on the Foreign Affairs Committee", "a director on the National Security Council". */
const MEMBERS = /^(?:sits?|sat|serv(?:es|ed|ing)|members?|seat|place|director|officer|officials?|aides?|staffers?)$/;
const EXPERTS = /^(?:experts?|specialists?|expertise|authority|speciali[sz](?:es|ed|ing)|interested|interest)$/;
const STUDENTS =
  /^(?:experts?|specialists?|scholars?|students?|historians?|critics?|observers?|watchers?|analysts?|authors?|opponents?|enem(?:y|ies)|foes?|supporters?|admirers?|friends?|defenders?|victims?|stud(?:y|ies)|history|analysis|professors?|knowledge)$/;
const WARY =
  /^(?:critical|wary|suspicious|sceptical|skeptical|distrustful|fearful|afraid|supportive|proud|weary|tired|aware|independent|ahead)$/;
const PORTFOLIO = /^(?:ministers?|secretary|envoys?|director|commissioner|representative|officer|coordinator)$/;
const OPPOSED = /^(?:opposed|hostile|sympathetic|friendly|opposition|alternatives?|threats?|response)$/;
const DEALINGS =
  /^(?:relations?|relationships?|trade|talks|ties|dealings?|dialogue|competition|rivalry|negotiations?|cooperation|business|contacts?|friendship|decoupling|war)$/;

/** "who studies Chinese technology policy at ...": what stands behind such a verb, up to where he does it. */
function isStudied(tokens: Token[], from: number): boolean {
  for (let i = from - 1; i >= Math.max(0, from - STUDY_REACH); i--) {
    const { key, gap } = tokens[i + 1]!;
    if (/[,;:(]/.test(gap) || (i + 1 < from && /^(?:at|for|from|with|by|near)$/.test(key))) return false;
    if (STUDIES.test(tokens[i]!.key) && isVerb(tokens, i)) return true;
  }
  return false;
}

/** In words. */
const STUDY_REACH = 8;
const STUDIES =
  /^(?:stud(?:y|ies|ied|ying)|cover(?:s|ed|ing)?|follow(?:s|ed|ing)?|track(?:s|ed|ing)?|research(?:es|ed|ing)?|monitor(?:s|ed|ing)?|watch(?:es|ed|ing)?|analy[sz](?:es|ed|ing)|investigat(?:es|ed|ing)|teach(?:es|ing)?|taught|criticis(?:es|ed|ing)|criticiz(?:es|ed|ing)|oppos(?:es|ed|ing)|negotiat(?:es|ed|ing)|visit(?:s|ed|ing)?|sanction(?:ed|s)?)$/;

/** "who studies", "who has long studied", "covering": not "a cover". */
function isVerb(tokens: Token[], at: number): boolean {
  const isParticiple = /ing$/.test(tokens[at]!.key);
  if (isParticiple) return true;
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) if (/^(?:who|that|and)$/.test(tokens[i]!.key)) return true;
  return false;
}

/** "a China analyst", "its Russia desk": the bare name of a country before such a word; a Chinese analyst is Chinese. */
function qualifiesExpert(tokens: Token[], range: Range): boolean {
  let { to } = range;
  while (tokens[to] && /^[-‐‑–/]$/.test(tokens[to]!.gap) && tokens[to]!.capital) to++;
  const next = tokens[to];
  if (!next || tokens[to - 1]!.possessive || !isClose(next, tokens[to - 1])) return false;
  const places = findPlaces(tokens.slice(range.from, range.to));
  // "A US analyst", "a Hong Kong researcher": letters and names of two words serve as adjectives.
  const isAdjective = tokens[range.from]!.capitals || range.to - range.from > 1;
  if (isAdjective || !places.some(({ form }) => form === 'country')) return false;
  const field = tokens.slice(to, to + 3).findIndex(({ key }) => FIELDS.test(key));
  return field >= 0 && tokens.slice(to + 1, to + field + 1).every((token, i) => isClose(token, tokens[to + i]));
}

const FIELDS =
  /^(?:experts?|specialists?|analysts?|watchers?|observers?|hawks?|doves?|hands?|scholars?|researchers?|historians?|strategists?|economists?|correspondents?|editors?|critics?|sceptics?|skeptics?|lobbyists?|advis[eo]rs?|desk|stud(?:y|ies)|programmes?|programs?|project|initiative|polic(?:y|ies)|relations|strategy|team|unit|task|committee|caucus)$/;
