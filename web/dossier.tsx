import type { SearchResponse, TopicCount } from '../src/contract.ts';
import type { Course, InsideRequest, SourceView, SpeakerView, TopicView } from '../src/dossier/contract.ts';
import {
  compareAddress,
  documentAddress,
  findWebAddress,
  sourceAddress,
  speakerAddress,
  topicAddress,
} from './address.ts';
import { InsideSection } from './inside.tsx';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, BlocName, Fact, namesOf, WebLink, When } from './parts.tsx';
import { QuotingSection } from './quoting.tsx';
import { type Strip, TimelineSection } from './timeline.tsx';
import type { Viewer } from './viewer.ts';
import {
  BLOC_NAMES,
  CAPACITY_NAMES,
  countOf,
  countryName,
  dateWords,
  SOURCE_KIND_NAMES,
  SPEAKER_KIND_NAMES,
} from './words.ts';

/** What is found inside, and what labels are called. */
interface Within {
  inside: InsideRequest;
  found: SearchResponse;
  topics: TopicCount[];
  target: string;
}

/** All that a speaker said: when, on what, by whom it is quoted, with a search in it. */
export function speakerPage({ view, ...within }: { view: SpeakerView } & Within, viewer?: Viewer): string {
  const { id, name } = view;
  const addressOf = (inside: object) => speakerAddress(id, inside);
  return renderPage(
    { viewer, title: name, place: '/speakers', data: `${speakerAddress(id)}.json` },
    <>
      <p class="kicker">Speaker</p>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p class="byline">
        <BlocName bloc={view.bloc} />, {SPEAKER_KIND_NAMES[view.kind]}
        {view.capacity && `, speaks ${CAPACITY_NAMES[view.capacity]}`}. {countOf(view.claims, 'claim')} in{' '}
        {countOf(view.documents, 'document')}
        {view.publishes && (
          <>
            . It also publishes: <a href={sourceAddress(id)}>all that it carries</a>
          </>
        )}
      </p>
      <SpeakerFacts view={view} />
      <CourseSection course={view.course} addressOf={addressOf} target={within.target} />
      <InsideSection
        title="What they say"
        filter={{ speaker: [id] }}
        addressOf={addressOf}
        asides={['topic', 'stance', 'manner', 'document']}
        {...withNames(within)}
      />
      <QuotingSection
        reports={view.reports}
        about="Those who report this speaker, and those whom this speaker reports."
      />
    </>,
  );
}

function SpeakerFacts({ view }: { view: SpeakerView }) {
  const { aliases, roles, affiliation, country, wikidata } = view;
  const known = wikidata && /^Q\d+$/.test(wikidata) ? wikidata : null;
  if (aliases.length + roles.length === 0 && !affiliation && !country && !known) return null;
  return (
    <dl class="facts-list dossier-facts">
      {affiliation && (
        <Fact name="On behalf of">
          <bdi>{affiliation}</bdi>
        </Fact>
      )}
      {roles.length > 0 && (
        <Fact name={roles.length === 1 ? 'Role' : 'Roles'}>
          {roles.map((role, i) => (
            <span key={i} class="role">
              <bdi>{role.title}</bdi>
              <Tenure from={role.from} to={role.to} />
            </span>
          ))}
        </Fact>
      )}
      {country && <Fact name="Country">{countryName(country)}</Fact>}
      {aliases.length > 0 && (
        <Fact name="Also called">
          <bdi>{aliases.join(', ')}</bdi>
        </Fact>
      )}
      {known && (
        <Fact name="Wikidata">
          <WebLink address={`https://www.wikidata.org/wiki/${known}`} />
        </Fact>
      )}
    </dl>
  );
}

function Tenure({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  if (!from && !to) return null;
  return (
    <span class="aside">
      {' '}
      {from ? `${dateWords(from)} ` : ''}–{to ? ` ${dateWords(to)}` : ''}
    </span>
  );
}

/** All that is said of a topic: by which blocs, when, who quotes whom, with a search in it. */
export function topicPage({ view, ...within }: { view: TopicView } & Within, viewer?: Viewer): string {
  const { id, name } = view;
  const addressOf = (inside: object) => topicAddress(id, inside);
  return renderPage(
    { viewer, title: name, place: '/topics', data: `${topicAddress(id)}.json` },
    <>
      <p class="kicker">Topic</p>
      <h1>{name}</h1>
      <p class="definition">{view.definition}</p>
      <p class="byline">
        {countOf(view.claims, 'claim')}. <a href={compareAddress({ topic: id })}>Compare the blocs on it</a>
      </p>
      <CourseSection course={view.course} addressOf={addressOf} target={within.target} />
      <InsideSection
        title="What is said of it"
        filter={{ topic: [id] }}
        addressOf={addressOf}
        asides={['speaker', 'bloc', 'stance', 'document']}
        {...withNames(within)}
      />
      <QuotingSection reports={view.reports} about="Those who report claims on this topic." />
    </>,
  );
}

/** All that a source carries: its documents, whose claims stand in them, when, with a search in it. */
export function sourcePage({ view, ...within }: { view: SourceView } & Within, viewer?: Viewer): string {
  const { id, name } = view;
  const addressOf = (inside: object) => sourceAddress(id, inside);
  return renderPage(
    { viewer, title: name, place: '/sources', data: `${sourceAddress(id)}.json` },
    <>
      <p class="kicker">Source</p>
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p class="byline">
        <BlocName bloc={view.bloc} />
        {view.kind && `, ${SOURCE_KIND_NAMES[view.kind]}`}
        {view.country && countryName(view.country) !== BLOC_NAMES[view.bloc] && `, ${countryName(view.country)}`}.{' '}
        {countOf(view.claims, 'claim')} in {countOf(view.documents, 'document')}
        {view.speaks && (
          <>
            . <a href={speakerAddress(id)}>What it says itself</a>
          </>
        )}
      </p>
      <SourceFacts view={view} />
      <CourseSection course={view.course} addressOf={addressOf} target={within.target} />
      <InsideSection
        title="What it carries"
        filter={{ document: view.list.map((one) => one.name) }}
        addressOf={addressOf}
        asides={['speaker', 'bloc', 'topic', 'manner']}
        {...withNames(within)}
      />
      <QuotingSection reports={view.reports} about="Who reports whom in the documents of this source." />
    </>,
  );
}

function SourceFacts({ view }: { view: SourceView }) {
  return (
    <>
      {(view.aliases.length > 0 || findWebAddress(view.address)) && (
        <dl class="facts-list dossier-facts">
          {view.aliases.length > 0 && (
            <Fact name="Also called">
              <bdi>{view.aliases.join(', ')}</bdi>
            </Fact>
          )}
          {view.address && (
            <Fact name="Address">
              <WebLink address={view.address} />
            </Fact>
          )}
        </dl>
      )}
      <details class="facts" open={view.list.length <= 5}>
        <summary>{countOf(view.list.length, 'document')}</summary>
        <ul class="plain">
          {view.list.map((one) => (
            <li key={one.name}>
              <a href={documentAddress(one.name)}>
                <bdi>{one.title ?? one.name}</bdi>
              </a>
              <span class="aside">
                <When date={one.date} />, {countOf(one.claims, 'claim')}
                {one.digest && ', a digest in other words'}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function withNames({ topics, target, ...within }: Within) {
  return { ...within, names: namesOf({ topics, target }) };
}

function CourseSection(props: { course: Course; addressOf: (inside: object) => string; target: string }) {
  const { course, addressOf, target } = props;
  return (
    <TimelineSection
      months={course.months}
      undated={course.undated}
      strips={inOrder(course.strips)}
      addressOf={(time) => `${addressOf({ from: time, to: time })}#claims`}
      leadsTo="the claims of its time alone"
      target={target}
    />
  );
}

/** Blocs by their names, in the order in which they stand everywhere; topics as they are. */
function inOrder(strips: Course['strips']): Strip[] {
  return strips
    .map((strip): Strip => (strip.bloc === null ? strip : { ...strip, name: BLOC_NAMES[strip.bloc] }))
    .sort((a, b) => (a.bloc && b.bloc ? BLOC_ORDER.indexOf(a.bloc) - BLOC_ORDER.indexOf(b.bloc) : 0));
}
