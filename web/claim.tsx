import type { Hop } from '../src/claim.ts';
import { type ClaimView, distanceWords, type Match, namesItself, type TopicCount } from '../src/contract.ts';
import type { WhyResponse } from '../src/why/contract.ts';
import {
  annotationAddress,
  changesAddress,
  claimAddress,
  documentAddress,
  findWebAddress,
  fragmentAddress,
  passageAddress,
  placeAddress,
  speakerAddress,
  topicAddress,
} from './address.ts';
import { VERDICT_NAMES } from './check.tsx';
import { type Choices, CorrectForm } from './correct.tsx';
import { CorrectedNote, History } from './corrected.tsx';
import { renderPage } from './page.tsx';
import { BlocName, Fact, Note, namesOf, Stance, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { Why } from './why.tsx';
import {
  CAPACITY_NAMES,
  countryName,
  digestWords,
  isQuotation,
  MANNER_NAMES,
  mannerWords,
  POLARITY_NAMES,
  percent,
  SPEAKER_KIND_NAMES,
  UNCERTAIN_BELOW,
} from './words.ts';

/** A claim alone: its words in context, who made it, how it reached us, its labels with their confidence, and citations. */
export function claimPage(
  data: {
    view: ClaimView;
    target: string;
    why: WhyResponse;
    topics: TopicCount[];
    speakers?: string[];
    elsewhere?: Match[];
    /** Whether the words still stand in the document, where the claim is of an older version. */
    stands?: boolean;
    /** Styles of citation that can be had, by their names in the address. */
    styles?: Record<string, string>;
    styled?: { style: string; text: string } | null;
  },
  viewer?: Viewer,
): string {
  const { view, target, why, topics, speakers = [], elsewhere = [], stands = false, styles = {}, styled = null } = data;
  const { claim } = view;
  const names = namesOf({ topics, target });
  return renderPage(
    {
      viewer,
      title: `${claim.speaker.name}, in ${claim.title ?? claim.document}`,
      data: `${claimAddress(claim.id)}.json`,
      linked: annotationAddress(claim.id),
    },
    <>
      <p class="kicker">Claim</p>
      <h1>
        <bdi>{[claim.speaker, ...claim.jointly].map(({ name }) => name).join(' and ')}</bdi>,{' '}
        <span class="manner">{mannerWords(claim)}</span>
      </h1>
      <Banners view={view} stands={stands} />
      <Context view={view} />
      <div class="claim-parts">
        <div>
          <Chain view={view} />
          <Labels view={view} target={target} />
        </div>
        <div>
          <SpeakerPart view={view} />
          <SourcePart view={view} />
        </div>
      </div>
      <Elsewhere matches={elsewhere} />
      <Why why={why} names={names.topics} />
      {viewer?.editor && (
        <Correct view={view} editor={viewer.editor} topics={topics} target={target} speakers={speakers} />
      )}
      <History view={view} viewer={viewer} />
      <Citations view={view} styles={styles} styled={styled} />
    </>,
  );
}

/** The labels as a form, folded away; a rejected claim has nothing to correct until that is undone. */
function Correct(props: { view: ClaimView; editor: NonNullable<Viewer['editor']> } & Choices) {
  if (props.view.claim.corrected.includes('rejected')) return null;
  return (
    <details id="correct" class="correct">
      <summary>Correct these labels</summary>
      <CorrectForm {...props} />
    </details>
  );
}

function Banners({ view, stands }: { view: ClaimView; stands: boolean }) {
  const { claim } = view;
  return (
    <>
      <CorrectedNote view={view} />
      {!view.current && (
        <Note>
          The document has changed since:{' '}
          {stands
            ? 'these words still stand in its current version, but are read otherwise there.'
            : 'these words no longer stand in its current version.'}{' '}
          This page and its citation still point at the version in which they were found.{' '}
          <a href={changesAddress(claim.document, { from: claim.version })}>What it says now</a>
        </Note>
      )}
      {claim.digestOf !== null && (
        <Note>
          From a digest in Triptych’s words of <bdi>{digestWords(claim)}</bdi>, not from the original. Do not quote it
          as the original’s words.
        </Note>
      )}
      {claim.quality === 'damaged' && (
        <Note>The stored text is damaged. These words can be found and cited, but they are not a quotation.</Note>
      )}
      {claim.quality === 'ocr' && (
        <Note>
          These words were recognised in a picture of the page (OCR). They can be found and cited, but compare them with
          the page before you quote them.
        </Note>
      )}
      {claim.polarity !== 'asserted' && (
        <Note>
          <bdi>{claim.speaker.name}</bdi> {POLARITY_NAMES[claim.polarity]}. Do not quote the words as{' '}
          <bdi>{claim.speaker.name}</bdi>’s claim.
        </Note>
      )}
      {claim.hedge !== null && (
        <Note>
          Hedged in the text with <bdi>“{claim.hedge}”</bdi>: it is not said for sure that this was said.
        </Note>
      )}
      {claim.confidence < UNCERTAIN_BELOW && (
        <Note>Uncertain: the program gives this attribution {percent(claim.confidence)}.</Note>
      )}
    </>
  );
}

/** The words of a claim between those around them, and where they stand. */
export function Context({ view }: { view: ClaimView }) {
  const { claim, before, after } = view;
  const isCut = claim.end + after.length < view.document.characters;
  const place = placeAddress(claim, view.current ? undefined : claim.version);
  const Frame = isQuotation(claim) ? 'blockquote' : 'div';
  return (
    <section aria-labelledby="context">
      <h2 id="context" class="hidden">
        The words in context
      </h2>
      <Frame class="context">
        <p dir="auto">
          <span class="around">{before.length < claim.start ? `…${before.replace(/^\S{1,20}\s+/, '')}` : before}</span>
          <mark class="claim-words current">{claim.text}</mark>
          <span class="around">{isCut ? `${after.replace(/\s+\S{0,20}$/, '')}…` : after.trimEnd()}</span>
        </p>
      </Frame>
      <p class="where">
        <cite>
          <bdi>{claim.title ?? claim.document}</bdi>
        </cite>
        , <When date={claim.date} />
        {claim.page !== null && `, page ${claim.page}`}. <a href={place}>See it in the document</a>
      </p>
    </section>
  );
}

/** The way a claim took, step by step: the outlet first, the one who makes it last. */
export function Chain({ view }: { view: ClaimView }) {
  const { chain } = view.claim;
  const last = chain.length - 1;
  return (
    <section aria-labelledby="chain">
      <h2 id="chain">How it reached us</h2>
      <ol class="chain">
        {chain.map((hop, index) => (
          <li key={`${index} ${hop.id}`}>
            <a class="speaker" href={speakerAddress(hop.id)}>
              <bdi>{hop.name}</bdi>
            </a>
            <span class="step">
              {index === 0 && hop.manner === 'own' ? (
                'publishes the document'
              ) : (
                <HopWords hop={hop} by={chain[index - 1]?.name} />
              )}
              {index === last &&
                (index === 0 && hop.manner === 'own'
                  ? ' and makes the claim in its own voice'
                  : ', and makes the claim')}
            </span>
            <Meant hop={hop} claim={view.claim} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Where the words that stand for a speaker do not name him: what does. */
function Meant({ hop, claim: { document, version } }: { hop: Hop; claim: ClaimView['claim'] }) {
  const { name, resolution } = hop;
  if (!resolution?.mention || namesItself(hop)) return null;
  const { mention, rule, confidence, decidedBy } = resolution;
  return (
    <span class="step meant">
      <bdi>“{mention}”</bdi> stands for <bdi>{name}</bdi>
      {decidedBy && (
        <>
          , decided by{' '}
          <a href={passageAddress({ document, version, start: decidedBy.start, end: decidedBy.end })}>
            <bdi>“{decidedBy.text}”</bdi>
          </a>{' '}
          {distanceWords(decidedBy.sentences)}
        </>
      )}{' '}
      (<bdi>{rule}</bdi>, {percent(confidence)})
    </span>
  );
}

/** How a hop is reported: `by` the one before it, or by the document where that one is not known. */
function HopWords({ hop, by }: { hop: Hop; by: string | undefined }) {
  return (
    <>
      is {hop.manner === 'own' ? 'reported' : MANNER_NAMES[hop.manner]}{' '}
      {by === undefined ? (
        'in the document, whose publisher is not known'
      ) : (
        <>
          by <bdi>{by}</bdi>
        </>
      )}
      {hop.cue && (
        <>
          {' '}
          (<bdi>“{hop.cue}”</bdi>)
        </>
      )}
      {hop.polarity !== 'asserted' && `, ${POLARITY_NAMES[hop.polarity]}`}
      {hop.hedge !== null && (
        <>
          , hedged with <bdi>“{hop.hedge}”</bdi>
        </>
      )}
    </>
  );
}

/** Other places that carry the same words, and how they have them. */
function Elsewhere({ matches }: { matches: Match[] }) {
  if (matches.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere" class="elsewhere">
      <h2 id="elsewhere">The same words elsewhere</h2>
      <ul class="plain">
        {matches.map((match) => (
          <li key={`${match.document} ${match.start}`}>
            <a href={passageAddress(match)}>
              <bdi>{match.title ?? match.document}</bdi>
            </a>
            , <When date={match.date} />: {VERDICT_NAMES[match.verdict].name.toLowerCase()}
            {match.speaker && (
              <>
                , said by <bdi>{match.speaker.name}</bdi>
              </>
            )}
            {match.reporter && (
              <>
                , reported by <bdi>{match.reporter}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SpeakerPart({ view }: { view: ClaimView }) {
  const { claim, speaker, labels } = view;
  const wikidata = speaker.wikidata && /^Q\d+$/.test(speaker.wikidata) ? speaker.wikidata : null;
  return (
    <section aria-labelledby="speaker">
      <h2 id="speaker">Speaker</h2>
      <dl class="facts-list">
        <Fact name="Name">
          <a href={speakerAddress(claim.speaker.id)}>
            <bdi>{claim.speaker.name}</bdi>
          </a>{' '}
          <span class="aside">{SPEAKER_KIND_NAMES[claim.speaker.kind]}</span>
        </Fact>
        {speaker.role && <Fact name="Role">{<bdi>{speaker.role}</bdi>}</Fact>}
        {speaker.affiliation && <Fact name="On behalf of">{<bdi>{speaker.affiliation}</bdi>}</Fact>}
        <Fact name="Bloc">
          <BlocName bloc={claim.bloc} />
        </Fact>
        <Fact name="Speaks">{claim.capacity ? CAPACITY_NAMES[claim.capacity] : 'in a capacity that is unknown'}</Fact>
        {claim.jointly.map((one) => (
          <Fact key={one.id} name="Together with">
            <a href={speakerAddress(one.id)}>
              <bdi>{one.name}</bdi>
            </a>{' '}
            <BlocName bloc={one.bloc} /> <span class="aside">{one.capacity && CAPACITY_NAMES[one.capacity]}</span>
          </Fact>
        ))}
        <Fact name="Country">{claim.speaker.country ? countryName(claim.speaker.country) : 'unknown'}</Fact>
        {speaker.aliases.length > 0 && <Fact name="Also called">{<bdi>{speaker.aliases.join(', ')}</bdi>}</Fact>}
        {wikidata && (
          <Fact name="Wikidata">
            <a href={findWebAddress(`https://www.wikidata.org/wiki/${wikidata}`)} rel="external noopener noreferrer">
              {wikidata}
            </a>
          </Fact>
        )}
        <Fact name="Who is meant">{percent(labels.speakerConfidence)} sure</Fact>
      </dl>
    </section>
  );
}

function Labels({ view, target }: { view: ClaimView; target: string }) {
  const { claim, labels } = view;
  return (
    <section aria-labelledby="labels">
      <h2 id="labels">Labels</h2>
      <dl class="facts-list">
        <Fact name="Topics">
          {labels.topics.length === 0 && 'none'}
          <ul class="scores">
            {labels.topics.map((topic) => (
              <li key={topic.id}>
                <a href={topicAddress(topic.id)}>{topic.name}</a>{' '}
                <span class="count">score {topic.score.toFixed(2)}</span>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name="Stance">
          <Stance stance={claim.stance} target={target} />{' '}
          <span class="count">confidence {percent(labels.stanceConfidence)}</span>
        </Fact>
        <Fact name="Manner">
          {MANNER_NAMES[claim.manner]}
          {claim.cue && (
            <>
              , with <bdi>“{claim.cue}”</bdi>
            </>
          )}
        </Fact>
        <Fact name="Confidence">{percent(claim.confidence)} that this speaker makes this claim here</Fact>
        <Fact name="Labelled by">
          <code>{labels.extractor}</code>
        </Fact>
      </dl>
    </section>
  );
}

function SourcePart({ view }: { view: ClaimView }) {
  const { claim, document } = view;
  const version = view.current ? undefined : claim.version;
  // A digest has other words than its source, and a PDF or a damaged text need not have these.
  const original = claim.digestOf === null && claim.quality === 'intact' ? findWebAddress(document.address) : undefined;
  return (
    <section aria-labelledby="source">
      <h2 id="source">Document</h2>
      <dl class="facts-list">
        <Fact name="Title">
          <a href={documentAddress(claim.document, version)}>
            <bdi>{document.title ?? document.name}</bdi>
          </a>
        </Fact>
        <Fact name="Publisher">{document.publisher ? <bdi>{document.publisher}</bdi> : 'unknown'}</Fact>
        <Fact name="Place">
          characters {claim.start} to {claim.end}
        </Fact>
        <Fact name="SHA-256">
          <code>{claim.version}</code>
        </Fact>
        {original && (
          <Fact name="Original">
            <a href={fragmentAddress(original, claim.text)} rel="external noopener noreferrer">
              These words on the page they came from
            </a>
          </Fact>
        )}
        <Fact name="Permalink">
          <a href={claimAddress(claim.id)}>{claimAddress(claim.id)}</a>
        </Fact>
        <Fact name="As data">
          <a href={annotationAddress(claim.id)}>Web Annotation (JSON-LD)</a>
        </Fact>
      </dl>
    </section>
  );
}

function Citations(props: {
  view: ClaimView;
  styles: Record<string, string>;
  styled: { style: string; text: string } | null;
}) {
  const { view, styles, styled } = props;
  const { plain, bibtex, ris, csl } = view.citations;
  const { claim } = view;
  // Words that are nobody's own stand without quotation marks, and apart from who is named.
  const words = isQuotation(claim) ? `“${claim.text}”` : `${claim.text} –`;
  const formats = [
    { id: 'bibtex', name: 'BibTeX', text: bibtex },
    { id: 'ris', name: 'RIS', text: ris },
    { id: 'csl', name: 'CSL-JSON', text: JSON.stringify(csl, null, 2) },
  ];
  return (
    <section class="citations" aria-labelledby="citations">
      <h2 id="citations">Cite it</h2>
      <Citation id="quotation" text={`${words} ${plain}`} button="Copy quotation with citation" />
      <Citation id="plain" text={plain} />
      {Object.keys(styles).length > 0 && (
        <nav class="styles" aria-label="Styles of citation">
          <span aria-hidden="true">In the style of</span>
          {Object.entries(styles).map(([style, name]) => (
            <a
              key={style}
              href={`${claimAddress(view.claim.id)}?style=${style}#citations`}
              aria-current={style === styled?.style ? 'true' : undefined}
            >
              {name}
            </a>
          ))}
        </nav>
      )}
      {styled && <Citation id="styled" text={styled.text} />}
      {formats.map(({ id, name, text }) => (
        <details key={id}>
          <summary>{name}</summary>
          <Citation id={id} text={text} />
        </details>
      ))}
    </section>
  );
}

/** The button appears when a script can make it work. */
function Citation({ id, text, button = 'Copy' }: { id: string; text: string; button?: string }) {
  return (
    <div class="citation">
      <pre id={`citation-${id}`}>{text}</pre>
      <button type="button" hidden aria-live="polite" data-copy={`citation-${id}`}>
        {button}
      </button>
    </div>
  );
}
