import { BLOCS, type Registry, type Source } from '../claim.ts';
import { TriptychError } from '../error.ts';
import type { CountedSource, CountedSpeaker, MonthCount, Store, Subject } from '../store/index.ts';
import { normaliseName, slug } from '../text.ts';
import {
  type Course,
  LIST_LENGTH,
  type ListRequest,
  type SourceLine,
  type SourcesResponse,
  type SourceView,
  type SpeakerLine,
  type SpeakersResponse,
  type SpeakerView,
  type Strip,
  type TopicView,
} from './contract.ts';

/** What dossiers need of a knowledge base. */
export interface Known {
  store: Store;
  registry: Registry;
}

type Asked = Omit<ListRequest, 'offset'>;

/** Topics that a timeline has a strip of, those with most claims; there are fewer blocs. */
const STRIPS_SHOWN = 6;
/** Steps between speakers that are listed, those with most claims. */
const REPORTS_SHOWN = 60;

/** A page of {@link findSpeakers}. */
export function listSpeakers(known: Pick<Known, 'store'>, { offset, ...asked }: ListRequest): SpeakersResponse {
  const found = findSpeakers(known, asked);
  return { total: found.length, speakers: found.slice(offset, offset + LIST_LENGTH) };
}

/** A page of {@link findSources}. */
export function listSources(known: Known, { offset, ...asked }: ListRequest): SourcesResponse {
  const found = findSources(known, asked);
  return { total: found.length, sources: found.slice(offset, offset + LIST_LENGTH) };
}

/** Speakers who make a claim, by a part of any of their names and by bloc, those with most claims first. */
export function findSpeakers({ store }: Pick<Known, 'store'>, { query, bloc }: Asked): SpeakerLine[] {
  const wanted = normaliseName(query);
  return store.dossiers
    .speakers()
    .filter((one) => (bloc === undefined || one.bloc === bloc) && isCalled(wanted, [one.name, ...one.aliases]));
}

/** Sources whose words are here, by a part of their names, those with most claims first. */
export function findSources(known: Known, { query, bloc }: Asked): SourceLine[] {
  const wanted = normaliseName(query);
  return allSources(known).filter(
    (one) => (bloc === undefined || one.bloc === bloc) && isCalled(wanted, [one.name, ...aliasesOf(known, one.name)]),
  );
}

/** All that is known of a speaker, and counts of what they say. Throws NOT_FOUND. */
export function getSpeakerView(known: Known, id: string): SpeakerView {
  const { store } = known;
  const { name, kind, country, bloc, capacity, ...about } = store.getSpeaker(id);
  const counted = store.dossiers.speakers().find((one) => one.id === id);
  return {
    id,
    name,
    kind,
    country: country ?? null,
    bloc,
    capacity: capacity ?? null,
    aliases: about.aliases,
    roles: about.roles,
    affiliation: about.affiliation ?? null,
    wikidata: about.wikidata ?? null,
    claims: counted?.claims ?? 0,
    documents: counted?.documents ?? 0,
    publishes: allSources(known).some((source) => source.id === id),
    course: courseOf(known, { speaker: id }, 'topic'),
    reports: store.dossiers.reports({ speaker: id }).slice(0, REPORTS_SHOWN),
  };
}

/** What a topic is, and counts of what is said of it. Throws NOT_FOUND. */
export function getTopicView(known: Known, id: string): TopicView {
  const { store, registry } = known;
  const topic = registry.topics.find((one) => one.id === id);
  if (!topic)
    throw new TriptychError(
      'NOT_FOUND',
      `There is no topic "${id}". Topics: ${registry.topics.map((one) => one.id).join(', ')}.`,
    );
  return {
    id,
    name: topic.name,
    definition: topic.definition,
    claims: store.topicCounts().get(id) ?? 0,
    course: courseOf(known, { topic: id }, 'bloc'),
    reports: store.dossiers.reports({ topic: id }).slice(0, REPORTS_SHOWN),
  };
}

/** A publisher with their documents, and counts of whose claims these carry. Throws NOT_FOUND. */
export function getSourceView(known: Known, id: string): SourceView {
  const line = allSources(known).find((one) => one.id === id);
  if (!line) throw new TriptychError('NOT_FOUND', `There is no document of a source "${id}". /sources lists all.`);
  const { dossiers } = known.store;
  return {
    ...line,
    aliases: aliasesOf(known, line.name),
    address: findListed(known, line.name)?.address ?? null,
    speaks: dossiers.speakers().some((one) => one.id === id),
    list: dossiers.documentsOf(line.name),
    course: courseOf(known, { source: line.name }, 'bloc'),
    reports: dossiers.reports({ source: line.name }).slice(0, REPORTS_SHOWN),
  };
}

function allSources(known: Known): SourceLine[] {
  return known.store.dossiers.sources().map((source) => toLine(known, source));
}

function toLine(known: Known, { name, country, documents, digests, claims }: CountedSource): SourceLine {
  const listed = findListed(known, name);
  const where = listed?.country ?? country;
  return {
    id: listed?.id ?? slug(name),
    name,
    kind: listed?.kind ?? null,
    country: where,
    bloc: known.registry.blocOf({ country: where ?? undefined, body: name }),
    documents,
    digests,
    claims,
  };
}

function findListed({ registry }: Known, name: string): Source | undefined {
  return registry.sources.find((source) => source.name === name || source.aliases.includes(name));
}

function aliasesOf(known: Known, name: string): string[] {
  const listed = findListed(known, name);
  return listed ? [listed.name, ...listed.aliases].filter((one) => one !== name) : [];
}

function isCalled(wanted: string, names: CountedSpeaker['aliases']): boolean {
  return wanted === '' || names.some((name) => normaliseName(name).includes(wanted));
}

/** The claims of a subject by month; a strip for every bloc that speaks, or for the topics with most claims. */
function courseOf({ store, registry }: Known, subject: Subject, by: 'bloc' | 'topic'): Course {
  const all = store.dossiers.months(subject, 'all');
  const counts = store.dossiers.months(subject, by);
  const topics = new Map(registry.topics.map(({ id, name }) => [id, name]));
  const strips = [...new Set(counts.map(({ label }) => label))].map(
    (id): Strip => ({
      id,
      name: topics.get(id) ?? id,
      bloc: BLOCS.find((bloc) => by === 'bloc' && bloc === id) ?? null,
      months: toMonths(counts.filter(({ label }) => label === id)),
    }),
  );
  const total = ({ months }: Strip) => months.reduce((sum, { claims }) => sum + claims, 0);
  return {
    months: toMonths(all).map(({ month }) => month),
    undated: all.find(({ month }) => month === null)?.claims ?? 0,
    strips: strips.sort((a, b) => total(b) - total(a)).slice(0, STRIPS_SHOWN),
  };
}

function toMonths(rows: readonly MonthCount[]): Strip['months'] {
  return rows.flatMap(({ month, claims, supports, opposes }) =>
    month === null ? [] : [{ month, claims, supports, opposes }],
  );
}
