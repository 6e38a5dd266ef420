import type { Claim } from '../src/claim.ts';
import type { DocumentView } from '../src/contract.ts';
import type { ChangedPiece, Changes } from '../src/documents/contract.ts';
import { claimAddress, documentAddress } from './address.ts';
import { renderPage } from './page.tsx';
import { Note, When } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, shorten } from './words.ts';

type Version = DocumentView['versions'][number];

/** What changed in a document from one version to a later one: its claims, and its text word by word. */
export function changesPage(
  data: { view: DocumentView; from: Version; to: Version; changes: Changes },
  viewer?: Viewer,
): string {
  const { view, from, to, changes } = data;
  const { gone, came, kept } = changes;
  return renderPage(
    { title: `Changes in ${view.title ?? view.name}`, place: '/documents', viewer },
    <>
      <p class="kicker">
        <a href={documentAddress(view.name)}>
          <bdi>{view.title ?? view.name}</bdi>
        </a>
      </p>
      <h1>What changed</h1>
      <p class="byline">
        From the version read on <VersionLink name={view.name} version={from} /> to that read on{' '}
        <VersionLink name={view.name} version={to} />.
      </p>
      <section aria-labelledby="claims">
        <h2 id="claims">Claims</h2>
        <p>
          {countOf(kept, 'claim')} {kept === 1 ? 'stands' : 'stand'} in both, {gone.length} only in the older,{' '}
          {came.length} only in the newer.
        </p>
        {gone.length > 0 && (
          <Note>
            Words that no longer stand in the document keep their page, and every citation of them its version.
          </Note>
        )}
        <Claims title="No longer there" claims={gone} />
        <Claims title="New" claims={came} />
      </section>
      <section class="changes" aria-labelledby="text">
        <h2 id="text">Text</h2>
        <p class="hint">
          <ins class="differs">Underlined</ins> words came, <del class="differs">struck</del> ones went.
        </p>
        <div class="text">
          {changes.parts.map((part, i) =>
            part.kind === 'same' ? <Same key={i} blocks={part.blocks} /> : <Changed key={i} pieces={part.pieces} />,
          )}
        </div>
      </section>
    </>,
  );
}

function VersionLink({ name, version }: { name: string; version: Version }) {
  return (
    <a href={documentAddress(name, version.current ? undefined : version.version)}>
      <When date={version.readAt.slice(0, 10)} />, {version.readAt.slice(11, 16)}
    </a>
  );
}

function Claims({ title, claims }: { title: string; claims: Claim[] }) {
  if (claims.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="plain">
        {claims.map(({ id, speaker, text }) => (
          <li key={id}>
            <bdi class="speaker">{speaker.name}</bdi>:{' '}
            <a href={claimAddress(id)}>
              <bdi>{shorten(text, 160)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Paragraphs that both versions have: the first and the last, and how many lie between. */
function Same({ blocks }: { blocks: string[] }) {
  const [first, last] = [blocks[0]!, blocks.at(-1)!];
  return (
    <>
      <p class="unchanged" dir="auto">
        {shorten(first, 200)}
      </p>
      {blocks.length > 2 && <p class="skipped">{countOf(blocks.length - 2, 'paragraph')} the same in both</p>}
      {blocks.length > 1 && (
        <p class="unchanged" dir="auto">
          {shorten(last, 200)}
        </p>
      )}
    </>
  );
}

function Changed({ pieces }: { pieces: ChangedPiece[] }) {
  return (
    <p class="changed" dir="auto">
      {pieces.map(({ kind, text }, i) => {
        if (kind === 'same') return text;
        const Mark = kind === 'added' ? 'ins' : 'del';
        return (
          <Mark key={i} class="differs">
            <span class="hidden">{kind === 'added' ? ' [came: ' : ' [went: '}</span>
            {text}
            <span class="hidden">] </span>
          </Mark>
        );
      })}
    </p>
  );
}
