import { existsSync } from 'node:fs';
import type { Embeddings } from '@langchain/core/embeddings';
import { toAnnotation } from './annotation.ts';
import { cite } from './cite.ts';
import { type Claim, OTHER_TOPIC, type Reading, type Registry } from './claim.ts';
import { compare } from './compare/index.ts';
import type { Config } from './config.ts';
import type {
  Check,
  ClaimView,
  CompareRequest,
  CompareResponse,
  DocumentSummary,
  DocumentView,
  DraftResponse,
  Filter,
  SearchRequest,
  SearchResponse,
  Stats,
  TopicCount,
  TopicSides,
  VerifyRequest,
  VerifyResponse,
} from './contract.ts';
import { history } from './corrections/index.ts';
import type { DraftFile, Readers } from './draft.ts';
import { blindToNames, createEmbedder, type Embedder } from './embed.ts';
import { TriptychError } from './error.ts';
import { makeNameFinder, makeNeutral, type NameFinder } from './neutral.ts';
import { roleAt } from './position.ts';
import { loadRegistry } from './registry.ts';
import { search, searchAll } from './search.ts';
import { Store } from './store/index.ts';
import { placeOf, withPlaces } from './trace.ts';
import { verify, withParaphrases } from './verify/index.ts';

/** Characters of the stored text that a claim is shown with, on each side. */
const CONTEXT = 400;

/** One open knowledge base: the questions that the command line and the HTTP interface both ask. */
export class Knowledge {
  readonly store: Store;
  readonly registry: Registry;
  readonly embedder: Embedder;
  /** The embedder's model, blind to names. */
  readonly embeddings: Embeddings;
  readonly #findNames: NameFinder;
  #readers: Readers | undefined;

  private constructor(store: Store, registry: Registry, embedder: Embedder) {
    this.store = store;
    this.registry = registry;
    this.embedder = embedder;
    this.#findNames = lazily(() => makeNameFinder(registry));
    this.embeddings = blindToNames(embedder.embeddings, makeNeutral(registry, this.#findNames));
  }

  /**
   * Opens what the configuration names. Throws what {@link Store.open}, the registry and the embedder throw. `warm` is for
   * many questions: it begins to load the model at once, in its thread, so that the first search need not wait for it, to
   * index names, and the vectors of a large collection in memory.
   */
  static async open(
    config: Config,
    options: { mustExist?: boolean; anyModel?: boolean; warm?: boolean } = {},
  ): Promise<Knowledge> {
    const embedder = createEmbedder(config.embeddings);
    // Should it fail, the first search says so.
    if (options.warm) embedder.embeddings.embedQuery('ready').catch(() => {});
    const registry = loadRegistry(config.corpus);
    const model = { name: embedder.name, dimensions: await findDimensions(config, embedder, options) };
    const store = Store.open(config.database, model, options);
    // Without the index every vector is compared, which answers the same, later.
    if (options.warm) store.prepare().catch(() => {});
    const knowledge = new Knowledge(store, registry, embedder);
    // The index of names, which the first question would wait for.
    if (options.warm) knowledge.#findNames('ready');
    return knowledge;
  }

  async close(): Promise<void> {
    await this.#readers?.close();
    this.store.close();
  }

  /** Throws USAGE when a filter names a topic, document or speaker that does not exist. */
  async search(request: SearchRequest): Promise<SearchResponse> {
    this.checkFilter(request);
    const response = await search(this.store, this.embeddings, request, {
      topics: this.#filterTopics(),
      covers: this.embedder.covers,
      findNames: this.#findNames,
    });
    const names = new Map(this.#filterTopics().map(({ id, name }) => [id, name]));
    for (const topic of response.facets.topic) topic.name = names.get(topic.value) ?? topic.value;
    return response;
  }

  /** All that {@link search} would find, `most` claims at most, read when they are asked for. Throws what it throws. */
  async searchAll(request: Omit<SearchRequest, 'limit' | 'offset'> & { most: number }): Promise<Iterable<Claim>> {
    this.checkFilter(request);
    const { store, embeddings, registry, embedder } = this;
    return searchAll(store, embeddings, request, {
      topics: registry.topics,
      covers: embedder.covers,
      findNames: this.#findNames,
    });
  }

  /** Throws USAGE when there is nothing to compare, or a speaker or column that is named does not exist. */
  async compare(request: CompareRequest): Promise<CompareResponse> {
    if (!request.topic.trim() && request.speaker.length === 0)
      throw new TriptychError(
        'USAGE',
        `Name a topic or some words to compare. Topics: ${this.registry.topics.map(({ id }) => id).join(', ')}.`,
      );
    const { store, embeddings, registry } = this;
    return compare({ store, embeddings, registry, findNames: this.#findNames }, request);
  }

  /** Whether the words of a quotation stand anywhere, or a claim says the same in others. Throws USAGE where there is no word. */
  async verify(request: Pick<VerifyRequest, 'quotation' | 'speaker'>): Promise<VerifyResponse> {
    const check = await this.#check(request);
    const isHeld = check.verdict === 'verbatim' || check.verdict === 'trimmed';
    if (isHeld || !/["“„«「『‘‹]/u.test(check.quotation)) return { ...check, quotations: [] };
    // No document holds it as it is: perhaps it is a paragraph that quotes.
    const { toReading } = await import('./draft.ts');
    const { text, quotations } = await this.verifyDraft(toReading(check.quotation));
    const inner = quotations.filter(({ start, end }) => (end - start) * 2 < text.length || quotations.length > 1);
    return { ...check, quotations: inner };
  }

  /** Checks every quotation of a draft, each with the speaker that the draft names. */
  async verifyDraft(draft: Reading): Promise<DraftResponse> {
    const { checkDraft, quotationsOf } = await import('./draft.ts');
    return checkDraft(draft, await quotationsOf(draft, this.registry), (request) => this.#check(request));
  }

  /** The same of a file of any readable type, which is not kept. Throws what the reader throws. */
  async verifyFile(file: DraftFile): Promise<DraftResponse> {
    const { readDraft, Readers } = await import('./draft.ts');
    this.#readers ??= new Readers();
    return this.verifyDraft(await readDraft(file, { registry: this.registry, readers: this.#readers }));
  }

  /** The same of a text that somebody pasted. */
  verifyText(text: string): Promise<DraftResponse> {
    return this.verifyFile({ name: 'draft.txt', bytes: Buffer.from(text) });
  }

  /** What a filter by topic may name: those of the file, and none of them. */
  #filterTopics(): { id: string; name: string }[] {
    return [...this.registry.topics, OTHER_TOPIC];
  }

  async #check(request: Pick<VerifyRequest, 'quotation' | 'speaker'>): Promise<Check> {
    return withParaphrases(this.store, this.embeddings, verify(this.store, request));
  }

  documents(): DocumentSummary[] {
    return this.store.documents();
  }

  /** A document in its current version, or the one that a hash names. Throws NOT_FOUND. */
  getDocument(name: string, hash?: string): DocumentView {
    const { id, summary, origins, text, blocks, claims, current } = this.store.getDocument(name, hash);
    const found = this.store.findSnapshotOf(id);
    const snapshot = found ? { address: found.address, since: found.since, at: found.at, hash: found.hash } : null;
    const versions = this.store.versions(name);
    const copies = this.store.copiesOf(id);
    const corrections = this.store.documentCorrections.list(name);
    const trace = this.store.findTrace(id);
    const places = withPlaces({ text, blocks, ...(trace ? { trace } : {}) });
    const facts = { ...summary, text, blocks: places, current, versions, snapshot };
    return { ...facts, origins, corrections, copies, claimList: claims };
  }

  /** A claim with its context, the reasons for its labels, and citations that lead to `url`. Throws NOT_FOUND. */
  getClaim(id: string, url: string): ClaimView {
    const { claim, version, speaker, ...labels } = this.store.getClaim(id);
    const trace = this.store.findTrace(version.id);
    const names = new Map(this.registry.topics.map((topic) => [topic.id, topic.name]));
    const accessed = new Date().toISOString().slice(0, 10);
    return {
      claim,
      before: version.text.slice(Math.max(0, claim.start - CONTEXT), claim.start),
      after: version.text.slice(claim.end, claim.end + CONTEXT),
      original: (trace && placeOf(version.text, trace, claim)) ?? null,
      current: version.current,
      document: version.summary,
      speaker: {
        aliases: speaker.aliases,
        role: roleAt(speaker.roles, claim.date)?.title ?? null,
        affiliation: speaker.affiliation ?? null,
        wikidata: speaker.wikidata ?? null,
      },
      labels: {
        speakerConfidence: labels.speakerConfidence,
        stanceConfidence: labels.stanceConfidence,
        topics: labels.topics.map((topic) => ({ ...topic, name: names.get(topic.id) ?? topic.id })),
        extractor: labels.labelledBy,
        program: this.store.corrections.originalsOf(id) ?? null,
      },
      history: history(this, id),
      citations: cite(claim, version.summary, { url, accessed }),
    };
  }

  /** A claim as a W3C Web Annotation; `addressOf` completes a path to an address. Throws NOT_FOUND. */
  annotate(id: string, addressOf: (path: string) => string): Record<string, unknown> {
    const claim = addressOf(`/claims/${encodeURIComponent(id)}`);
    const view = this.getClaim(id, claim);
    const { document, version } = view.claim;
    const text = addressOf(`/documents/${encodeURIComponent(document)}/text?version=${version}`);
    return toAnnotation(view, this.store.getDocument(document, version).text, { claim, text });
  }

  /** Every claim that satisfies a filter, one at a time. Throws USAGE as {@link search} does. */
  export(filter: Partial<Filter>): Generator<Claim> {
    this.checkFilter(filter);
    return this.store.eachClaim(filter);
  }

  topics(): TopicCount[] {
    const counts = this.store.topicCounts();
    return this.registry.topics.map(({ id, name, definition }) => ({
      id,
      name,
      definition,
      claims: counts.get(id) ?? 0,
    }));
  }

  /** What each bloc says on each topic, in numbers. */
  topicSides(): TopicSides[] {
    const counts = this.store.topicsByBloc();
    return this.registry.topics.map(({ id, name }) => ({
      id,
      name,
      sides: Object.fromEntries(
        counts.flatMap(({ topic, bloc, claims, documents }) => (topic === id ? [[bloc, { claims, documents }]] : [])),
      ),
    }));
  }

  /** Name of that towards which claims show a stance. */
  get target(): string {
    return this.registry.targets[0]?.name ?? 'anything';
  }

  stats(): Stats {
    return this.store.stats();
  }

  /** Throws USAGE when a filter names a topic or document that does not exist. */
  checkFilter(filter: Partial<Filter>): void {
    const topics = this.#filterTopics().map(({ id }) => id);
    for (const topic of filter.topic ?? [])
      if (!topics.includes(topic))
        throw new TriptychError('USAGE', `There is no topic "${topic}". Topics: ${topics.join(', ')}.`);
    for (const document of filter.document ?? [])
      if (!this.store.hasDocument(document))
        throw new TriptychError('USAGE', `There is no document "${document}". \`triptych stats\` lists all.`);
  }
}

/** A function that is made when it is first called. */
function lazily<G extends unknown[], R>(make: () => (...given: G) => R): (...given: G) => R {
  let made: ((...given: G) => R) | undefined;
  return (...given) => {
    made ??= make();
    return made(...given);
  };
}

// An existing file says itself how long its vectors are, so that a service need not be asked to look something up.
async function findDimensions(
  config: Config,
  embedder: Embedder,
  { mustExist }: { mustExist?: boolean },
): Promise<number> {
  const stored = existsSync(config.database) ? Store.findModel(config.database) : undefined;
  if (stored?.name === embedder.name) return stored.dimensions;
  // Without a file there is nothing to open, and with another model's nothing to compare: the store says which it is.
  return stored || (mustExist && !existsSync(config.database)) ? 0 : embedder.dimensions();
}
