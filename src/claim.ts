/**
 * The domain: what a document, a version, a block, a claim and a speaker are. This file imports nothing.
 *
 * Offsets are everywhere half-open, `[start, end)`, in UTF-16 code units of the stored text of one version.
 */

/** A stretch of a version's text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

export const BLOCS = ['us', 'china', 'europe', 'other'] as const;
export const MANNERS = ['direct', 'indirect', 'own'] as const;
export const STANCES = ['supports', 'opposes', 'neutral'] as const;
export const CAPACITIES = [
  'government',
  'international-body',
  'company',
  'press',
  'academia',
  'civil-society',
  'person',
] as const;
export const POLARITIES = ['asserted', 'denied', 'unsaid'] as const;
export const CORRECTABLE = ['speaker', 'bloc', 'topics', 'stance', 'rejected'] as const;

/** Whose side a speaker is counted with; decided by `corpus/blocs.yaml`. */
export type Bloc = (typeof BLOCS)[number];
/**
 * In what capacity somebody speaks: for a state (governments, parliaments, courts, forces), a body of states, a company, the
 * press, a place of research, an association of citizens, or as `person` for nobody but themselves.
 */
export type Capacity = (typeof CAPACITIES)[number];
/** How a claim reached the document: quoted, paraphrased, or in the publisher's own voice. */
export type Manner = (typeof MANNERS)[number];
/**
 * Whether the speaker says what the words say. `denied`: the contrary ("denied that", "does not believe that"). `unsaid`:
 * the text says only that the claim was not made ("did not say that", "refused to say whether").
 */
export type Polarity = (typeof POLARITIES)[number];
/** The attitude of a claim's words towards a named target. */
export type Stance = (typeof STANCES)[number];
/** What a person can set of a claim; `rejected`: it is no claim at all. */
export type Correctable = (typeof CORRECTABLE)[number];

export const BLOCK_KINDS = ['heading', 'paragraph', 'item', 'quotation', 'table', 'caption', 'furniture'] as const;
/** `furniture` is what a page says about itself (menus, teasers, forms, captions of buttons): stored, never a claim. */
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A rectangle on a page of the original, in points (1/72 inch) from the page's upper left corner. */
export interface Box {
  /** From 1. */
  page: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Bytes `[from, to)` of the original file; or of a part of it, unpacked, where it holds others: see {@link Trace}. */
export interface Bytes {
  from: number;
  to: number;
  part?: string;
}

/** Where something stands in the original: in its bytes, or on its pages. */
export type Place = { bytes: Bytes } | { boxes: Box[] };

/** A paragraph-like part of the text. Blocks are in order and do not overlap; what lies between them is white space. */
export interface Block extends Span {
  kind: BlockKind;
  /** Level of a heading (1 to 6), or depth of a list item (from 1). */
  level?: number;
  /** How many characters at its start the original sets in bold: often who speaks, or, where it is all of them, who asks. */
  lead?: number;
  /** Page of the original, from 1, where it has pages: the page on which the block begins. */
  page?: number;
  /** Where it stands on the pages of the original: one box, and another for each page or column that it goes on in. */
  boxes?: Box[];
  /** Where it stands in the original file, with the mark-up inside it. */
  bytes?: Bytes;
}

/** Characters that stand in the original as they are, at bytes `[from, to)`; plain white space may be another. */
export interface ByteRun extends Span {
  from: number;
  to: number;
}

/** The same in the part of that index. */
export interface PartRun extends ByteRun {
  part: number;
}

/** Characters of one printed line, and where they stand in it. */
export interface LineRun extends Span {
  box: Box;
}

/**
 * The map of what reading changed: from each character of a text to where it came from. Runs are in text order and do not
 * overlap. A character between two runs was repaired, composed, folded or added, in the place of what lies between the two in
 * the original. A file that holds others has `parts`: the entries of an archive (DOCX, EPUB) by their paths in it, the page in
 * MHTML by its Content-Location. Bytes are then those of the part, unpacked, or without the encoding of its transport.
 */
export type Trace =
  | { of: 'bytes'; encoding: string; runs: ByteRun[] }
  | { of: 'parts'; parts: { name: string; encoding: string }[]; runs: PartRun[] }
  | { of: 'pages'; runs: LineRun[] };

export interface Sentence extends Span {
  /** Index of the block in which the sentence stands. */
  block: number;
}

/** What stands in the sentence of a claim before and after the claim's own words; `…` stands for more of it. */
export interface Around {
  before: string;
  after: string;
}

/** What an address answered, kept byte for byte so that a citation survives the page. */
export interface Snapshot {
  /** The address that answered, after all redirects. */
  address: string;
  /** Header fields by name in lower case. */
  headers: Record<string, string>;
  /** Without the encoding of their transport (gzip). */
  bytes: Uint8Array;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** When the address answered so: ISO 8601, UTC. */
  at: string;
}

/** What is known about a document. A field that is absent is unknown; nothing is guessed. */
export interface Metadata {
  title?: string;
  author?: string;
  /** Name of the publisher, as the document or `corpus/sources.yaml` gives it. */
  publisher?: string;
  /** Day, month or year of publication: `2020-08-05`, `2020-08` or `2020` (ISO 8601, reduced precision). */
  date?: string;
  /** When it was last changed after that, in the same form. */
  modified?: string;
  /** Canonical address (URL). */
  address?: string;
  /** BCP 47 tag. */
  language?: string;
  /** ISO 3166-1 alpha-2 code of the publisher's country. */
  country?: string;
  /** Kind of text in a word or two: `policy text`, `speech`, `news report`, `commentary`. */
  kind?: string;
  /** On which terms it may be used: address or name of a licence. */
  licence?: string;
  /** Present on a digest: the source whose content this document retells in other words. */
  digestOf?: Omit<Metadata, 'digestOf'>;
}

/** Something a reader of the document should know, e.g. that its text is damaged. `code` is stable. */
export interface Warning {
  code: string;
  message: string;
  /** Every place of the text that is meant, in order: repaired words, with what the original has, and suspect ones. */
  places?: Spot[];
}

/** A place of a stored text: from the offset `at` on, the original has `found`, for which the text now has `repaired`. */
export interface Spot {
  at: number;
  found: string;
  repaired?: string;
}

export const QUALITIES = ['intact', 'ocr', 'damaged'] as const;
/** Text that is `damaged`, or was recognised in pictures (`ocr`), can be searched and pointed at, but is never called a quotation. */
export type Quality = (typeof QUALITIES)[number];

/** What reading one file yields. The blocks cover every character of the text that is not white space. */
export interface Reading {
  text: string;
  blocks: Block[];
  metadata: Metadata;
  /** Where each field of the metadata came from, e.g. `sidecar`, `front matter`, `meta`, `file name`, `text`. */
  origins: Partial<Record<keyof Metadata, string>>;
  /** Absent where the original lost characters in decoding. */
  trace?: Trace;
  quality: Quality;
  /** How sure the recognition of characters was, 0 to 1, on the average of all words; of `ocr` text only. */
  recognition?: number;
  warnings: Warning[];
}

/**
 * Who said what, as found in the text. Fields have several spans where they are discontinuous, in text order; a source
 * or cue without a span is one that the text does not name.
 */
export interface Attribution {
  source: Span[];
  cue: Span[];
  /** The attributed words, enclosing quotation marks included. */
  content: Span[];
  manner: 'direct' | 'indirect';
  /** Probability, 0 to 1, that somebody made this claim here. */
  confidence: number;
  /** The cue is negated or denies ("did not say", "denied that"): the source does not make this claim. */
  denied?: boolean;
  /** Index of the attribution that reports this one ("The paper says that the minister said"). */
  within?: number;
}

/** A sentence that asserts something in the voice of the document itself. */
export interface OwnStatement {
  content: Span;
  confidence: number;
}

/** What an extractor found in one document. */
export interface Extraction {
  attributions: Attribution[];
  own: OwnStatement[];
  /** What the reader of the report should know, e.g. that a service failed. */
  warnings?: Warning[];
  /** Something that may pass kept the extractor from a part of the document: the next ingest tries again. */
  unfinished?: boolean;
}

/** A document as an extractor sees it. */
export interface Document {
  text: string;
  blocks: Block[];
  sentences: Sentence[];
  quality: Quality;
  /** Where the text names those who are known, in order, whoever they are; of damaged text, which shows no names itself. */
  names?: Span[];
}

/** The contract of every extractor: rules, a trained model, a language model. Every span lies in the given text. */
export interface Extractor {
  /** Name and version; stored with each claim's version, so that a new extractor is noticed. */
  readonly name: string;
  extract(document: Document): Promise<Extraction>;
}

export const SPEAKER_KINDS = ['person', 'organisation', 'state', 'unnamed'] as const;
/** `unnamed`: the text says only what they are ("two officials"); `name` is then that mention. */
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

/** A person, organisation or state that makes claims. */
export interface Speaker {
  id: string;
  name: string;
  kind: SpeakerKind;
  /** Other names and spellings, without the name itself. */
  aliases: string[];
  /** ISO 3166-1 alpha-2 code. */
  country?: string;
  bloc: Bloc;
  /** Absent where the text does not say. What holds on a date is {@link Registry.positionOf}. */
  capacity?: Capacity;
  roles: Role[];
  /** Name of the organisation or state on whose behalf the speaker speaks. */
  affiliation?: string;
  /** The text introduces a person as one whom its reader does not know ("X, a nurse"): known people of that name are others. */
  introduced?: boolean;
  /** Wikidata identifier, `Q...`, where it is sure. */
  wikidata?: string;
}

/** An office and when it was held; dates as in {@link Metadata.date}, absent where not known. */
export interface Role {
  title: string;
  /** The organisation or state whose office it is, where that is another than the speaker's affiliation. */
  body?: string;
  from?: string;
  to?: string;
}

export const SOURCE_KINDS = [
  'government',
  'international-body',
  'press',
  'company',
  'academia',
  'civil-society',
  'person',
  'encyclopedia',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A publisher. Every publisher is also a speaker of the same id: in its own voice it makes claims. */
export interface Source {
  id: string;
  name: string;
  aliases: string[];
  country?: string;
  kind: SourceKind;
  address?: string;
}

export interface Topic {
  id: string;
  name: string;
  /** One or two sentences; embedded to recognise the topic. */
  definition: string;
  /** Sentences on the topic, of any side; embedded like the definition. */
  examples: string[];
  /** Words and phrases that speak for the topic. */
  terms: string[];
}

/** Stands in filters for claims that are of no topic; in no claim's list, and in no file. */
export const OTHER_TOPIC = { id: 'other', name: 'No topic' } as const;

/** Something towards which a stance is taken, with statements for and against it, embedded to recognise stances. */
export interface Target {
  id: string;
  name: string;
  description: string;
  terms: string[];
  for: string[];
  against: string[];
}

/** On whose behalf somebody speaks at a time. A field that is absent is unknown. */
export interface Position {
  bloc: Bloc;
  capacity?: Capacity;
  affiliation?: string;
}

/** What the knowledge base knows before it reads. */
export interface Registry {
  sources: Source[];
  speakers: Speaker[];
  topics: Topic[];
  /** The first target is the one whose stance a claim shows by default. */
  targets: Target[];
  /** Bloc of a country code or of a body's name; `other` where neither is listed. */
  blocOf(place: { country?: string | undefined; body?: string | undefined }): Bloc;
  /** What kind of body bears a name, as far as the registry knows. */
  capacityOf(body: string): Capacity | undefined;
  /**
   * A speaker's position on a date (ISO 8601, reduced precision): that of the office held then. A person all of whose
   * offices had ended or not begun speaks for nobody else, and counts with their country.
   */
  positionOf(speaker: Speaker, date: string | undefined): Position;
  /** Changes whenever a source, a speaker or a bloc does. */
  fingerprint: string;
  /** Changes whenever a topic or a target does. */
  labels: string;
}

/** How the text says who somebody on a claim's way is. */
export interface Resolution {
  /** The words that stand for the speaker, e.g. `he`; null where nothing in the text does: a publisher, an author. */
  mention: string | null;
  /** What found the speaker, in plain words, e.g. `pronoun`, `part of a full name`. */
  rule: string;
  /** Probability, 0 to 1, that this speaker is meant. */
  confidence: number;
  /** The mention elsewhere in the text that decided; null where the words name the speaker themselves, or nothing does. */
  decidedBy: Decider | null;
}

/** The words of a text that say who is meant by others. */
export interface Decider extends Span {
  text: string;
  /** How many sentences before the other words they stand, negative where after; null where the text has no sentences. */
  sentences: number | null;
}

/** One step of the way a claim took: the publisher stands first, the one who made the claim last. */
export interface Hop {
  id: string;
  name: string;
  cue: string | null;
  manner: Manner;
  polarity: Polarity;
  /** The words that hedge this report, e.g. `reportedly`, `would`. */
  hedge: string | null;
  /** Null where the document was labelled before this was kept. */
  resolution: Resolution | null;
}

/** One who makes a claim together with its first speaker: it counts for both, and once. */
export interface JointSpeaker {
  id: string;
  name: string;
  kind: SpeakerKind;
  country: string | null;
  bloc: Bloc;
  capacity: Capacity | null;
  resolution: Resolution;
}

/** A claim as search, comparison, export, API and pages show it. */
export interface Claim {
  /** Stays the same when the document is read again and the words still stand in it. */
  id: string;
  /** Name of the document: its file name, made unique. */
  document: string;
  /** SHA-256 of the version's text, in hexadecimal. */
  version: string;
  /** The content's words without enclosing quotation marks: the stored text from `start` to `end`. */
  text: string;
  /** Empty on both sides where the claim is its whole sentence, and where it was read before this was stored. */
  around: Around;
  start: number;
  end: number;
  page: number | null;
  speaker: { id: string; name: string; kind: SpeakerKind; country: string | null };
  /** The speaker's on the date of the claim. */
  bloc: Bloc;
  /** In what capacity the speaker makes it; null where that is not known. */
  capacity: Capacity | null;
  /** Those who make the claim together with the speaker (a joint statement), in the order of the text. */
  jointly: JointSpeaker[];
  manner: Manner;
  /** Never to be shown as the speaker's claim unless `asserted`: `unsaid` too where a report of it is denied. */
  polarity: Polarity;
  /** The hedge of the nearest report that has one: with it, nobody is said for sure to have said this. */
  hedge: string | null;
  cue: string | null;
  /** Its last step is the speaker's own, and says how the speaker was found. */
  chain: Hop[];
  /** Towards the first target of `corpus/targets.yaml`; of a denied claim, that of the denial. */
  stance: Stance;
  topics: string[];
  /** Probability, 0 to 1, that this is a claim of this speaker. */
  confidence: number;
  title: string | null;
  date: string | null;
  /** Set where the document retells a source in other words: the source's title or publisher. */
  digestOf: string | null;
  quality: Quality;
  /** The labels that a person set; the others are the program's. */
  corrected: Correctable[];
}
