import type { DraftResponse, VerifyRequest, VerifyResponse } from '../src/contract.ts';
import { findVerifyAddress } from './address.ts';
import { CheckResult, VERDICT_NAMES } from './check.tsx';
import { DraftReport, Quotations } from './draft.tsx';
import { type Alone, renderPage } from './page.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, shorten } from './words.ts';

/** Forms for a quotation and for a whole draft, and what is known of what was given: verdicts, differences, every place. */
export function verifyPage(
  data: {
    request: VerifyRequest;
    response: VerifyResponse | null;
    speakers: string[];
    /** A draft of which every quotation was checked, in place of one quotation. */
    draft?: DraftResponse | null;
    /** Documents in the knowledge base. */
    documents?: number;
    /** Where the report on a draft is a file of its own. */
    alone?: Alone | undefined;
  },
  viewer?: Viewer,
): string {
  const { request, response, speakers, draft = null, documents = 0, alone } = data;
  return renderPage(
    {
      viewer,
      title: titleOf(request, response, draft),
      place: '/verify',
      data: response ? findVerifyAddress(request, 'json') : undefined,
      alone,
    },
    <>
      <h1>{draft ? 'Verify a draft' : 'Verify a quotation'}</h1>
      {draft && <DraftReport draft={draft} documents={documents} alone={alone !== undefined} />}
      {alone ? null : draft ? (
        <section class="again" aria-labelledby="again">
          <h2 id="again">Check something else</h2>
          <VerifyForm request={request} speakers={speakers} />
          <DraftForm draft={draft} />
        </section>
      ) : (
        <>
          <VerifyForm request={request} speakers={speakers} />
          <DraftForm draft={draft} />
        </>
      )}
      {response && <Result response={response} speaker={request.speaker} documents={documents} />}
      {!response && !draft && <Hint />}
    </>,
  );
}

/** In a tab and among bookmarks, one check is told from another by its verdict. */
function titleOf({ quotation }: VerifyRequest, response: VerifyResponse | null, draft: DraftResponse | null): string {
  if (draft) return 'Verify a draft';
  if (!response) return 'Verify a quotation';
  return `${VERDICT_NAMES[response.verdict].name}: “${shorten(quotation, IN_TITLE)}” – Verify`;
}

/** Characters of a quotation in the title of its page. */
const IN_TITLE = 60;

/** What was given as one quotation, and the quotations in it; these first where they are most of it, since then they are meant. */
function Result(props: { response: VerifyResponse; speaker: string | undefined; documents: number }) {
  const { response, speaker, documents } = props;
  const { quotations, quotation } = response;
  const whole = <CheckResult check={response} speaker={speaker} documents={documents} />;
  if (quotations.length === 0) return whole;
  const inside = (
    <section aria-labelledby="inside">
      <h2 id="inside">Quotations in this text: {countOf(quotations.length, 'quotation')}</h2>
      <Quotations quotations={quotations} text={quotation} />
    </section>
  );
  const quoted = quotations.reduce((sum, { start, end }) => sum + end - start, 0);
  return quoted * 2 < quotation.length ? (
    <>
      {whole}
      {inside}
    </>
  ) : (
    <>
      {inside}
      <details>
        <summary>
          The whole text, as if it were one quotation: {VERDICT_NAMES[response.verdict].name.toLowerCase()}
        </summary>
        {whole}
      </details>
    </>
  );
}

function Hint() {
  return (
    <p class="hint">
      A quotation is <em>verbatim</em> if a stored text has the same words in the same order; case, white space and the
      shapes of quotation marks and dashes do not count. It is <em>trimmed</em> if it says itself, by ellipses and
      brackets, what it left out or put in, and that is shown. If anything else differs it is <em>altered</em>, and each
      difference is named; those that can reverse what was said are called serious. A <em>paraphrase</em> says the same
      as a claim in other words, and is no quotation.
    </p>
  );
}

/** Sent in the body, since a quotation may be long; one that is not is answered by its address. */
function VerifyForm({ request, speakers }: { request: VerifyRequest; speakers: string[] }) {
  return (
    <form class="verify-form" action="/verify" method="post">
      <label for="quotation">Quotation</label>
      <textarea id="quotation" name="quotation" rows={4} required value={request.quotation} dir="auto" />
      <label for="speaker">
        Speaker <span class="optional">(if one is named)</span>
      </label>
      <div class="row">
        <input id="speaker" type="text" name="speaker" list="speakers" value={request.speaker ?? ''} />
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

/** Sent in the body, since no draft fits into an address. */
function DraftForm({ draft }: { draft: DraftResponse | null }) {
  return (
    <details class="draft-form" id="draft-form">
      <summary>{draft ? 'Check the draft again' : 'Check every quotation of a draft'}</summary>
      <form class="verify-form" action="/verify" method="post" encType="multipart/form-data">
        <label for="draft">Draft</label>
        <textarea id="draft" name="draft" rows={10} value={draft?.text ?? ''} dir="auto" />
        <label for="draft-file">
          or a file <span class="optional">(PDF, Word, EPUB, HTML, Markdown or text; it is not kept)</span>
        </label>
        <input id="draft-file" type="file" name="file" />
        <div class="row">
          <button type="submit">Check all quotations</button>
        </div>
      </form>
    </details>
  );
}
