import type { DraftResponse, QuotationCheck } from '../src/contract.ts';
import { VERDICTS } from '../src/contract.ts';
import { Attribution, Differences, doubtOf, Pieces, Place, VERDICT_NAMES, VerdictName } from './check.tsx';
import { piecesOf } from './differences.ts';
import { countOf, shorten } from './words.ts';

/** A report on every quotation of a draft, to read, print or send: it names the version of each source by its hash. */
export function DraftReport(props: { draft: DraftResponse; documents: number; alone?: boolean }) {
  const { draft, documents, alone = false } = props;
  const { quotations, counts } = draft;
  const found = VERDICTS.filter((verdict) => counts[verdict] > 0);
  return (
    <>
      <section class="report-head" aria-labelledby="report">
        <h2 id="report">
          {draft.title === null ? 'The draft' : <bdi>{draft.title}</bdi>}: {countOf(quotations.length, 'quotation')}
        </h2>
        <p role="status">
          {quotations.length === 0
            ? 'Nothing stands between quotation marks in this text.'
            : `${found.map((verdict) => `${counts[verdict]} ${VERDICT_NAMES[verdict].name.toLowerCase()}`).join(', ')}. ${problems(draft)}`}
        </p>
        <ToLookAt quotations={quotations} text={draft.text} />
        {!alone && <Taking text={draft.text} />}
        <p class="hint">
          Checked on {new Date().toISOString().slice(0, 10)} against {countOf(documents, 'document')}. A quotation that
          is not found may stand in a text that is not among them.
        </p>
      </section>
      <Quotations quotations={quotations} text={draft.text} unfolded={alone} />
    </>
  );
}

/** The quotations of a text, each with its verdict. */
export function Quotations(props: { quotations: QuotationCheck[]; text: string; unfolded?: boolean }) {
  const { quotations, text, unfolded = false } = props;
  return (
    <ol class="cards quotations">
      {quotations.map((quotation) => (
        <li key={quotation.start} id={anchorOf(quotation)}>
          <Quotation quotation={quotation} text={text} unfolded={unfolded} />
        </li>
      ))}
    </ol>
  );
}

function anchorOf({ start }: QuotationCheck): string {
  return `quotation-${start}`;
}

/** The report to take along: a page in one file, and data. */
function Taking({ text }: { text: string }) {
  return (
    <div class="taking">
      <form action="/verify" method="post">
        <input type="hidden" name="draft" value={text} />
        <button type="submit" class="second" name="as" value="file">
          Save the report (HTML)
        </button>
      </form>
      <form action="/verify.json" method="post">
        <input type="hidden" name="draft" value={text} />
        <button type="submit" class="second">
          The report as JSON
        </button>
      </form>
    </div>
  );
}

/** Whether somebody has to look at a quotation before it is printed. */
function isDoubtful({ check, polarity }: QuotationCheck): boolean {
  return check.verdict === 'altered' || check.verdict === 'not-found' || doubtOf(check, polarity) !== null;
}

function isSerious({ check }: QuotationCheck): boolean {
  return check.verdict === 'altered' && (check.matches[0]?.differences ?? []).some(({ serious }) => serious);
}

/** Ways to the quotations that are not what they seem, the serious ones first, for who has no time for all the others. */
function ToLookAt({ quotations, text }: { quotations: QuotationCheck[]; text: string }) {
  const doubtful = quotations.filter(isDoubtful).sort((a, b) => Number(isSerious(b)) - Number(isSerious(a)));
  if (doubtful.length === 0) return null;
  return (
    <nav class="to-look-at" aria-labelledby="to-look-at">
      <h3 id="to-look-at">To look at: {countOf(doubtful.length, 'quotation')}</h3>
      <ul>
        {doubtful.map((quotation) => {
          const { check, start, end, polarity } = quotation;
          const doubt = doubtOf(check, polarity);
          return (
            <li key={start}>
              <a href={`#${anchorOf(quotation)}`}>
                <bdi>“{shorten(text.slice(start, end), SHOWN)}”</bdi>
              </a>{' '}
              <span class="aside">
                {VERDICT_NAMES[check.verdict].name.toLowerCase()}
                {isSerious(quotation) && <strong class="grave">, seriously</strong>}
                {doubt && `, ${doubt}`}
              </span>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const SAID: Record<QuotationCheck['polarity'], string> = {
  asserted: 'said by',
  denied: 'denied by',
  unsaid: 'not said by',
};

/** Characters of a quotation that lead to it. */
const SHOWN = 70;

function problems({ serious, misattributed }: DraftResponse): string {
  const found = [
    ...(serious > 0 ? [`${serious} with a serious difference`] : []),
    ...(misattributed > 0 ? [`${misattributed} not the speaker’s own words`] : []),
  ];
  return found.length === 0 ? 'No serious difference and no wrong speaker was found.' : `${found.join(', ')}.`;
}

function Quotation(props: { quotation: QuotationCheck; text: string; unfolded: boolean }) {
  const { quotation, text, unfolded } = props;
  const { check, start, end, page, speaker, mention, polarity } = quotation;
  const [best] = check.matches;
  const differences = best?.differences ?? [];
  return (
    <article class={`quotation ${check.verdict}${doubtOf(check, polarity) ? ' doubted' : ''}`}>
      <h3>
        <VerdictName check={check} polarity={polarity} />
      </h3>
      <p class="words" dir="auto">
        <span class="mark">“</span>
        <Pieces pieces={piecesOf(text.slice(start, end), 0, differences, 'foundAt')} as="del" />
        <span class="mark">”</span>
      </p>
      <p class="who">
        {speaker === null ? (
          <>
            The draft names no speaker
            {mention && (
              <>
                {' '}
                but “<bdi>{mention}</bdi>”
              </>
            )}
            .
          </>
        ) : (
          <>
            According to the draft {SAID[polarity]} <bdi class="speaker">{speaker}</bdi>
            {mention !== null && mention !== speaker && (
              <>
                {' '}
                (“<bdi>{mention}</bdi>”)
              </>
            )}
            .
          </>
        )}{' '}
        Characters {start}–{end}
        {page !== null && `, page ${page}`}.
      </p>
      <p>
        <bdi>{check.summary}</bdi>
      </p>
      <Attribution check={check} speaker={speaker ?? undefined} />
      {differences.length > 0 && <Differences differences={differences} there="the document" here="the quotation" />}
      {check.matches.length > 0 && (
        <details open={unfolded}>
          <summary>Where it stands: {countOf(check.matches.length, 'place')}</summary>
          {check.matches.map((match) => (
            <Place key={`${match.version}-${match.start}`} match={match} quotation={check.quotation} />
          ))}
        </details>
      )}
    </article>
  );
}
