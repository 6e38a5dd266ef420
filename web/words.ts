import type {
  Bloc,
  Capacity,
  Claim,
  Manner,
  Polarity,
  Quality,
  SourceKind,
  SpeakerKind,
  Stance,
} from '../src/claim.ts';
import type { Link, Row } from '../src/contract.ts';

/** Below this probability a claim is shown as uncertain: more wrong than right by the extractor's own reckoning. */
export const UNCERTAIN_BELOW = 0.5;

/** How the pages call the blocs. */
export const BLOC_NAMES: Record<Bloc, string> = {
  us: 'United States',
  china: 'China',
  europe: 'Europe',
  other: 'Other',
};

/** In what capacity somebody speaks, as the pages say it. */
export const CAPACITY_NAMES: Record<Capacity, string> = {
  government: 'for a state',
  'international-body': 'for an international body',
  company: 'for a company',
  press: 'for the press',
  academia: 'in academia',
  'civil-society': 'for civil society',
  person: 'for themselves',
};

/** How the pages call the manners where one word must do. */
export const MANNER_NAMES: Record<Manner, string> = {
  direct: 'quoted',
  indirect: 'paraphrased',
  own: 'own voice',
};

/** What the pages say of words that their speaker does not assert; nothing of those that he does. */
export const POLARITY_NAMES: Record<Polarity, string> = {
  asserted: '',
  denied: 'denies this',
  unsaid: 'does not say this',
};

/** What the pages say of texts whose words may not be the original's; nothing of the others. */
export const QUALITY_NAMES: Record<Quality, string> = {
  intact: '',
  ocr: 'recognised in pictures (OCR)',
  damaged: 'damaged text',
};

/** How the pages call the stances. */
export const STANCE_NAMES: Record<Stance, string> = {
  supports: 'supports',
  opposes: 'opposes',
  neutral: 'no clear stance',
};

/** What the pages call the relation of the sides in a row of a comparison. */
export const RELATION_NAMES: Record<Row['relation'], string> = {
  contradict: 'contradiction',
  differ: 'difference',
  agree: 'agreement',
  'both-speak': 'several sides speak',
  'one-side': 'one side alone speaks',
};

/** What the later of two claims does to the earlier. */
export const LINK_NAMES: Record<Link['kind'], string> = {
  contradict: 'contradicts',
  differ: 'differs from',
  agree: 'agrees with',
  answers: 'answers',
};

/** What the pages call the kinds of speakers. */
export const SPEAKER_KIND_NAMES: Record<SpeakerKind, string> = {
  person: 'person',
  organisation: 'organisation',
  state: 'state',
  unnamed: 'not named in the text',
};

/** What the pages call the kinds of sources. */
export const SOURCE_KIND_NAMES: Record<SourceKind, string> = {
  government: 'state body',
  'international-body': 'international body',
  press: 'press',
  company: 'company',
  academia: 'place of research',
  'civil-society': 'civil society',
  person: 'person',
  encyclopedia: 'encyclopedia',
};

/** The way a claim reached its document, in words, after what the speaker does with it if he does not assert it: "quoted by The Register", "paraphrased in a digest of ...". */
export function mannerWords(claim: Pick<Claim, 'manner' | 'chain' | 'digestOf' | 'speaker' | 'polarity'>): string {
  const said = POLARITY_NAMES[claim.polarity];
  return said === '' ? reportWords(claim) : `${said}, ${reportWords(claim)}`;
}

function reportWords(claim: Pick<Claim, 'manner' | 'chain' | 'digestOf' | 'speaker'>): string {
  const verb = claim.manner === 'own' ? 'retold' : MANNER_NAMES[claim.manner];
  if (claim.digestOf !== null) return `${verb} in a digest of ${digestWords(claim)}`;
  if (claim.manner === 'own') return claim.speaker.kind === 'person' ? 'in their own voice' : 'in its own voice';
  const reporters = claim.chain.slice(0, -1).map((hop) => plain(hop.name));
  const [nearest, ...others] = reporters.reverse();
  if (nearest === undefined) return `${verb} in the document`;
  return [`${verb} by ${nearest}`, ...others.map((name) => `as reported by ${name}`)].join(', ');
}

/** What a digest retells: its title between quotation marks with who published it, or the publisher alone. */
export function digestWords({ digestOf, chain }: Pick<Claim, 'digestOf' | 'chain'>): string {
  const title = plain(digestOf ?? '');
  if (title.startsWith('[') || chain.some(({ name }) => name === digestOf)) return title;
  const publisher = chain.slice(1, -1).find(({ name }) => !title.includes(name));
  return `“${title}”${publisher ? ` (${plain(publisher.name)})` : ''}`;
}

/** What of a claim's rank its words explain, and what its meaning: "by words 75%, by meaning 25%". */
export function whyWords({ words, meaning }: { words: number; meaning: number }): string {
  if (meaning < 0.005) return 'by words';
  if (words < 0.005) return 'by meaning';
  return `by words ${percent(words)}, by meaning ${percent(meaning)}`;
}

/** True if the claim's words may be set between quotation marks: a direct quotation in undamaged text. */
export function isQuotation(claim: Pick<Claim, 'manner' | 'quality'>): boolean {
  return claim.manner === 'direct' && claim.quality === 'intact';
}

/** A date of reduced precision in words, `5 August 2020`; as it stands if it is not such a date. */
export function dateWords(date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || (month !== undefined && name === undefined)) return date;
  return [day && String(Number(day)), name, year].filter(Boolean).join(' ');
}

/** A number of things, `1 claim`, `1,204 claims`. */
export function countOf(number: number, one: string, several = `${one}s`): string {
  return `${figures(number)} ${number === 1 ? one : several}`;
}

/** A whole number with its thousands separated, `1,204`. */
export function figures(number: number): string {
  return number.toLocaleString('en-GB');
}

/** A probability as a percentage, `87%`. */
export function percent(probability: number): string {
  return `${Math.round(probability * 100)}%`;
}

/** The English name of an ISO 3166-1 alpha-2 code; the code itself where there is none. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRIES.of(code) ?? code) : code;
}

/** The beginning of a text, at most `length` code points and cut between words where the text has spaces. */
export function shorten(text: string, length: number): string {
  const points = [...text.replace(/\s+/g, ' ').trim()];
  if (points.length <= length) return points.join('');
  const cut = points.slice(0, length).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

/** The text without the characters that reorder what stands beside it; for attributes and titles, which cannot isolate. */
export function plain(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
