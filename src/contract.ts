import { z } from 'zod';
import {
  BLOCK_KINDS,
  BLOCS,
  CAPACITIES,
  CORRECTABLE,
  MANNERS,
  POLARITIES,
  QUALITIES,
  SPEAKER_KINDS,
  STANCES,
} from './claim.ts';
import { HistoryEntry, LabelSet } from './corrections/contract.ts';
import { DocumentCorrection } from './documents/contract.ts';

/**
 * The requests that the command line, the HTTP interface and the pages accept, and the shapes in which they answer.
 * Everything that documents the interface is derived from here.
 */

/** A value that may be given once or several times; several mean "any of these". */
const anyOf = <T extends z.ZodType>(value: T) =>
  z.preprocess(
    (given) => (given === undefined || given === '' ? [] : [given].flat().filter((one) => one !== '')),
    z.array(value),
  );

const day = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'expected a date such as 2020, 2020-08 or 2020-08-05')
  .optional();
const optionalDay = z.preprocess((given) => (given === '' ? undefined : given), day);
const text = z.preprocess((given) => ([given].flat()[0] ?? '') as unknown, z.string().max(100_000));
const count = (max: number, otherwise: number) =>
  z.preprocess(
    (given) => (given === '' || given === undefined ? otherwise : given),
    z.coerce.number().int().min(0).max(max),
  );

/** Conditions on claims; an empty list sets none. Dates bound the document's date, both ends included. */
export const Filter = z.object({
  topic: anyOf(z.string()),
  /** Of anybody who makes the claim. */
  bloc: anyOf(z.enum(BLOCS)),
  capacity: anyOf(z.enum(CAPACITIES)),
  /** Identifiers or names; of a speaker without a name, the words in the text (`a person familiar with the matter`). */
  speaker: anyOf(z.string()),
  /** Names of documents. */
  document: anyOf(z.string()),
  manner: anyOf(z.enum(MANNERS)),
  polarity: anyOf(z.enum(POLARITIES)),
  stance: anyOf(z.enum(STANCES)),
  from: optionalDay,
  to: optionalDay,
});
export type Filter = z.infer<typeof Filter>;

/** In what order claims that are found come; without words, `relevance` is `newest`. */
export const SORTS = ['relevance', 'newest', 'oldest'] as const;
export type Sort = (typeof SORTS)[number];

export const SearchRequest = Filter.extend({
  query: text,
  sort: z.preprocess((given) => given || undefined, z.enum(SORTS).default('relevance')),
  limit: count(1000, 20),
  offset: count(1_000_000, 0),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

const flag = z.preprocess(
  (given) => given === true || given === '' || given === '1' || given === 'true' || given === 'on',
  z.boolean(),
);

/** Claims that a column of a comparison shows at most. */
export const MOST_SHOWN = 200;

export const CompareRequest = z.object({
  /** Identifier of a topic, or any words; may be empty where speakers are compared. */
  topic: text,
  /** Identifiers or names of two to four speakers, to be compared in place of the blocs. */
  speaker: anyOf(z.string()),
  /** Show a fourth column for speakers of no listed bloc. */
  other: flag,
  /** Claims that a column shows, and makes points of, at most; the counts are of all. */
  limit: count(MOST_SHOWN, 50),
  from: optionalDay,
  to: optionalDay,
  /** Blocs from left to right, `europe,china,us`; those not named follow in alphabetical order of their names. */
  order: text,
});
export type CompareRequest = z.infer<typeof CompareRequest>;

export const VerifyRequest = z.object({
  quotation: text,
  speaker: z.preprocess(
    (given) => (typeof given === 'string' && given.trim() === '' ? undefined : given),
    z.string().optional(),
  ),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

/** How the text says who somebody is, and what decided: see `Resolution` in claim.ts. */
export const Resolution = z.object({
  mention: z.string().nullable(),
  rule: z.string(),
  confidence: z.number(),
  decidedBy: z
    .object({
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      sentences: z.number().int().nullable(),
    })
    .nullable(),
});

export const Hop = z.object({
  id: z.string(),
  name: z.string(),
  cue: z.string().nullable(),
  manner: z.enum(MANNERS),
  polarity: z.enum(POLARITIES),
  hedge: z.string().nullable(),
  resolution: Resolution.nullable(),
});

/** A claim, the same object everywhere: see `Claim` in claim.ts. */
export const Claim = z.object({
  id: z.string(),
  document: z.string(),
  version: z.string(),
  text: z.string(),
  around: z.object({ before: z.string(), after: z.string() }),
  start: z.number().int(),
  end: z.number().int(),
  page: z.number().int().nullable(),
  speaker: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(SPEAKER_KINDS),
    country: z.string().nullable(),
  }),
  bloc: z.enum(BLOCS),
  capacity: z.enum(CAPACITIES).nullable(),
  jointly: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(SPEAKER_KINDS),
      country: z.string().nullable(),
      bloc: z.enum(BLOCS),
      capacity: z.enum(CAPACITIES).nullable(),
      resolution: Resolution,
    }),
  ),
  manner: z.enum(MANNERS),
  polarity: z.enum(POLARITIES),
  hedge: z.string().nullable(),
  cue: z.string().nullable(),
  chain: z.array(Hop),
  stance: z.enum(STANCES),
  topics: z.array(z.string()),
  confidence: z.number(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  digestOf: z.string().nullable(),
  quality: z.enum(QUALITIES),
  corrected: z.array(z.enum(CORRECTABLE)),
});

export const ScoredClaim = Claim.extend({ score: z.number() });
export type ScoredClaim = z.infer<typeof ScoredClaim>;

/** A claim that was found, and why. */
export const FoundClaim = ScoredClaim.extend({
  why: z.object({
    /** Shares of the score, together 1: that of the same words, and that of a like meaning. */
    words: z.number(),
    meaning: z.number(),
    /** The words of the query in the claim's own `text`: offsets into it, half-open, in UTF-16 code units. */
    marks: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  }),
});
export type FoundClaim = z.infer<typeof FoundClaim>;

const FacetValue = z.object({ value: z.string(), name: z.string(), count: z.number().int() });
/**
 * How many of the found claims carry each label, most frequent first; a joint claim counts for each who makes it. Several values of one filter mean "any of these", so
 * that a value is counted as if no other of its own filter were chosen, and all other filters hold. Of speakers and documents
 * the 200 most frequent, and all that are chosen. `date` has years (`2020`), newest first, each before its months (`2020-08`).
 */
export const Facets = z.object({
  topic: z.array(FacetValue),
  bloc: z.array(FacetValue),
  capacity: z.array(FacetValue),
  speaker: z.array(FacetValue),
  document: z.array(FacetValue),
  manner: z.array(FacetValue),
  polarity: z.array(FacetValue),
  stance: z.array(FacetValue),
  date: z.array(FacetValue),
});
export type Facets = z.infer<typeof Facets>;

/** An operator of the query as it was understood, with its place there: `text` is how the query language writes it. */
export const Operator = z.object({
  kind: z.enum(['phrase', 'without', 'field']),
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** The query without it. */
  without: z.string(),
});
export type Operator = z.infer<typeof Operator>;

/** What a person should know of how the query was read or answered; `code` never changes. */
export const SearchNote = z.object({
  code: z.enum(['spelling', 'similar', 'date', 'value', 'pasted', 'phrase', 'meaning', 'frequent', 'period']),
  message: z.string(),
});
export type SearchNote = z.infer<typeof SearchNote>;

export const SearchResponse = z.object({
  query: z.string(),
  /** What of the query was read as operators, in order. */
  operators: z.array(Operator),
  notes: z.array(SearchNote),
  /** Claims found in all, of which `claims` is one page. */
  total: z.number().int(),
  claims: z.array(FoundClaim),
  facets: Facets,
});
export type SearchResponse = z.infer<typeof SearchResponse>;

export const ColumnCounts = z.object({
  claims: z.number().int(),
  speakers: z.number().int(),
  /** Documents in which these claims stand. */
  documents: z.number().int(),
  /** Points that the claims shown make. */
  points: z.number().int(),
  /** Independent origins of the claims shown: repeats of one statement or source count once. */
  origins: z.number().int(),
  /** Documents that carry any claim of this side: where these claims were looked for. */
  searched: z.number().int(),
});
export const Column = z.object({
  /** Null where the column is a speaker's. */
  bloc: z.enum(BLOCS).nullable(),
  /** Null where the column is a bloc's. */
  speaker: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The claims that rank highest, at most the limit. */
  claims: z.array(ScoredClaim),
  counts: ColumnCounts,
  /** Says why the column is empty; null where it is not. */
  note: z.string().nullable(),
});
export type Column = z.infer<typeof Column>;

/** Claims of one side that say the same. */
export const Point = z.object({
  /** Identifiers of the claims; the first says it clearest. */
  claims: z.array(z.string()),
  speakers: z.number().int(),
  documents: z.number().int(),
  /** How many of the documents are independent of each other. */
  origins: z.number().int(),
});
export type Point = z.infer<typeof Point>;

export const LINK_KINDS = ['contradict', 'differ', 'agree', 'answers'] as const;
/** What two claims of different sides are to each other. Where their order is known, `from` is the later; an answer answers `to`. */
export const Link = z.object({
  kind: z.enum(LINK_KINDS),
  from: z.string(),
  to: z.string(),
  /** The evidence in plain words. */
  because: z.string(),
  /** Probability, 0 to 1, by the classifier that `npm run bench:compare` measures. */
  likelihood: z.number(),
});
export type Link = z.infer<typeof Link>;

export const ROW_RELATIONS = ['contradict', 'differ', 'agree', 'both-speak', 'one-side'] as const;
/** Points of the sides on one question. */
export const Row = z.object({
  /** Words that tell what the row is about; none where nothing recurs. */
  about: z.array(z.string()),
  /** The gravest link between sides; `both-speak` where there is no evidence of any, `one-side` where the others are silent. */
  relation: z.enum(ROW_RELATIONS),
  /** By side; a silent side has no cell. */
  cells: z.record(z.string(), z.array(Point)),
  silent: z.array(z.string()),
  links: z.array(Link),
});
export type Row = z.infer<typeof Row>;

/** Claims of a month, `2020-08`, or of a year where no month is known; stances towards the first target. */
export const TimelineCount = z.object({
  month: z.string(),
  claims: z.number().int(),
  supports: z.number().int(),
  opposes: z.number().int(),
});
export type TimelineCount = z.infer<typeof TimelineCount>;
export const Timeline = z.object({
  months: z.array(z.string()),
  /** Claims without a date, which no month has. */
  undated: z.number().int(),
  sides: z.record(z.string(), z.array(TimelineCount)),
  /** The speakers with most claims. */
  speakers: z.array(z.object({ id: z.string(), name: z.string(), months: z.array(TimelineCount) })),
});
export type Timeline = z.infer<typeof Timeline>;

export const CompareResponse = z.object({
  topic: z.string(),
  /** Name of the topic where `topic` is one of corpus/topics.yaml; null for words. */
  name: z.string().nullable(),
  /** Documents in the knowledge base. */
  documents: z.number().int(),
  /** Claims in all columns; one that stands in two columns counts once. */
  claims: z.number().int(),
  /** Sides from left to right: blocs, or identifiers of speakers. */
  order: z.array(z.string()),
  columns: z.record(z.string(), Column),
  /** Those with more sides first, then those with links, then those with more origins, then those whose best claim ranks higher. */
  rows: z.array(Row),
  timeline: Timeline,
});
export type CompareResponse = z.infer<typeof CompareResponse>;

/** How much each side says on a topic; sides that are silent have no entry. */
export const TopicSides = z.object({
  id: z.string(),
  name: z.string(),
  sides: z.partialRecord(z.enum(BLOCS), z.object({ claims: z.number().int(), documents: z.number().int() })),
});
export type TopicSides = z.infer<typeof TopicSides>;

/**
 * What a difference between a quotation and its source is. `hidden`: what an ellipsis stands for; `bracketed`: an editor's
 * words in square brackets, and those that they stand for. Both are marked in the quotation itself, and no alteration.
 */
export const DIFFERENCE_KINDS = [
  'negation',
  'number',
  'name',
  'hedge',
  'quantifier',
  'tense',
  'replaced',
  'dropped',
  'added',
  'order',
  'spelling',
  'punctuation',
  'hidden',
  'bracketed',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];
const Offsets = z.object({ start: z.number().int(), end: z.number().int() });
/** `expected` are the document's words, `found` those of the quotation; one is empty where words were dropped or added. */
export const Difference = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  /** It can reverse or forge what was said, however short it is: a negation, a number, a name, how sure somebody was. */
  serious: z.boolean(),
  expected: z.string(),
  found: z.string(),
  /** Where they stand: in the text of the version, and in the quotation. */
  expectedAt: Offsets,
  foundAt: Offsets,
});
export type Difference = z.infer<typeof Difference>;

/** A passage of a stored text, so that anyone can look it up again: the hash names the version, which never changes. */
export const Passage = z.object({
  document: z.string(),
  /** SHA-256 of the version's text, in hexadecimal. */
  version: z.string(),
  title: z.string().nullable(),
  date: z.string().nullable(),
  start: z.number().int(),
  end: z.number().int(),
});
export type Passage = z.infer<typeof Passage>;

const MatchSpeaker = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(SPEAKER_KINDS),
  country: z.string().nullable(),
});

export const Match = Passage.extend({
  digestOf: z.string().nullable(),
  quality: z.enum(QUALITIES),
  page: z.number().int().nullable(),
  /** The document's words from `start` to `end`. */
  text: z.string(),
  /** The document's words just before and just after them. */
  before: z.string(),
  after: z.string(),
  /** How the quotation stands to these words alone. */
  verdict: z.enum(['verbatim', 'trimmed', 'altered']),
  /** Who says them there; null where no claim covers the place. */
  speaker: MatchSpeaker.nullable(),
  /** The last who reports them on their way to the reader, e.g. the newspaper; null where the speaker speaks for itself. */
  reporter: z.string().nullable(),
  manner: z.enum(MANNERS).nullable(),
  /** Whether that speaker asserts the words there, denies them, or is said not to have said them. */
  polarity: z.enum(POLARITIES).nullable(),
  /** The claim that covers most of the place. */
  claim: z.string().nullable(),
  /** How this document's words differ from the quotation; empty where they are the same. */
  differences: z.array(Difference),
});
export type Match = z.infer<typeof Match>;

/** One way in which documents word the passage, those that have it, and how it differs from the first of the wordings. */
export const Wording = z.object({
  text: z.string(),
  carriers: z.array(Passage),
  /** `expected` are the words of the first wording, `found` those of this one, with offsets into their `text`. */
  differences: z.array(Difference),
});
export type Wording = z.infer<typeof Wording>;

/** A claim that says the same in other words. */
export const Paraphrase = z.object({
  claim: Claim,
  /** Cosine of the two meanings, 0 to 1. */
  likeness: z.number(),
});
export type Paraphrase = z.infer<typeof Paraphrase>;

export const VERDICTS = ['verbatim', 'trimmed', 'altered', 'paraphrase', 'not-found'] as const;
export type Verdict = (typeof VERDICTS)[number];
/**
 * `different-speaker`: another said it. `reported-by`: the words are those of who reports the speaker, or the speaker's
 * are put into the mouth of who reports him. `unattributed`: nothing says who said it, or only that he did not.
 */
export const ATTRIBUTIONS = ['confirmed', 'different-speaker', 'reported-by', 'unattributed'] as const;
/** What is known of one quotation. */
export const Check = z.object({
  quotation: z.string(),
  /** `paraphrase` is never a quotation: a claim says the same in other words. */
  verdict: z.enum(VERDICTS),
  /** Null where no speaker was named, or nothing was found. */
  attribution: z.enum(ATTRIBUTIONS).nullable(),
  /** Who says the words in the best place; null where nobody is known to, or none was found. */
  speaker: MatchSpeaker.nullable(),
  /** One sentence for a person: what was found, and what to mind. */
  summary: z.string(),
  /** The place with the earliest date of those that carry the words best; null where no date is known. */
  earliest: Passage.nullable(),
  /** All places that carry the quotation, best first. */
  matches: z.array(Match),
  /** The wordings in which intact documents carry it, that of the best place first. */
  wordings: z.array(Wording),
  /** Claims that say the same in other words, nearest first; only where no document holds the words. */
  paraphrases: z.array(Paraphrase),
});
export type Check = z.infer<typeof Check>;

/** A quotation that stands in a text between quotation marks, and what is known of it. */
export const QuotationCheck = z.object({
  /** Offsets into that text, without the marks. */
  start: z.number().int(),
  end: z.number().int(),
  page: z.number().int().nullable(),
  /** Who says it according to that text; null where it names nobody. */
  speaker: z.string().nullable(),
  /** The words that stand for the speaker there, e.g. `she`. */
  mention: z.string().nullable(),
  /** Whether that text says that the speaker says it, denies it, or does not say it. */
  polarity: z.enum(POLARITIES),
  check: Check,
});
export type QuotationCheck = z.infer<typeof QuotationCheck>;

export const VerifyResponse = Check.extend({
  /** The quotations inside the given text, each checked for itself, where no document holds the text as it is. */
  quotations: z.array(QuotationCheck),
});
export type VerifyResponse = z.infer<typeof VerifyResponse>;

export const DraftRequest = z.object({
  draft: z.preprocess((given) => [given].flat()[0] ?? '', z.string().max(1_000_000)),
});
export type DraftRequest = z.infer<typeof DraftRequest>;

/** A draft of which every quotation was checked. */
export const DraftResponse = z.object({
  title: z.string().nullable(),
  /** As it was read: the offsets of the quotations are into it. */
  text: z.string(),
  quotations: z.array(QuotationCheck),
  counts: z.record(z.enum(VERDICTS), z.number().int()),
  /** Quotations that another said, whose words are those of who reports them, or that the text wrongly says were not said. */
  misattributed: z.number().int(),
  /** Quotations with a serious difference from their source. */
  serious: z.number().int(),
});
export type DraftResponse = z.infer<typeof DraftResponse>;

/** What a reader of a document should know. `places`: offsets of words that were repaired, or look wrongly decoded. */
export const Warning = z.object({
  code: z.string(),
  message: z.string(),
  places: z.array(z.object({ at: z.number().int(), found: z.string(), repaired: z.string().optional() })).optional(),
});

export const DocumentSummary = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  modified: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string().nullable(),
  country: z.string().nullable(),
  kind: z.string().nullable(),
  licence: z.string().nullable(),
  digestOf: z
    .object({
      title: z.string().optional(),
      publisher: z.string().optional(),
      author: z.string().optional(),
      date: z.string().optional(),
      modified: z.string().optional(),
      address: z.string().optional(),
      kind: z.string().optional(),
      licence: z.string().optional(),
      country: z.string().optional(),
      language: z.string().optional(),
    })
    .nullable(),
  quality: z.enum(QUALITIES),
  /** Of text recognised in pictures: how sure that was, 0 to 1, on the average of all words. */
  recognition: z.number().nullable(),
  warnings: z.array(Warning),
  readAt: z.string(),
  claims: z.number().int(),
  characters: z.number().int(),
  pages: z.number().int().nullable(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** A part of the list of documents: those with a part of their name, title or publisher, all where `query` is empty. */
export const DocumentsRequest = z.object({
  query: z.preprocess((given) => ([given].flat()[0] ?? '') as unknown, z.string().max(1000)),
  offset: count(1_000_000, 0),
});
export type DocumentsRequest = z.infer<typeof DocumentsRequest>;

/** By name; `total` of all that the request asks for. */
export const DocumentsResponse = z.object({ total: z.number().int(), documents: z.array(DocumentSummary) });
export type DocumentsResponse = z.infer<typeof DocumentsResponse>;

/** A rectangle on a page of the original: see `Box` in claim.ts. */
export const Box = z.object({
  page: z.number().int(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
});
/** Bytes of the original file, the second one excluded; or of the `part` of it that has this name, unpacked. */
export const Bytes = z.object({ from: z.number().int(), to: z.number().int(), part: z.string().optional() });

/** A document that has the text of another, or nearly so. `resemblance`: share of common runs of five words, 1 for the same words. */
export const Copy = z.object({
  document: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  date: z.string().nullable(),
  resemblance: z.number(),
});
export type Copy = z.infer<typeof Copy>;

export const DocumentView = DocumentSummary.extend({
  text: z.string(),
  /** False where a newer version of the document exists. */
  current: z.boolean(),
  /** All versions, newest first. */
  versions: z.array(z.object({ version: z.string(), readAt: z.string(), current: z.boolean() })),
  blocks: z.array(
    z.object({
      kind: z.enum(BLOCK_KINDS),
      start: z.number().int(),
      end: z.number().int(),
      level: z.number().int().optional(),
      page: z.number().int().optional(),
      boxes: z.array(Box).optional(),
      bytes: Bytes.optional(),
    }),
  ),
  /** What was fetched from the web to read this version; null where it was read from a file. */
  snapshot: z.object({ address: z.string(), since: z.string(), at: z.string(), hash: z.string() }).nullable(),
  /** Where each field came from: `corrected` by a person, `given`, a part of the document, the registry. */
  origins: z.record(z.string(), z.string()),
  /** What people corrected of the document, oldest first. */
  corrections: z.array(DocumentCorrection),
  /** Documents with the same text, the most alike first: together they are one source. None of an older version. */
  copies: z.array(Copy),
  /** Claims of this version, in text order. */
  claimList: z.array(Claim),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const ClaimView = z.object({
  claim: Claim,
  /** The stored text just before and just after the claim. */
  before: z.string(),
  after: z.string(),
  /** Where its words stand in the original: bytes of the file, or a box for each printed line. Null where that is not known. */
  original: z.union([z.object({ bytes: Bytes }), z.object({ boxes: z.array(Box) })]).nullable(),
  /** False where the document has since changed and this claim no longer stands in it. */
  current: z.boolean(),
  document: DocumentSummary,
  speaker: z.object({
    aliases: z.array(z.string()),
    role: z.string().nullable(),
    affiliation: z.string().nullable(),
    wikidata: z.string().nullable(),
  }),
  /** Why the labels are what they are. */
  labels: z.object({
    speakerConfidence: z.number(),
    stanceConfidence: z.number(),
    topics: z.array(z.object({ id: z.string(), name: z.string(), score: z.number() })),
    extractor: z.string(),
    /** What the program says, where a person says otherwise. */
    program: LabelSet.nullable(),
  }),
  /** What people corrected, in the order in which they did. */
  history: z.array(HistoryEntry),
  citations: z.object({
    plain: z.string(),
    bibtex: z.string(),
    ris: z.string(),
    csl: z.record(z.string(), z.unknown()),
  }),
});
export type ClaimView = z.infer<typeof ClaimView>;

export const Stats = z.object({
  documents: z.number().int(),
  digests: z.number().int(),
  versions: z.number().int(),
  claims: z.number().int(),
  speakers: z.number().int(),
  embeddings: z.object({ model: z.string(), dimensions: z.number().int() }),
  blocs: z.record(z.enum(BLOCS), z.number().int()),
  manners: z.record(z.enum(MANNERS), z.number().int()),
});
export type Stats = z.infer<typeof Stats>;

/** What the pages offer to choose from: every topic with the number of its claims. */
export const TopicCount = z.object({
  id: z.string(),
  name: z.string(),
  definition: z.string(),
  claims: z.number().int(),
});
export type TopicCount = z.infer<typeof TopicCount>;

/** True where a hop's own words name the speaker, or say all that is known, or no words stand for him. */
export function namesItself({ name, resolution }: Pick<z.infer<typeof Hop>, 'name' | 'resolution'>): boolean {
  if (!resolution || resolution.mention === null) return true;
  return resolution.decidedBy === null && resolution.mention.toLowerCase().includes(name.toLowerCase());
}

/** Where the words that decided stand, seen from the mention: `2 sentences before`. */
export function distanceWords(sentences: number | null): string {
  if (sentences === null) return 'elsewhere in the text';
  if (sentences === 0) return 'in the same sentence';
  const count = Math.abs(sentences);
  return `${count} ${count === 1 ? 'sentence' : 'sentences'} ${sentences > 0 ? 'before' : 'after'}`;
}

/**
 * The words around a claim that is but a part of its sentence ("the plan as a pretext"), without which it would not be
 * understood, and without the quotation marks that enclose it; null where the claim can be read by itself.
 */
export function wordsOutside({
  text,
  around,
  manner,
}: Pick<z.infer<typeof Claim>, 'text' | 'around' | 'manner'>): z.infer<typeof Claim>['around'] | null {
  if (manner !== 'indirect' && STANDS_ALONE.test(text)) return null;
  const before = around.before.trimStart().replace(OPENING, '');
  const after = around.after.trimEnd().replace(CLOSING, '');
  return /[\p{L}\p{N}]/u.test(before + after) ? { before, after } : null;
}

/** Begins like a sentence and ends like one. */
const STANDS_ALONE = /^\P{L}*\P{Ll}.*[.!?…。！？]\P{L}*$/su;
const OPENING = /[“‘«„"'‹「『]\s*$/u;
const CLOSING = /^\s*[”’»“"'›」』]/u;

/** A search as data: without the counts that only the page shows. */
export function toSearchJson({ facets: _, ...data }: SearchResponse): Omit<SearchResponse, 'facets'> {
  return data;
}
