import type { ComponentChildren } from 'preact';
import { BLOCS, type Bloc, type Claim, type Span } from '../src/claim.ts';
import { type FoundClaim, type TopicCount, wordsOutside } from '../src/contract.ts';
import { claimAddress, findWebAddress, placeAddress, speakerAddress, topicAddress } from './address.ts';
import {
  BLOC_NAMES,
  countOf,
  dateWords,
  figures,
  isQuotation,
  mannerWords,
  POLARITY_NAMES,
  percent,
  plain,
  QUALITY_NAMES,
  STANCE_NAMES,
  UNCERTAIN_BELOW,
  whyWords,
} from './words.ts';

/** Blocs in alphabetical order of their names, `other` last: an order that favours nobody. */
export const BLOC_ORDER: Bloc[] = [
  ...BLOCS.filter((bloc) => bloc !== 'other').sort((a, b) => BLOC_NAMES[a].localeCompare(BLOC_NAMES[b], 'en')),
  'other',
];

/** What the labels of claims are called. */
export interface Names {
  /** Topics by their identifiers. */
  topics: ReadonlyMap<string, string>;
  /** That towards which a stance is shown. */
  target: string;
}

/** The names of topics by their identifiers, and of the target. */
export function namesOf({ topics, target }: { topics: TopicCount[]; target: string }): Names {
  return { topics: new Map(topics.map((topic) => [topic.id, topic.name])), target };
}

/**
 * The words of a claim: between quotation marks only if it is a direct quotation in undamaged text. One that is but a part of
 * its sentence stands between the other words of it.
 */
export function Words({
  claim,
  marks = [],
}: {
  claim: Pick<Claim, 'text' | 'around' | 'manner' | 'quality'>;
  marks?: readonly Span[];
}) {
  const text = <Marked text={claim.text} marks={marks} />;
  const outside = wordsOutside(claim);
  const before = outside?.before && <bdi class="around">{outside.before}</bdi>;
  const after = outside?.after && <bdi class="around">{outside.after}</bdi>;
  if (!isQuotation(claim))
    return (
      <p class={`words ${claim.manner}`} dir="auto">
        {before}
        {text}
        {after}
      </p>
    );
  return (
    <blockquote class="words direct">
      <p dir="auto">
        {before}
        <span class="mark">“</span>
        {text}
        <span class="mark">”</span>
        {after}
      </p>
    </blockquote>
  );
}

/** A text in which the words that were looked for are marked. */
function Marked({ text, marks }: { text: string; marks: readonly Span[] }) {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(text.slice(at, start), <mark class="sought">{text.slice(start, end)}</mark>);
    at = end;
  }
  return <>{[...parts, text.slice(at)]}</>;
}

/** A claim as a card: its words, who made it and how it reached us, where it stands, its labels, and the ways on. */
export function ClaimCard({
  claim,
  names,
  why,
  tick,
}: {
  claim: Claim;
  names: Names;
  /** Why it was found. */
  why?: FoundClaim['why'];
  /** The form with which the claim can be ticked. */
  tick?: string;
}) {
  // Of several blocs, each speaker stands with their own.
  const isMixed = claim.jointly.some(({ bloc }) => bloc !== claim.bloc);
  return (
    <article class="claim">
      <Words claim={claim} marks={why?.marks ?? []} />
      <div class="who">
        <h3 class="speaker">
          <a href={speakerAddress(claim.speaker.id)}>
            <bdi>{claim.speaker.name}</bdi>
          </a>
        </h3>
        {isMixed && <BlocName bloc={claim.bloc} />}
        {claim.jointly.map((one) => (
          <span key={one.id} class="speaker">
            and{' '}
            <a href={speakerAddress(one.id)}>
              <bdi>{one.name}</bdi>
            </a>{' '}
            {isMixed && <BlocName bloc={one.bloc} />}
          </span>
        ))}
        {!isMixed && <BlocName bloc={claim.bloc} />}
        <span class="manner">{mannerWords(claim)}</span>
      </div>
      <p class="where">
        <cite>
          <bdi>{claim.title ?? claim.document}</bdi>
        </cite>
        , <When date={claim.date} />
        {claim.page !== null && `, page ${claim.page}`}
      </p>
      <Labels claim={claim} names={names} />
      <p class="ways">
        <a href={placeAddress(claim)}>See it in the document</a>{' '}
        <a href={claimAddress(claim.id)}>Details and citation</a>
        {tick && (
          <label class="tick">
            <input type="checkbox" form={tick} name="id" value={claim.id} /> Select
            <span class="hidden"> the claim of {plain(claim.speaker.name)}</span>
          </label>
        )}
        {why && <span class="why">found {whyWords(why)}</span>}
      </p>
    </article>
  );
}

/** The labels of a claim: topics, stance, and what to mind about it. */
export function Labels({ claim, names }: { claim: Claim; names: Names }) {
  return (
    <ul class="labels" aria-label="Labels">
      {claim.topics.map((topic) => (
        <li key={topic}>
          <a class="label" href={topicAddress(topic)}>
            {names.topics.get(topic) ?? topic}
          </a>
        </li>
      ))}
      <li>
        <Stance stance={claim.stance} target={names.target} />
      </li>
      {claim.polarity !== 'asserted' && (
        <li>
          <span class="label caution">the speaker {POLARITY_NAMES[claim.polarity]}</span>
        </li>
      )}
      {claim.hedge !== null && (
        <li>
          <span class="label caution">
            hedged: <bdi>“{claim.hedge}”</bdi>
          </span>
        </li>
      )}
      {claim.confidence < UNCERTAIN_BELOW && (
        <li>
          <span class="label caution">uncertain ({percent(claim.confidence)})</span>
        </li>
      )}
      {claim.digestOf !== null && (
        <li>
          <span class="label caution">digest, not the original’s words</span>
        </li>
      )}
      {claim.quality !== 'intact' && (
        <li>
          <span class="label caution">{QUALITY_NAMES[claim.quality]}, not a quotation</span>
        </li>
      )}
    </ul>
  );
}

/** A stance in words, with a shape of its own. */
export function Stance({ stance, target }: { stance: Claim['stance']; target: string }) {
  return (
    <span class={`label stance ${stance}`}>
      <span aria-hidden="true">{{ supports: '▲', opposes: '▼', neutral: '○' }[stance]}</span> {STANCE_NAMES[stance]}
      {stance === 'neutral' ? ' on ' : ' '}
      <bdi>{target}</bdi>
    </span>
  );
}

/** The name of a bloc, with its swatch. */
export function BlocName({ bloc }: { bloc: Bloc }) {
  return (
    <span class="bloc">
      <Swatch bloc={bloc} />
      {BLOC_NAMES[bloc]}
    </span>
  );
}

/** That a side says nothing, by word and shape. */
export function Silent() {
  return (
    <span class="silent">
      <span aria-hidden="true">∅</span> <span class="silent-word">silent</span>
    </span>
  );
}

/** A date in words, or that it is unknown. */
export function When({ date }: { date: string | null }) {
  if (date === null) return <span class="unknown">date unknown</span>;
  return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(date) ? <time dateTime={date}>{dateWords(date)}</time> : <bdi>{date}</bdi>;
}

/** A link to a page elsewhere; the address as text where no link may lead to it. */
export function WebLink({ address }: { address: string }) {
  const target = findWebAddress(address);
  if (target === undefined) return <bdi class="address">{address}</bdi>;
  return (
    <a class="address" href={target} rel="external noopener noreferrer nofollow">
      {plain(address)}
    </a>
  );
}

/** How `claims` are distributed over the blocs: a bar, and the same in words. Those made jointly count for each bloc, and once in all. */
export function Distribution(props: { counts: Record<string, number>; blocs: Bloc[]; of: string; claims?: number }) {
  const { counts, blocs, of, claims } = props;
  const total = blocs.reduce((sum, bloc) => sum + (counts[bloc] ?? 0), 0);
  let at = 0;
  const parts = blocs.map((bloc) => {
    const width = total === 0 ? 0 : ((counts[bloc] ?? 0) / total) * 100;
    at += width;
    return { bloc, width, x: at - width };
  });
  return (
    <figure class="distribution">
      <figcaption>
        {of}: {countOf(claims ?? total, 'claim')}
        {claims !== undefined && claims < total && `, ${figures(total - claims)} of them of two blocs`}
      </figcaption>
      <svg viewBox="0 0 100 4" width="100%" height="14" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="ground" x="0" y="0" width="100" height="4" />
        {parts.map(({ bloc, x, width }) => (
          <rect key={bloc} class={`fill-${bloc}`} x={round(x)} y="0" width={round(width)} height="4" />
        ))}
      </svg>
      <ul>
        {blocs.map((bloc) => (
          <li key={bloc}>
            <BlocName bloc={bloc} /> {figures(counts[bloc] ?? 0)}
            {total > 0 && ` (${percent((counts[bloc] ?? 0) / total)})`}
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** One line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A remark that must not be overlooked. */
export function Note({ children }: { children: ComponentChildren }) {
  return (
    <p class="note">
      <span class="sign" aria-hidden="true">
        !
      </span>
      <span>{children}</span>
    </p>
  );
}

function Swatch({ bloc }: { bloc: Bloc }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
      {SHAPES[bloc]}
    </svg>
  );
}

const SHAPES = {
  us: <rect class="fill-us" x="1" y="1" width="8" height="8" />,
  china: <circle class="fill-china" cx="5" cy="5" r="4.5" />,
  europe: <path class="fill-europe" d="M5 0.500 9.500 9 0.500 9z" />,
  other: <path class="fill-other" d="M5 0 10 5 5 10 0 5z" />,
};

const round = (number: number) => Math.round(number * 1000) / 1000;
