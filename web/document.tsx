import type { ComponentChildren, JSX } from 'preact';
import type { Claim, Span } from '../src/claim.ts';
import type { DocumentView } from '../src/contract.ts';
import {
  changesAddress,
  claimAddress,
  documentAddress,
  placeAddress,
  sheetAddress,
  snapshotAddress,
} from './address.ts';
import { Keys } from './keys.tsx';
import { MendForm, MendHistory } from './mend.tsx';
import { renderPage } from './page.tsx';
import { BlocName, Note, WebLink, When } from './parts.tsx';
import { cutBlocks, type Passage, type Segment } from './passages.ts';
import type { Viewer } from './viewer.ts';
import {
  countOf,
  countryName,
  figures,
  MANNER_NAMES,
  mannerWords,
  POLARITY_NAMES,
  percent,
  plain,
  shorten,
} from './words.ts';

const PASSAGE = 'passage';
type Block = DocumentView['blocks'][number];

/** The stored text of a version, block by block, with its claims marked and one of them, or any passage, highlighted. */
export function documentPage(
  data: { view: DocumentView; highlight?: string; passage?: Span; hasSheets?: boolean },
  viewer?: Viewer,
): string {
  const { view, highlight, passage, hasSheets = false } = data;
  const title = view.title ?? view.name;
  const chosen = view.claimList.find((claim) => claim.id === highlight);
  return renderPage(
    {
      viewer,
      title,
      place: '/documents',
      data: documentAddress(`${view.name}.json`, view.current ? undefined : view.version),
    },
    <>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <Byline view={view} />
      <Banners view={view} />
      <Facts view={view} />
      {viewer?.editor && view.current && <MendForm view={view} editor={viewer.editor} />}
      {highlight !== undefined && <Highlighted claim={chosen} id={highlight} />}
      {passage && <PassageNote view={view} passage={passage} />}
      <div class="with-side reading">
        <article class="text" lang={languageTag(view.language)} aria-labelledby="text-title">
          <h2 id="text-title" class="hidden" lang="en">
            Text as it was read
          </h2>
          <Text view={view} highlight={chosen?.id} passage={passage} hasSheets={hasSheets} />
        </article>
        <Claims view={view} highlight={chosen?.id} />
      </div>
    </>,
  );
}

function Byline({ view }: { view: DocumentView }) {
  return (
    <p class="byline">
      {view.author && (
        <>
          <bdi>{view.author}</bdi>,{' '}
        </>
      )}
      <bdi>{view.publisher ?? 'publisher unknown'}</bdi>, <When date={view.date} />.{' '}
      <a href="#claims">{countOf(view.claimList.length, 'claim')}</a>
    </p>
  );
}

function Banners({ view }: { view: DocumentView }) {
  const { digestOf } = view;
  return (
    <>
      {digestOf && (
        <Note>
          A digest in Triptych’s words of <bdi>{digestOf.title ?? 'an untitled text'}</bdi> (
          <bdi>{digestOf.publisher ?? 'publisher unknown'}</bdi>, <When date={digestOf.date ?? null} />
          ), not the original. Do not quote it as the original’s words.
          {digestOf.address && (
            <>
              {' '}
              Original: <WebLink address={digestOf.address} />
            </>
          )}
        </Note>
      )}
      {view.quality === 'damaged' && (
        <Note>The stored text is damaged: words are missing or wrong. Its claims are not shown as quotations.</Note>
      )}
      {view.quality === 'ocr' && (
        <Note>
          The text was recognised in pictures of its pages (OCR
          {view.recognition !== null && `, ${percent(view.recognition)} sure on the average`}). Its claims are not shown
          as quotations: compare them with the pages before you quote them.
        </Note>
      )}
      {view.copies.length > 0 && <Copies view={view} />}
      {!view.current && (
        <Note>
          This is an older version. <a href={documentAddress(view.name)}>Read the current one</a>.
        </Note>
      )}
    </>
  );
}

function Copies({ view }: { view: DocumentView }) {
  return (
    <Note>
      The same text stands in other documents, which count with this one as a single source:{' '}
      {view.copies.map(({ document, title, publisher, date, resemblance }, i) => (
        <>
          {i > 0 && '; '}
          <a href={documentAddress(document)}>
            <bdi>{title ?? document}</bdi>
          </a>{' '}
          (<bdi>{publisher ?? 'publisher unknown'}</bdi>, <When date={date} />
          {resemblance < 1 && `, about ${percent(resemblance)} alike`})
        </>
      ))}
      .
    </Note>
  );
}

function Facts({ view }: { view: DocumentView }) {
  const rows: [string, ComponentChildren][] = [
    ['Name', <bdi>{view.name}</bdi>],
    ['Publisher', optional(view.publisher)],
    ['Author', optional(view.author)],
    ['Date', <When date={view.date} />],
    ...(view.modified === null ? [] : [['Changed', <When date={view.modified} />] as [string, JSX.Element]]),
    ['Kind', optional(view.kind)],
    ['Address', view.address ? <WebLink address={view.address} /> : optional(null)],
    ['Language', optional(view.language)],
    ['Country', optional(view.country && countryName(view.country))],
    [
      'Licence',
      view.licence && URL.canParse(view.licence) ? <WebLink address={view.licence} /> : optional(view.licence),
    ],
    ['Read', <When date={view.readAt.slice(0, 10)} />],
    ...(view.snapshot ? [['Fetched', <Fetched view={view} snapshot={view.snapshot} />] as [string, JSX.Element]] : []),
    [
      'Length',
      `${countOf(view.characters, 'character')}${view.pages === null ? '' : `, ${countOf(view.pages, 'page')}`}`,
    ],
    ['Version (SHA-256)', <code>{view.version}</code>],
  ];
  return (
    <details class="facts">
      <summary>
        About this document
        {view.warnings.length > 0 && `: ${countOf(view.warnings.length, 'warning')}`}
        {view.versions.length > 1 && `, ${countOf(view.versions.length, 'version')}`}
      </summary>
      <table>
        <caption class="hidden">What is known about this document</caption>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {value}
                <Origin origin={view.origins[name.toLowerCase()]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Warnings view={view} />
      <MendHistory view={view} />
      <Versions view={view} />
    </details>
  );
}

const ORIGINS: Record<string, string> = { corrected: 'corrected by a person', given: 'given with it' };

/** Where a field came from, unless the document simply says it. */
function Origin({ origin }: { origin: string | undefined }) {
  if (origin === undefined) return null;
  return (
    <span class="aside">
      {' '}
      <bdi>{ORIGINS[origin] ?? `from the ${origin}`}</bdi>
    </span>
  );
}

function Fetched({ view, snapshot }: { view: DocumentView; snapshot: NonNullable<DocumentView['snapshot']> }) {
  return (
    <>
      <When date={snapshot.since.slice(0, 10)} />
      {snapshot.at.slice(0, 10) !== snapshot.since.slice(0, 10) && (
        <>
          , and still the same <When date={snapshot.at.slice(0, 10)} />
        </>
      )}
      . <a href={snapshotAddress(view.name, view.current ? undefined : view.version)}>Source as it came</a>
    </>
  );
}

function Warnings({ view }: { view: DocumentView }) {
  if (view.warnings.length === 0) return null;
  return (
    <>
      <h2>Warnings</h2>
      <ul>
        {view.warnings.map((warning) => (
          <li key={warning.code + warning.message}>
            <bdi>{warning.message}</bdi> <code>{warning.code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Versions({ view }: { view: DocumentView }) {
  if (view.versions.length < 2) return null;
  return (
    <>
      <h2>Versions</h2>
      <ol>
        {view.versions.map((one, i) => (
          <li key={one.version}>
            <a
              href={documentAddress(view.name, one.current ? undefined : one.version)}
              aria-current={one.version === view.version ? 'page' : undefined}
            >
              <When date={one.readAt.slice(0, 10)} />
            </a>
            {one.current && ' (current)'} <code>{one.version.slice(0, 12)}</code>
            {i + 1 < view.versions.length && (
              <>
                {' '}
                <a href={changesAddress(view.name, { to: one.version })}>What changed</a>
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Highlighted({ claim, id }: { claim: Claim | undefined; id: string }) {
  if (claim === undefined) {
    return (
      <Note>
        The claim in this address does not stand in this version of the document.{' '}
        <a href={claimAddress(id)}>About the claim</a>
      </Note>
    );
  }
  return (
    <p class="highlighted" role="status">
      Highlighted: a claim of <bdi class="speaker">{claim.speaker.name}</bdi>, {mannerWords(claim)}.{' '}
      <a href={`#${encodeURIComponent(claim.id)}`}>Go to its words</a>{' '}
      <a href={claimAddress(claim.id)}>Details and citation</a>
    </p>
  );
}

function PassageNote({ view, passage }: { view: DocumentView; passage: Span }) {
  if (!(passage.start < passage.end && passage.end <= view.text.length)) {
    return <Note>The passage in this address does not lie in this version of the document.</Note>;
  }
  return (
    <p class="highlighted" role="status">
      Highlighted: characters {figures(passage.start)} to {figures(passage.end)}.{' '}
      <a href={`#${PASSAGE}`}>Go to the passage</a>
    </p>
  );
}

/** The blocks of a text: groups neighbouring list items, and puts a mark where a new page begins. */
export function Text({
  view,
  highlight,
  passage,
  hasSheets = false,
  isOnePage = false,
}: {
  view: DocumentView;
  highlight: string | undefined;
  passage?: Span | undefined;
  /** The pages can be seen as they are printed. */
  hasSheets?: boolean;
  /** All blocks are of one page, which need not be said. */
  isOnePage?: boolean;
}) {
  const claims = new Map(view.claimList.map((claim) => [claim.id, claim]));
  const passages: Passage[] = view.claimList.map((claim) => ({ key: claim.id, start: claim.start, end: claim.end }));
  if (passage) passages.push({ key: PASSAGE, ...passage });
  const segments = cutBlocks(view.blocks, passages);
  const levels = headingLevels(view.blocks);
  const parts: ComponentChildren[] = [];
  let items: ComponentChildren[] = [];
  let page: number | undefined;
  const flush = () => {
    if (items.length > 0) parts.push(<ul class="items">{items}</ul>);
    items = [];
  };
  view.blocks.forEach((block, index) => {
    if (!isOnePage && block.page !== undefined && block.page !== page) {
      page = block.page;
      flush();
      parts.push(
        <p class="page-mark" lang="en">
          Page {page}
          {hasSheets && (
            <>
              {' '}
              <a href={sheetAddress(view, page)}>
                as printed<span class="hidden">: page {page}</span>
              </a>
            </>
          )}
        </p>,
      );
    }
    const content = segments[index]!.map((segment) => (
      <Marked segment={segment} text={view.text} claims={claims} highlight={highlight} />
    ));
    if (block.kind === 'item') {
      items.push(
        <li class={`depth-${Math.min(block.level ?? 1, 4)}`} dir="auto">
          {content}
        </li>,
      );
      return;
    }
    flush();
    parts.push(
      <BlockOf block={block} level={levels[index]!}>
        {content}
      </BlockOf>,
    );
  });
  flush();
  return <>{parts}</>;
}

function BlockOf({ block, level, children }: { block: Block; level: number; children: ComponentChildren }) {
  if (block.kind === 'heading') {
    const Heading = `h${level}` as 'h3';
    return <Heading dir="auto">{children}</Heading>;
  }
  if (block.kind === 'quotation') {
    return (
      <blockquote>
        <p dir="auto">{children}</p>
      </blockquote>
    );
  }
  return (
    <p class={block.kind === 'paragraph' ? undefined : block.kind} dir="auto">
      {children}
    </p>
  );
}

/** Levels below the page's own headings, never skipping one on the way down. */
function headingLevels(blocks: Block[]): number[] {
  let last = 2;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return last;
    last = Math.min(6, last + 1, (block.level ?? 1) + 2);
    return last;
  });
}

/** A piece of text under the marks of its claims; the first piece of a claim carries its id. */
function Marked(props: {
  segment: Segment;
  text: string;
  claims: ReadonlyMap<string, Claim>;
  highlight: string | undefined;
}) {
  const { segment, claims, highlight } = props;
  const text = props.text.slice(segment.start, segment.end);
  if (segment.covering.length === 0) return <>{text}</>;
  const covering = segment.covering.flatMap((key) => claims.get(key) ?? []);
  const manners = [...new Set(covering.map((claim) => claim.manner))];
  const current =
    segment.covering.includes(PASSAGE) || (highlight !== undefined && segment.covering.includes(highlight));
  const [id, ...more] = segment.first;
  const classes = ['claim-words', ...manners, covering.length > 1 && 'several', current && 'current'].filter(Boolean);
  return (
    <mark
      id={id}
      class={classes.join(' ')}
      data-claims={covering.map((claim) => claim.id).join(' ') || undefined}
      title={
        covering
          .map(
            (claim) =>
              `${plain(claim.speaker.name)} (${[MANNER_NAMES[claim.manner], POLARITY_NAMES[claim.polarity]].filter(Boolean).join(', ')})`,
          )
          .join('; ') || undefined
      }
    >
      {more.reduce<ComponentChildren>(
        (inner, key) => (
          <span id={key}>{inner}</span>
        ),
        text,
      )}
    </mark>
  );
}

/** The claims as cards beside the text. A script lets them follow the scroll; by the keys one goes from claim to claim. */
function Claims({ view, highlight }: { view: DocumentView; highlight: string | undefined }) {
  const version = view.current ? undefined : view.version;
  const { claimList } = view;
  const at = claimList.findIndex(({ id }) => id === highlight);
  // Round about: after the last claim comes the first again.
  const [before, after] = [claimList.at(Math.max(at, 0) - 1), claimList[(at + 1) % claimList.length]];
  const overlapping = findOverlapping(claimList);
  return (
    <aside id="claims" class="side" aria-labelledby="claims-title" tabIndex={-1}>
      <div class="side-head">
        <div class="side-title">
          <h2 id="claims-title">{countOf(claimList.length, 'claim')} in this text</h2>
          {before && after && (
            <nav class="steps" aria-label="Claims one by one">
              <Step claim={before} version={version} dataKey="k" name="Previous claim" sign="↑" />
              <Step claim={after} version={version} dataKey="j" name="Next claim" sign="↓" />
            </nav>
          )}
        </div>
        {claimList.length > 0 && (
          <Keys
            keys={[
              ['j', 'next claim'],
              ['k', 'previous claim'],
            ]}
          />
        )}
      </div>
      {claimList.length === 0 && <p class="empty">No claim was found in this document.</p>}
      <ol class="claim-list">
        {claimList.map((claim) => (
          <li key={claim.id} class={claim.id === highlight ? 'current' : undefined} data-claim={claim.id}>
            <a href={placeAddress(claim, version)} aria-current={claim.id === highlight ? 'true' : undefined}>
              <bdi class="speaker">{claim.speaker.name}</bdi> <bdi class="start">{shorten(claim.text, 90)}</bdi>
            </a>
            <span class="aside">
              <BlocName bloc={claim.bloc} />, {MANNER_NAMES[claim.manner]},{' '}
              {claim.polarity !== 'asserted' && `${POLARITY_NAMES[claim.polarity]}, `}
              {overlapping.has(claim.id) && 'overlaps another claim, '}
              <a href={claimAddress(claim.id)}>details</a>
            </span>
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Step(props: { claim: Claim; version: string | undefined; dataKey: string; name: string; sign: string }) {
  const { claim, version, dataKey, name, sign } = props;
  return (
    <a
      class="step"
      href={placeAddress(claim, version)}
      data-key={dataKey}
      data-step={dataKey === 'j' ? '1' : '-1'}
      aria-label={name}
    >
      {sign}
    </a>
  );
}

/** Identifiers of those claims, in text order, that share words with another. */
function findOverlapping(claims: readonly Claim[]): Set<string> {
  const found = new Set<string>();
  let widest: Claim | undefined;
  for (const claim of claims) {
    if (widest && claim.start < widest.end) for (const { id } of [widest, claim]) found.add(id);
    if (!widest || claim.end > widest.end) widest = claim;
  }
  return found;
}

function optional(value: string | null) {
  return value ? <bdi>{value}</bdi> : <span class="unknown">unknown</span>;
}

/** Only what looks like a BCP 47 tag may stand in `lang`. */
export function languageTag(language: string | null): string | undefined {
  return language && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined;
}
