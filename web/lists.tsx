import type { TopicCount, TopicSides } from '../src/contract.ts';
import { LIST_LENGTH, type ListRequest, type SourcesResponse, type SpeakersResponse } from '../src/dossier/contract.ts';
import { compareAddress, listAddress, sourceAddress, speakerAddress, topicAddress } from './address.ts';
import { PageLinks } from './counted.tsx';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, BlocName } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import {
  BLOC_NAMES,
  CAPACITY_NAMES,
  countOf,
  countryName,
  figures,
  SOURCE_KIND_NAMES,
  SPEAKER_KIND_NAMES,
} from './words.ts';

/** Everybody who makes a claim, those with most claims first. */
export function speakersPage(
  { request, response }: { request: ListRequest; response: SpeakersResponse },
  viewer?: Viewer,
): string {
  return renderPage(
    { viewer, title: 'Speakers', place: '/speakers', data: listAddress('speakers', request, 'json') },
    <>
      <h1>Speakers</h1>
      <p class="lead">
        Who makes the claims: persons, organisations and states, each counted once however documents write the name.
      </p>
      <Finder list="speakers" request={request} />
      <p role="status">
        {response.total === 0 ? 'Nobody of that name speaks here.' : countOf(response.total, 'speaker')}
      </p>
      <ul class="entries">
        {response.speakers.map((one) => (
          <li key={one.id}>
            <a href={speakerAddress(one.id)}>
              <bdi>{one.name}</bdi>
            </a>
            <span class="aside">
              <BlocName bloc={one.bloc} />, {SPEAKER_KIND_NAMES[one.kind]}
              {one.capacity && `, ${CAPACITY_NAMES[one.capacity]}`}
            </span>
            <span class="count">
              {countOf(one.claims, 'claim')} in {countOf(one.documents, 'document')}
            </span>
          </li>
        ))}
      </ul>
      <Pages list="speakers" request={request} total={response.total} />
    </>,
  );
}

/** Every publisher whose words are here, those with most claims first. */
export function sourcesPage(
  { request, response }: { request: ListRequest; response: SourcesResponse },
  viewer?: Viewer,
): string {
  return renderPage(
    { viewer, title: 'Sources', place: '/sources', data: listAddress('sources', request, 'json') },
    <>
      <h1>Sources</h1>
      <p class="lead">
        Who published what was read. A source is not the speaker: it carries claims of others, and may make some of its
        own.
      </p>
      <Finder list="sources" request={request} />
      <p role="status">
        {response.total === 0 ? 'No source of that name is here.' : countOf(response.total, 'source')}
      </p>
      <ul class="entries">
        {response.sources.map((one) => (
          <li key={one.id}>
            <a href={sourceAddress(one.id)}>
              <bdi>{one.name}</bdi>
            </a>
            <span class="aside">
              <BlocName bloc={one.bloc} />
              {one.kind && `, ${SOURCE_KIND_NAMES[one.kind]}`}
              {one.country && countryName(one.country) !== BLOC_NAMES[one.bloc] && `, ${countryName(one.country)}`}
            </span>
            <span class="count">
              {countOf(one.claims, 'claim')} in {countOf(one.documents, 'document')}
              {one.digests > 0 && ` (${figures(one.digests)} ${one.digests === 1 ? 'digest' : 'digests'})`}
            </span>
          </li>
        ))}
      </ul>
      <Pages list="sources" request={request} total={response.total} />
    </>,
  );
}

/** Every topic, what it is, and how much each bloc says of it. */
export function topicsPage({ topics, sides }: { topics: TopicCount[]; sides: TopicSides[] }, viewer?: Viewer): string {
  const known = new Map(sides.map((one) => [one.id, one.sides]));
  return renderPage(
    { viewer, title: 'Topics', place: '/topics', data: '/topics.json' },
    <>
      <h1>Topics</h1>
      <p class="lead">
        What the claims are about, from a fixed list with definitions. A claim may have several topics, or none.
      </p>
      <ul class="entries topic-entries">
        {topics.map(({ id, name, definition, claims }) => (
          <li key={id}>
            <a href={topicAddress(id)}>{name}</a>
            <span class="definition">{definition}</span>
            <span class="count">
              {countOf(claims, 'claim')}
              {BLOC_ORDER.map((bloc) => {
                const count = known.get(id)?.[bloc]?.claims ?? 0;
                return count === 0 ? null : (
                  <span key={bloc} class="of-bloc">
                    <BlocName bloc={bloc} /> {figures(count)}
                  </span>
                );
              })}
            </span>
            <a class="beside" href={compareAddress({ topic: id })}>
              Compare<span class="hidden"> on {name}</span>
            </a>
          </li>
        ))}
      </ul>
    </>,
  );
}

function Finder({ list, request }: { list: 'speakers' | 'sources'; request: ListRequest }) {
  return (
    <search>
      <form class="finder" action={`/${list}`}>
        <div>
          <label for="name">Name, or a part of one</label>
          <input id="name" type="search" name="query" value={request.query} autocomplete="off" />
        </div>
        <div>
          <label for="bloc">Bloc</label>
          <select id="bloc" name="bloc">
            <option value="">All</option>
            {BLOC_ORDER.map((bloc) => (
              <option key={bloc} value={bloc} selected={bloc === request.bloc}>
                {BLOC_NAMES[bloc]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Show</button>
      </form>
    </search>
  );
}

function Pages({ list, request, total }: { list: 'speakers' | 'sources'; request: ListRequest; total: number }) {
  return (
    <PageLinks
      offset={request.offset}
      length={LIST_LENGTH}
      total={total}
      label={`Pages of ${list}`}
      addressOf={(offset) => listAddress(list, { ...request, offset })}
    />
  );
}
