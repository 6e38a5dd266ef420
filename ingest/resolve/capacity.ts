import type { Capacity, SpeakerKind } from '../../src/claim.ts';
import { keysOf } from './trail.ts';
import { GOVERNMENT } from './vocabulary.ts';

/**
 * In what capacity somebody speaks whom only the text describes: a spokesperson or the holder of an office for the body, an
 * expert for nobody but himself; undefined where the words do not tell. `words` are the title or the mention, `body` the
 * capacity of whom they belong to, `placed` says that a country is known.
 */
export function capacityOfTitle(
  words: string,
  { body, placed }: { body: Capacity | undefined; placed: boolean },
): Capacity | undefined {
  const keys = keysOf(words).map(singular);
  const has = (list: ReadonlySet<string>) => keys.some((key) => list.has(key));
  if (has(UNKNOWN)) return undefined;
  if (has(FORMER)) return 'person';
  if (has(JOURNALISTS)) return 'press';
  if (has(SCHOLARS)) return 'academia';
  if (has(EXPERTS)) return body === 'academia' ? body : 'person';
  if (has(ACTIVISTS)) return 'civil-society';
  if (has(OFFICES_OF_STATE)) return body === 'international-body' ? body : 'government';
  // "An official of the ministry": the body may be told by its kind alone.
  const group = keys.map((key) => GROUPS.get(key)).findLast((capacity) => capacity !== undefined);
  if (has(OFFICES)) return body ?? (placed && has(SPEAK_FOR_STATES) ? 'government' : (ofBusiness(keys) ?? group));
  if (group) return group;
  return has(PRIVATE) ? 'person' : undefined;
}

/** What a body is by the words of its name; undefined where they do not tell. */
export function capacityOfName(name: string): Capacity | undefined {
  const keys = keysOf(name);
  return NAMES.find(([words]) => keys.some((key) => words.has(key)))?.[1];
}

/** Capacity of a new speaker from what the text says; `body` as for {@link capacityOfTitle}. */
export function capacityOf(
  speaker: { kind: SpeakerKind; name: string; role?: string | undefined },
  place: { body: Capacity | undefined; placed: boolean },
): Capacity | undefined {
  const { kind, name, role } = speaker;
  if (kind === 'state') return 'government';
  if (kind === 'organisation') return capacityOfName(name) ?? place.body;
  if (kind === 'unnamed') return capacityOfTitle(name, place);
  return role === undefined ? place.body : (capacityOfTitle(role, place) ?? place.body);
}

function singular(key: string): string {
  return (
    IRREGULAR.get(key) ??
    key
      .replace(/ies$/, 'y')
      .replace(/(?<=[^s])s$/, '')
      .replace(/women$/, 'woman')
      .replace(/men$/, 'man')
  );
}

const IRREGULAR = new Map([
  ['people', 'person'],
  ['media', 'medium'],
  ['news', 'news'],
]);

function ofBusiness(keys: string[]): Capacity | undefined {
  return keys.some((key) => BUSINESS.has(key)) ? 'company' : undefined;
}

const UNKNOWN = list('unknown');
const FORMER = list('former ex retired onetime');
const JOURNALISTS = list('journalist reporter editor columnist correspondent commentator presenter anchor blogger');
const SCHOLARS = list(
  'professor scholar academic lecturer researcher postdoctoral scientist historian philosopher dean student',
);
const EXPERTS = list('analyst expert economist fellow consultant strategist engineer author writer lawyer pollster');
const ACTIVISTS = list('activist campaigner advocate unionist volunteer');
const OFFICES_OF_STATE = list(`
  minister chancellor premier ambassador senator governor mayor lawmaker legislator parliamentarian mp mep congressman
  congresswoman congressperson diplomat envoy judge justice admiral colonel commander soldier king queen undersecretary
  prosecutor regulator negotiator commissioner politician inspector police taoiseach sheriff whip delegate`);
const OFFICES = list(`
  president secretary official chief ceo cto cfo coo cio cso executive director head founder cofounder owner spokesman
  spokeswoman spokesperson chairman chairwoman chairperson chair officer manager boss counsel treasurer adviser advisor
  aide deputy attorney general representative leader coordinator vice-president speaker member`);
/** Of these a country alone says that they speak for its state. */
const SPEAK_FOR_STATES = list(
  'president secretary official spokesman spokeswoman spokesperson general leader aide adviser advisor',
);
const BUSINESS = list('owner ceo cto cfo coo cio cso executive');
const PRIVATE = list(`
  resident voter citizen user customer friend rival supporter critic observer witness employee worker staffer insider man
  woman person patient parent neighbour neighbor farmer passenger tourist investor entrepreneur billionaire veteran`);

const GROUPS = new Map<string, Capacity>([
  ...every('government country nation state authority regulator ministry agency administration', 'government'),
  ...every('company firm carrier operator vendor supplier manufacturer business bank maker', 'company'),
  ...every('outlet newspaper medium broadcaster magazine station', 'press'),
  ...every('organisation organization charity ngo union party campaign', 'civil-society'),
  ...every('university think institute', 'academia'),
]);

/** In order: a "Bank of X Foundation" is a foundation. */
const NAMES: [ReadonlySet<string>, Capacity][] = [
  [list('university college school academy faculty institute institution laboratory lab observatory'), 'academia'],
  [
    list('foundation association federation society charity league movement caucus watch union party campaign'),
    'civil-society',
  ],
  [
    list(
      'times post journal daily herald press gazette chronicle tribune telegraph magazine news tv radio broadcasting',
    ),
    'press',
  ],
  [
    list(`ministry ministries department court parliament senate congress embassy authority administration bureau army
      navy police secretariat assembly commission council chancellery treasury customs inspectorate prefecture`),
    'government',
  ],
  [GOVERNMENT, 'government'],
  [
    list(`corp corporation inc ltd limited company co plc gmbh ag sa llc group bank telecom telecommunications mobile
      technologies technology systems communications holdings partners capital ventures industries electronics
      semiconductor software airlines motors energy wireless broadband cable satellite networks services`),
    'company',
  ],
];

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

function every(words: string, capacity: Capacity): [string, Capacity][] {
  return words.split(' ').map((word) => [word, capacity]);
}
