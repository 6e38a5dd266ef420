import type { Polarity } from '../src/claim.ts';
import type {
  Check,
  Difference,
  DifferenceKind,
  Match,
  Paraphrase,
  Passage,
  Verdict,
  Wording,
} from '../src/contract.ts';
import { claimAddress, passageAddress, searchAddress } from './address.ts';
import { type Piece, piecesOf } from './differences.ts';
import { When } from './parts.tsx';
import { countOf, MANNER_NAMES, POLARITY_NAMES, plain, shorten } from './words.ts';

/** How the pages call the verdicts, and the sign of each, so that none is told by its colour alone. */
export const VERDICT_NAMES: Record<Verdict, { name: string; sign: string }> = {
  verbatim: { name: 'Verbatim', sign: '=' },
  trimmed: { name: 'Trimmed', sign: '…' },
  altered: { name: 'Altered', sign: '≠' },
  paraphrase: { name: 'Paraphrase', sign: '≈' },
  'not-found': { name: 'Not found', sign: '?' },
};

const KIND_NAMES: Record<DifferenceKind, string> = {
  negation: 'negation',
  number: 'number or date',
  name: 'name',
  hedge: 'how sure it is',
  quantifier: 'how many',
  tense: 'tense',
  replaced: 'other words',
  dropped: 'left out',
  added: 'put in',
  order: 'order of words',
  spelling: 'spelling',
  punctuation: 'punctuation',
  hidden: 'hidden by the ellipsis',
  bracketed: 'in brackets',
};

/**
 * What spoils a verdict that is good as to the words: they are not the own ones of whom was named, or, where a text says
 * that he denies or did not say them (`polarity`), they are.
 */
export function doubtOf({ verdict, attribution, matches }: Check, polarity: Polarity = 'asserted'): string | null {
  if ((verdict !== 'verbatim' && verdict !== 'trimmed') || attribution === null) return null;
  if (polarity === 'asserted') return DOUBTS[attribution];
  if (attribution === 'confirmed') return 'but the speaker does say it';
  return matches[0]?.polarity === polarity ? null : DOUBTS[attribution];
}

const DOUBTS: Record<NonNullable<Check['attribution']>, string | null> = {
  confirmed: null,
  'different-speaker': 'but of somebody else',
  'reported-by': 'but not the speaker’s own words',
  unattributed: 'but the speaker is not confirmed',
};

/** The verdict with its sign, and what spoils it: a glance must not take the words of a reporter for those of the speaker. */
export function VerdictName({ check, polarity }: { check: Check; polarity?: Polarity }) {
  const doubt = doubtOf(check, polarity);
  return (
    <>
      <VerdictSign verdict={check.verdict} />
      <span>
        {VERDICT_NAMES[check.verdict].name}
        {doubt && <span class="doubt">, {doubt}</span>}
      </span>
    </>
  );
}

/** What is known of one quotation: the verdict, who said it, every place, and how the documents differ. */
export function CheckResult(props: { check: Check; speaker?: string | undefined; documents: number }) {
  const { check, speaker, documents } = props;
  return (
    <>
      <section class={`verdict ${check.verdict}${doubtOf(check) ? ' doubted' : ''}`} aria-labelledby="verdict">
        <h2 id="verdict">
          <VerdictName check={check} />
        </h2>
        <blockquote class="printed-only" dir="auto">
          {check.quotation}
        </blockquote>
        <p role="status">
          <bdi>{check.summary}</bdi>
        </p>
        <Attribution check={check} speaker={speaker} />
        <Earliest passage={check.earliest} />
        {check.verdict === 'not-found' && <Elsewhere quotation={check.quotation} documents={documents} />}
      </section>
      <Places check={check} />
      <Wordings wordings={check.wordings} />
      <Paraphrases paraphrases={check.paraphrases} />
    </>
  );
}

/** What a quotation that is not found was looked for in, and where to go on. */
function Elsewhere({ quotation, documents }: { quotation: string; documents: number }) {
  return (
    <p class="hint">
      {countOf(documents, 'document')} searched: it may stand in a text that is not among them.{' '}
      <a href={searchAddress({ query: shorten(quotation, ASKED) })}>Search for claims like it</a>
    </p>
  );
}

/** Characters of a quotation that claims are searched by. */
const ASKED = 300;

export function VerdictSign({ verdict }: { verdict: Verdict }) {
  return (
    <span class="verdict-sign" aria-hidden="true">
      {VERDICT_NAMES[verdict].sign}
    </span>
  );
}

/** Whether the one who was named said it, and who did; nothing where nobody was named. */
export function Attribution({ check, speaker }: { check: Check; speaker?: string | undefined }) {
  if (check.attribution === null) return null;
  const asked = <bdi>{speaker ?? 'the speaker you named'}</bdi>;
  const said = check.speaker && <bdi>{check.speaker.name}</bdi>;
  const reporter = <bdi>{check.matches[0]?.reporter ?? 'the document'}</bdi>;
  return (
    <p class={`attribution ${check.attribution}`}>
      <strong>Speaker: </strong>
      {check.attribution === 'confirmed' && <>confirmed, the words are attributed to {asked}.</>}
      {check.attribution === 'different-speaker' && (
        <>
          different, the words are not attributed to {asked}
          {said && <> but to {said}</>}.
        </>
      )}
      {check.attribution === 'reported-by' &&
        (check.matches[0]?.manner === 'indirect' ? (
          <>
            reported, {said} is said to have said so, but the words are those of {reporter}.
          </>
        ) : (
          <>
            reported, the words are {said}’s, and {asked} stands beside them only as who reports or is reported.
          </>
        ))}
      {check.attribution === 'unattributed' && <>not known, no claim says that these words are {asked}’s.</>}
    </p>
  );
}

function Earliest({ passage }: { passage: Passage | null }) {
  if (passage === null) return null;
  return (
    <p class="earliest">
      <strong>Earliest known: </strong>
      <Carrier passage={passage} />
    </p>
  );
}

function Carrier({ passage }: { passage: Passage }) {
  return (
    <>
      <a href={passageAddress(passage)}>{plain(passage.title ?? passage.document)}</a>, <When date={passage.date} />
    </>
  );
}

function Places({ check }: { check: Check }) {
  const { matches, verdict, quotation } = check;
  if (matches.length === 0) return null;
  return (
    <section aria-labelledby="places">
      <h2 id="places">
        {verdict === 'not-found' || verdict === 'paraphrase' ? 'Only in text that may be wrong' : 'Where it stands'}:{' '}
        {countOf(matches.length, 'place')}
      </h2>
      <ol class="cards">
        {matches.map((match) => (
          <li key={`${match.version}-${match.start}-${match.end}`}>
            <Place match={match} quotation={quotation} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One passage: its words beside the quotation's, the differences by kind, who says it there, and what version it is of. */
export function Place({ match, quotation }: { match: Match; quotation: string }) {
  return (
    <article class="place">
      <p class="where">
        <cite>
          <bdi>{match.title ?? match.document}</bdi>
        </cite>
        , <When date={match.date} />
        {match.page !== null && `, page ${match.page}`}
      </p>
      <dl class="wordings">
        <dt>The document has</dt>
        <dd dir="auto">
          <span class="beside">{contextBefore(match.before)}</span>
          <Pieces pieces={piecesOf(match.text, match.start, match.differences, 'expectedAt')} as="ins" />
          <span class="beside">{contextAfter(match.after)}</span>
        </dd>
        {match.differences.length > 0 && (
          <>
            <dt>The quotation has</dt>
            <dd dir="auto">
              <Pieces pieces={piecesOf(quotation, 0, match.differences, 'foundAt')} as="del" />
            </dd>
          </>
        )}
      </dl>
      <Differences differences={match.differences} there="the document" here="the quotation" />
      <WhoSaysIt match={match} />
      {match.digestOf !== null && (
        <p class="mind">
          A digest of <bdi>{match.digestOf}</bdi>: these are not the original’s words.
        </p>
      )}
      {match.quality === 'ocr' && (
        <p class="mind">
          These words were recognised in a picture of the page (OCR): differences may be mistakes of the recognition.
        </p>
      )}
      {match.quality === 'damaged' && (
        <p class="mind">The stored text is damaged: words may be missing that the original has.</p>
      )}
      <p class="version">
        Version <code>{match.version}</code>, characters {match.start}–{match.end}
      </p>
      <p class="ways">
        <a href={passageAddress(match)}>See it in the document</a>{' '}
        {match.claim && <a href={claimAddress(match.claim)}>Details and citation</a>}
      </p>
    </article>
  );
}

function WhoSaysIt({ match }: { match: Match }) {
  const { speaker, polarity, manner, reporter } = match;
  if (speaker === null) return <p class="who">No claim covers this place: who says it here is not known.</p>;
  const name = <bdi class="speaker">{speaker.name}</bdi>;
  return (
    <p class="who">
      {polarity === 'asserted' ? (
        <>Said by {name}</>
      ) : (
        <>
          {name} {POLARITY_NAMES[polarity ?? 'unsaid']}
        </>
      )}
      {manner && `, ${MANNER_NAMES[manner]}`}
      {reporter !== null && (
        <>
          {' '}
          by <bdi>{reporter}</bdi>
        </>
      )}
    </p>
  );
}

/** The differences one by one: what kind each is, and the words of both texts. */
export function Differences(props: { differences: Difference[]; there: string; here: string }) {
  const { differences, there, here } = props;
  if (differences.length === 0) return <p class="same">The words are the same.</p>;
  return (
    <ul class="differences">
      {differences.map((difference, index) => (
        <li key={index} class={difference.serious ? 'serious' : undefined}>
          {difference.serious && <strong class="grave">Serious: </strong>}
          <span class="kind">{KIND_NAMES[difference.kind]}</span>: {inWords(difference, there, here)}
        </li>
      ))}
    </ul>
  );
}

function inWords({ kind, expected, found }: Difference, there: string, here: string) {
  const [theirs, ours] = [<Said words={expected} />, <Said words={found} />];
  if (kind === 'hidden') return <>{theirs}</>;
  if (found === '')
    return (
      <>
        {there} has {theirs}, {here} leaves it out
      </>
    );
  if (expected === '')
    return (
      <>
        {here} has {ours}, which {there} does not
      </>
    );
  return (
    <>
      {there} has {theirs}, {here} {ours}
    </>
  );
}

function Said({ words }: { words: string }) {
  return <bdi class="said">“{words.trim()}”</bdi>;
}

/** A text with its differing words marked: by shape for the eye, serious ones more so, and by hidden words for the ear. */
export function Pieces({ pieces, as: Mark }: { pieces: Piece[]; as: 'ins' | 'del' }) {
  return (
    <>
      {pieces.map(({ text, difference }, index) =>
        difference ? (
          <Mark key={index} class={difference.serious ? 'differs serious' : 'differs'}>
            <span class="hidden"> [{difference.serious ? 'serious difference' : 'differs'}: </span>
            {text}
            <span class="hidden">] </span>
          </Mark>
        ) : (
          text
        ),
      )}
    </>
  );
}

/** The different wordings that the documents themselves have, each with everyone who carries it. */
function Wordings({ wordings }: { wordings: Wording[] }) {
  if (wordings.length < 2) return null;
  return (
    <section aria-labelledby="wordings">
      <h2 id="wordings">The documents differ from each other: {countOf(wordings.length, 'wording')}</h2>
      <p class="hint">What each has otherwise than the first is marked.</p>
      <ol class="versions-of-words">
        {wordings.map(({ text, carriers, differences }, index) => (
          <li key={index}>
            <p class="words" dir="auto">
              <Pieces pieces={piecesOf(text, 0, differences, 'foundAt')} as="ins" />
            </p>
            {differences.length > 0 && (
              <Differences differences={differences} there="the first wording" here="this one" />
            )}
            <p class="where">
              {carriers.map((passage, at) => (
                <>
                  {at > 0 && '; '}
                  <Carrier passage={passage} />
                </>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Paraphrases({ paraphrases }: { paraphrases: Paraphrase[] }) {
  if (paraphrases.length === 0) return null;
  return (
    <section aria-labelledby="paraphrases">
      <h2 id="paraphrases">The same in other words: {countOf(paraphrases.length, 'claim')}</h2>
      <p class="hint">None of these is a source for the quotation: nobody is known to have used its words.</p>
      <ol class="cards">
        {paraphrases.map(({ claim, likeness }) => (
          <li key={claim.id}>
            <article class="place">
              <p class="words" dir="auto">
                {claim.text}
              </p>
              <p class="who">
                <bdi class="speaker">{claim.speaker.name}</bdi>, {MANNER_NAMES[claim.manner]};{' '}
                <cite>
                  <bdi>{claim.title ?? claim.document}</bdi>
                </cite>
                , <When date={claim.date} />; likeness {Math.round(likeness * 100)} %
              </p>
              <p class="ways">
                <a href={claimAddress(claim.id)}>Details and citation</a>
              </p>
            </article>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Characters of context that a place is shown with on each side, cut at a word. */
const CONTEXT = 90;

function contextBefore(before: string): string {
  const line = before.replace(/\s+/gu, ' ');
  return line.length <= CONTEXT ? line : `…${line.slice(-CONTEXT).replace(/^\S*/u, '')}`;
}

function contextAfter(after: string): string {
  const line = after.replace(/\s+/gu, ' ');
  return line.length <= CONTEXT ? line : `${line.slice(0, CONTEXT).replace(/\S*$/u, '')}…`;
}
