import type { AuditResponse } from '../src/audit/contract.ts';
import type { Stats } from '../src/contract.ts';
import { Apart } from './audit.tsx';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, Distribution } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { countOf, figures, percent, UNCERTAIN_BELOW } from './words.ts';

/** How claims, speakers, blocs and stances are decided, and what is not known. */
export function aboutPage({ stats, audit }: { stats: Stats; audit: AuditResponse }, viewer?: Viewer): string {
  return renderPage(
    { viewer, title: 'About', place: '/about' },
    <div class="prose">
      <h1>About Triptych</h1>
      <p>
        Triptych is a knowledge base of attributed claims. It reads documents, splits them into claims, and records of
        every claim who made it, on whose behalf, how it reached the document, and exactly where it stands.
      </p>
      <Decided />
      <Unknown />
      <HowToCorrect viewer={viewer} />
      <section aria-labelledby="held">
        <h2 id="held">What it holds</h2>
        <p>
          {countOf(stats.documents, 'document')} ({figures(stats.digests)} of them digests) in{' '}
          {countOf(stats.versions, 'version')}, {countOf(stats.claims, 'claim')} by {countOf(stats.speakers, 'speaker')}
          : {figures(stats.manners.direct ?? 0)} quoted, {figures(stats.manners.indirect ?? 0)} paraphrased,{' '}
          {figures(stats.manners.own ?? 0)} in the publisher’s own voice. Meaning is compared with the model{' '}
          <code>{stats.embeddings.model}</code> ({figures(stats.embeddings.dimensions)} dimensions).
        </p>
        <Distribution counts={stats.blocs} blocs={BLOC_ORDER} of="By the bloc of the speaker" claims={stats.claims} />
        <p>
          The documents were chosen by whoever runs this knowledge base. That one bloc has more claims here says
          something of the choice, and nothing of who is right.
        </p>
      </section>
      <section aria-labelledby="even">
        <h2 id="even">How evenly</h2>
        <p>
          Every bloc is read and labelled by the same rules: exchange the names of two sides in a document, and the
          labels are exchanged, too, which a test holds. What the documents say is another matter. Where a bloc lies
          apart from all others by more than chance:
        </p>
        <Apart imbalances={audit.imbalances} />
        <p>
          <a href="/audit">The whole audit</a> counts for every bloc how its claims are reported, labelled and doubted.
        </p>
      </section>
      <section aria-labelledby="programs">
        <h2 id="programs">For programs</h2>
        <p>
          Every page can be had as data: <a href="/api">the interface for programs</a>, with examples to try.
        </p>
      </section>
    </div>,
  );
}

function Decided() {
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">How things are decided</h2>
      <dl class="terms">
        <dt>Claim</dt>
        <dd>
          A stretch of a document in which somebody asserts something. It is stored as a place in one version of the
          text, and the words on this site are read from that place. Questions, menus, datelines and headings are not
          claims. Reporting words and quotation marks are found by a program; each claim carries the program’s
          confidence, and below {percent(UNCERTAIN_BELOW)} it is marked as uncertain.
        </dd>
        <dt>Speaker</dt>
        <dd>
          The one who made the claim, not the outlet that printed it. Names and pronouns are matched against a list of
          people, organisations and states; who is not in it is entered as the text names them. Where “he”, a title or a
          short name stands for somebody, the page of the claim says whom, and which words of the text decided. The way
          is kept: the outlet reports that the newspaper says that the official said.
        </dd>
        <dt>Manner</dt>
        <dd>
          <em>Quoted</em>: the document sets the words as a quotation. <em>Paraphrased</em>: the document reports them
          in other words. <em>Own voice</em>: the document’s author or institution asserts it. Only quoted words are
          shown between quotation marks.
        </dd>
        <dt>Bloc</dt>
        <dd>
          United States, China or Europe by the speaker’s affiliation or country, as listed in{' '}
          <code>corpus/blocs.yaml</code>; everyone else is Other. A bloc is not an opinion: a critic of a government is
          counted with their country. The program treats the blocs alike, and columns stand in alphabetical order.
        </dd>
        <dt>Topic</dt>
        <dd>
          From a fixed list with definitions, by the words of a claim and by the nearness of its meaning to the
          definition. A claim may have several topics, or none.
        </dd>
        <dt id="stance">Stance</dt>
        <dd>
          Whether the words of the claim support or oppose the first target in <code>corpus/targets.yaml</code>, not
          what the speaker may think. Where the words do not say it clearly, it is “no clear stance”.
        </dd>
        <dt>Verdict</dt>
        <dd>
          <em>Verbatim</em> if a stored text has the same words; case, white space and the shapes of quotation marks and
          dashes do not count. <em>Altered</em> if a passage is recognisably the same and words differ.{' '}
          <em>Not found</em> otherwise, which says only that the documents read here do not carry it.
        </dd>
      </dl>
    </section>
  );
}

/** Who can mend what is wrong, and where it is seen. */
function HowToCorrect({ viewer }: { viewer: Viewer | undefined }) {
  return (
    <section aria-labelledby="correct">
      <h2 id="correct">How to correct it</h2>
      <p>
        What a person says wins over the program, and stays: when the document is read again, in its new versions, and
        under new models. The page of a claim tells who corrected it, when and why, and{' '}
        <a href="/corrections">every correction</a> can be seen, and undone, one by one.
      </p>
      {viewer?.editor ? (
        <p>
          You are signed in: labels are corrected on the page of a claim, what is known of a document on its own, and{' '}
          <a href="/queue">the queue</a> has the claims of which the program is least sure.
        </p>
      ) : viewer?.canSignIn ? (
        <p>
          Editors <a href="/sign-in">sign in</a> with the token of this knowledge base, and correct labels on the page
          of a claim. If you are none, tell one: the address of a claim’s page says which is meant.
        </p>
      ) : (
        <p>
          These pages are read-only. Tell whoever runs this knowledge base: the address of a claim’s page says which is
          meant, and <code>triptych correct</code> sets its labels.
        </p>
      )}
    </section>
  );
}

function Unknown() {
  return (
    <section aria-labelledby="unknown">
      <h2 id="unknown">What is not known</h2>
      <ul>
        <li>Whether a claim is true. Triptych says who said it and where, and no more.</li>
        <li>Dates, authors and speakers that a document does not give. They are shown as unknown and never guessed.</li>
        <li>
          Claims that the program missed, and labels that it got wrong: labels are made by a program, unless the page of
          the claim says that a person corrected them, and some are wrong. Read the place in the document before you
          cite it.
        </li>
        <li>
          The words of originals that are here only as digests. A digest retells a source in other words, and is marked
          so wherever it appears.
        </li>
        <li>What a damaged text said before it was damaged. It can be searched, but is never called a quotation.</li>
      </ul>
    </section>
  );
}
