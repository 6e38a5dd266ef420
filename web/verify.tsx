import type { Match, VerifyRequest, VerifyResponse } from '../src/contract.ts';
import { claimAddress, passageAddress } from './address.ts';
import { compareWordings, findAlignment, foldWording, type Piece } from './differences.ts';
import { renderPage } from './page.tsx';
import { When } from './parts.tsx';
import { countOf, MANNER_NAMES, POLARITY_NAMES, plain } from './words.ts';

/** A form for a quotation, and what is known of it: verdict, the words that differ, and every place that carries it. */
export function verifyPage(data: {
  request: VerifyRequest;
  response: VerifyResponse | null;
  speakers: string[];
}): string {
  const { request, response, speakers } = data;
  return renderPage(
    {
      title: 'Verify a quotation',
      place: '/verify',
      data: response ? dataAddress(request) : undefined,
    },
    <>
      <h1>Verify a quotation</h1>
      <VerifyForm request={request} speakers={speakers} />
      {response && <Result response={response} request={request} />}
      {!response && (
        <p class="hint">
          A quotation is <em>verbatim</em> if a stored text has the same words in the same order; case, white space and
          the shapes of quotation marks and dashes do not count. If words differ, it is <em>altered</em>, and each of
          them is shown.
        </p>
      )}
    </>,
  );
}

function VerifyForm({ request, speakers }: { request: VerifyRequest; speakers: string[] }) {
  return (
    <form class="verify-form" action="/verify">
      <label for="quotation">Quotation</label>
      <textarea id="quotation" name="quotation" rows={4} required value={request.quotation} dir="auto" />
      <label for="speaker">
        Speaker <span class="optional">(if one is named)</span>
      </label>
      <div class="row">
        <input
          id="speaker"
          type="text"
          name="speaker"
          list="speakers"
          value={request.speaker ?? ''}
          autocomplete="off"
        />
        <button type="submit">Check</button>
      </div>
      <datalist id="speakers">
        {speakers.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}

const VERDICTS = {
  verbatim: { name: 'Verbatim', sign: '=' },
  altered: { name: 'Altered', sign: '≠' },
  'not-found': { name: 'Not found', sign: '?' },
} as const;

function Result({ response, request }: { response: VerifyResponse; request: VerifyRequest }) {
  const verdict = VERDICTS[response.verdict];
  return (
    <>
      <section class={`verdict ${response.verdict}`} aria-labelledby="verdict">
        <h2 id="verdict">
          <span class="verdict-sign" aria-hidden="true">
            {verdict.sign}
          </span>
          {verdict.name}
        </h2>
        <p role="status">
          <bdi>{response.summary}</bdi>
        </p>
        <Attribution response={response} request={request} />
      </section>
      {response.matches.length > 0 && (
        <section aria-labelledby="places">
          <h2 id="places">
            {response.verdict === 'not-found' ? 'Only in damaged text' : 'Where it stands'}:{' '}
            {countOf(response.matches.length, 'place')}
          </h2>
          <ol class="cards">
            {response.matches.map((match) => (
              <li key={`${match.version}-${match.start}-${match.end}`}>
                <Place match={match} quotation={response.quotation} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <Wordings matches={response.matches} />
    </>
  );
}

function Attribution({ response, request }: { response: VerifyResponse; request: VerifyRequest }) {
  if (response.attribution === null) return null;
  const asked = <bdi>{request.speaker ?? 'the speaker you named'}</bdi>;
  const found = response.matches.find((match) => match.polarity === 'asserted')?.speaker?.name;
  return (
    <p class="attribution">
      <strong>Speaker: </strong>
      {response.attribution === 'confirmed' && <>confirmed, the words are attributed to {asked}.</>}
      {response.attribution === 'different-speaker' && (
        <>
          different, the words are not attributed to {asked}
          {found && (
            <>
              {' '}
              but to <bdi>{found}</bdi>
            </>
          )}
          .
        </>
      )}
      {response.attribution === 'unknown' && <>not known, no claim says whether these words are {asked}’s.</>}
    </p>
  );
}

function Place({ match, quotation }: { match: Match; quotation: string }) {
  const alignment = match.differences.length > 0 && findAlignment(match.text, quotation, match.differences);
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
        <dd dir="auto">{alignment ? <Pieces pieces={alignment.document} as="ins" /> : match.text}</dd>
        {match.differences.length > 0 && (
          <>
            <dt>The quotation has</dt>
            <dd dir="auto">{alignment ? <Pieces pieces={alignment.quotation} as="del" /> : quotation}</dd>
          </>
        )}
      </dl>
      <Differences match={match} />
      <p class="who">
        {match.speaker ? (
          <>
            {match.polarity === 'asserted' ? (
              <>
                Said by <bdi class="speaker">{match.speaker.name}</bdi>
              </>
            ) : (
              <>
                <bdi class="speaker">{match.speaker.name}</bdi> {POLARITY_NAMES[match.polarity ?? 'unsaid']}
              </>
            )}
            {match.manner && `, ${MANNER_NAMES[match.manner]}`}
          </>
        ) : (
          'No claim covers this place: who says it here is not known.'
        )}
      </p>
      {match.digestOf !== null && (
        <p class="mind">
          A digest of <bdi>{match.digestOf}</bdi>: these are not the original’s words.
        </p>
      )}
      {match.quality === 'damaged' && (
        <p class="mind">The stored text is damaged: words may be missing that the original has.</p>
      )}
      <p class="ways">
        <a href={passageAddress(match)}>See it in the document</a>{' '}
        {match.claim && <a href={claimAddress(match.claim)}>Details and citation</a>}
      </p>
    </article>
  );
}

function Differences({ match }: { match: Match }) {
  if (match.differences.length === 0) return <p class="same">The words are the same.</p>;
  return (
    <ul class="differences">
      {match.differences.map((difference, index) => (
        <li key={index}>
          {difference.kind === 'replaced' && (
            <>
              the document has <Said words={difference.expected} />, the quotation <Said words={difference.found} />
            </>
          )}
          {difference.kind === 'dropped' && (
            <>
              the document has <Said words={difference.expected} />, the quotation leaves it out
            </>
          )}
          {difference.kind === 'added' && (
            <>
              the quotation has <Said words={difference.found} />, which the document does not
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ words }: { words: string }) {
  return <bdi class="said">“{words.trim()}”</bdi>;
}

/** A text with its differing words marked: by shape for the eye, by hidden words for the ear. */
function Pieces({ pieces, as: Mark }: { pieces: Piece[]; as: 'ins' | 'del' }) {
  return (
    <>
      {pieces.map((piece, index) =>
        piece.differs ? (
          <Mark key={index} class="differs">
            <span class="hidden"> [differs: </span>
            {piece.text}
            <span class="hidden">] </span>
          </Mark>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

/** The different wordings that the documents themselves have, each with those that carry it. */
function Wordings({ matches }: { matches: Match[] }) {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const key = foldWording(match.text);
    groups.set(key, [...(groups.get(key) ?? []), match]);
  }
  const [first, ...others] = [...groups.values()];
  if (first === undefined || others.length === 0) return null;
  const model = first[0]!.text;
  return (
    <section aria-labelledby="wordings">
      <h2 id="wordings">The documents differ from each other: {countOf(groups.size, 'wording')}</h2>
      <p class="hint">Words that the first wording does not have are marked.</p>
      <ol class="versions-of-words">
        {[first, ...others].map((group) => (
          <li key={group[0]!.text}>
            <p class="words" dir="auto">
              <Pieces pieces={compareWordings(model, group[0]!.text)} as="ins" />
            </p>
            <p class="where">
              {group.map((match, index) => (
                <>
                  {index > 0 && '; '}
                  <a href={passageAddress(match)}>{plain(match.title ?? match.document)}</a>
                </>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function dataAddress(request: VerifyRequest): string {
  const parameters = new URLSearchParams({ quotation: request.quotation });
  if (request.speaker) parameters.set('speaker', request.speaker);
  return `/verify.json?${parameters}`;
}
