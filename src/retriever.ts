import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { Bloc, Claim, Hop, Manner, Polarity, Quality, Stance } from './claim.ts';
import { parseConfig } from './config.ts';
import { Filter, SearchRequest } from './contract.ts';
import { Knowledge } from './knowledge.ts';

/** What a retrieved document says of its claim. Offsets are half-open, in UTF-16 code units of the version's stored text. */
export interface ClaimMetadata {
  /** The claim's identifier, and the address of its page. */
  id: string;
  url: string;
  /** How well the claim answers the query, 0 to 1. */
  score: number;
  speaker: Claim['speaker'];
  bloc: Bloc;
  /** The exact words, and where they stand. */
  words: string;
  document: string;
  version: string;
  span: { start: number; end: number };
  page: number | null;
  /** A citation of the source in plain words. */
  citation: string;
  title: string | null;
  date: string | null;
  manner: Manner;
  polarity: Polarity;
  hedge: string | null;
  stance: Stance;
  topics: string[];
  /** The way the claim took: publisher first, speaker last. */
  chain: Hop[];
  digestOf: string | null;
  quality: Quality;
}

export interface TriptychRetrieverInput extends BaseRetrieverInput {
  /** Documents that a query yields at most: 10 where nothing else is said. */
  limit?: number;
  /** Conditions on the claims, as those of a search. */
  filter?: Partial<Filter>;
  /** Where the pages of Triptych are served, for links to claims: `http://127.0.0.1:3000` where nothing else is said. */
  pages?: string;
}

const LIMIT = 10;
const PAGES = 'http://127.0.0.1:3000';

/**
 * Attributed claims for anyone's chain: a retriever by the contract of @langchain/core. The content of a document is a line
 * that says who made the claim and how, so that a model that reads nothing else does not put words into the wrong mouth, or
 * take what somebody denied for their claim; the metadata has the exact words and where they stand.
 */
export class TriptychRetriever extends BaseRetriever<ClaimMetadata> {
  static override lc_name(): string {
    return 'TriptychRetriever';
  }

  lc_namespace = ['triptych', 'retrievers'];
  readonly knowledge: Knowledge;
  readonly #limit: number;
  readonly #filter: Filter;
  readonly #pages: string;

  constructor(knowledge: Knowledge, input: TriptychRetrieverInput = {}) {
    super(input);
    this.knowledge = knowledge;
    this.#limit = input.limit ?? LIMIT;
    this.#filter = Filter.parse(input.filter ?? {});
    this.#pages = (input.pages ?? PAGES).replace(/\/$/, '');
  }

  /** A retriever of the database at a path, with all else as the environment sets it. Throws what {@link Knowledge.open} throws. */
  static async open(database: string, input: TriptychRetrieverInput = {}): Promise<TriptychRetriever> {
    const config = parseConfig({ ...process.env, TRIPTYCH_DB: database });
    return new TriptychRetriever(await Knowledge.open(config, { mustExist: true, warm: true }), input);
  }

  /** Closes the knowledge base. */
  close(): Promise<void> {
    return this.knowledge.close();
  }

  /** Throws USAGE where the filter names what does not exist. */
  override async _getRelevantDocuments(query: string): Promise<Document<ClaimMetadata>[]> {
    const request = SearchRequest.parse({ ...this.#filter, query, limit: this.#limit });
    const { claims } = await this.knowledge.search(request);
    return claims.map(({ score, ...claim }) => this.#toDocument(claim, score));
  }

  #toDocument(claim: Claim, score: number): Document<ClaimMetadata> {
    const { id, text: words, start, end, confidence: _, cue: __, corrected: ___, ...rest } = claim;
    const url = `${this.#pages}/claims/${id}`;
    const citation = this.knowledge.getClaim(id, url).citations.plain;
    return new Document({
      id,
      pageContent: toLine(claim),
      metadata: { ...rest, id, url, score, words, span: { start, end }, citation },
    });
  }
}

const SAYS: Record<Polarity, Record<Manner, string>> = {
  asserted: { direct: 'said', indirect: 'said in other words', own: 'wrote' },
  denied: { direct: 'denied', indirect: 'denied', own: 'denied' },
  unsaid: { direct: 'is said not to have said', indirect: 'is said not to have said', own: 'did not say' },
};

/** A claim in one line: `Wang Yi (China) said, 2020-09-08: “…”`. */
function toLine({ speaker, bloc, manner, polarity, hedge, date, text, digestOf }: Claim): string {
  const side = { us: 'United States', china: 'China', europe: 'Europe', other: undefined }[bloc];
  const who = side === undefined || side === speaker.name ? speaker.name : `${speaker.name} (${side})`;
  const how = hedge === null ? '' : ` (“${hedge}”)`;
  const [open, close] = manner === 'direct' && digestOf === null ? ['“', '”'] : ['', ''];
  return `${who} ${SAYS[polarity][manner]}${how}${date === null ? '' : `, ${date}`}: ${open}${text}${close}`;
}
