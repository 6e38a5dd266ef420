import type { ComponentChildren } from 'preact';
import type { AuditResponse, BlocAudit, Imbalance } from '../src/audit/contract.ts';
import { renderPage } from './page.tsx';
import { BLOC_ORDER, BlocName } from './parts.tsx';
import type { Viewer } from './viewer.ts';
import { BLOC_NAMES, CAPACITY_NAMES, countOf, figures, MANNER_NAMES, percent, STANCE_NAMES } from './words.ts';

const MEASURES: Record<Imbalance['measure'], ComponentChildren> = {
  own: 'of the claims are in their speakers’ own voice',
  clear: 'of the claims have a clear stance',
  neutral: <>of the reports have a neutral verb, such as “said”</>,
  doubting: <>of the reports have a doubting verb, such as “claimed”</>,
  endorsing: <>of the reports have an endorsing verb, such as “pointed out”</>,
};

const VERB_NAMES = { neutral: 'neutral', doubting: 'doubting', endorsing: 'endorsing', other: 'others' } as const;

/** What the knowledge base holds of every bloc, side by side, so that an unbalanced one is seen before it is trusted. */
export function auditPage({ audit }: { audit: AuditResponse }, viewer?: Viewer): string {
  const blocs = BLOC_ORDER.flatMap((bloc) => audit.blocs.find((one) => one.bloc === bloc) ?? []);
  return renderPage(
    { viewer, title: 'Audit', data: '/api/audit' },
    <>
      <h1>Audit</h1>
      <p class="definition">
        {countOf(audit.documents, 'document')} and {countOf(audit.claims, 'claim')}, by the bloc of whoever makes the
        claim. Differences can lie in what was said, in which documents were read, in how these report, or in what the
        program makes of them. A comparison is as balanced as this table.
      </p>
      <Imbalances audit={audit} />
      <div class="scroll">
        <table class="audit">
          <caption>Claims of each bloc</caption>
          <thead>
            <tr>
              <td />
              {blocs.map(({ bloc }) => (
                <th key={bloc} scope="col">
                  <BlocName bloc={bloc} />
                </th>
              ))}
            </tr>
          </thead>
          <Rows blocs={blocs} />
        </table>
      </div>
      <p class="definition">
        Verbs are neutral where they say only that something was said, doubting where the reporter keeps a distance, and
        endorsing where the reporter takes it for true; the lists follow the literature on reporting verbs and stand in{' '}
        <code>src/audit/verbs.ts</code>. Claims that a person rejected are not counted.
      </p>
    </>,
  );
}

function Imbalances({ audit: { imbalances } }: { audit: AuditResponse }) {
  return (
    <section aria-labelledby="apart">
      <h2 id="apart">What lies apart</h2>
      <Apart imbalances={imbalances} />
    </section>
  );
}

/** Shares of a bloc that lie apart from those of all others, in words. */
export function Apart({ imbalances }: { imbalances: Imbalance[] }) {
  if (imbalances.length === 0) return <p>No share of a bloc lies apart from that of the others by more than chance.</p>;
  return (
    <ul>
      {imbalances.map(({ measure, bloc, share, others }) => (
        <li key={`${measure} ${bloc}`}>
          {BLOC_NAMES[bloc]}: {percent(share)} {MEASURES[measure]}, against {percent(others)} of the other blocs’.
        </li>
      ))}
    </ul>
  );
}

function Rows({ blocs }: { blocs: BlocAudit[] }) {
  const row = (name: ComponentChildren, cell: (bloc: BlocAudit) => ComponentChildren) => (
    <tr>
      <th scope="row">{name}</th>
      {blocs.map((bloc) => (
        <td key={bloc.bloc}>{cell(bloc)}</td>
      ))}
    </tr>
  );
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const part = (count: number, all: number) => (
    <>
      {figures(count)}
      {all > 0 && <span class="of-all"> ({percent(count / all)})</span>}
    </>
  );
  const ofClaims = (bloc: BlocAudit, count: number) => part(count, bloc.claims);
  return (
    <>
      <tbody>
        {row('Claims', (bloc) => figures(bloc.claims))}
        {row('Documents that carry them', (bloc) => figures(bloc.documents))}
        {row('Documents that the bloc published', (bloc) => figures(bloc.published))}
        {row('Corrected by a person', (bloc) => figures(bloc.corrected))}
      </tbody>
      <Group name="Manner" span={blocs.length + 1}>
        {Object.entries(MANNER_NAMES).map(([manner, name]) =>
          row(name, (bloc) => ofClaims(bloc, bloc.manners[manner as 'own'])),
        )}
      </Group>
      <Group name="Capacity" span={blocs.length + 1}>
        {Object.entries(CAPACITY_NAMES).map(([capacity, name]) =>
          row(name, (bloc) => ofClaims(bloc, bloc.capacities[capacity as 'person'])),
        )}
      </Group>
      <Group name="Stance" span={blocs.length + 1}>
        {Object.entries(STANCE_NAMES).map(([stance, name]) =>
          row(name, (bloc) => ofClaims(bloc, bloc.stances[stance as 'neutral'])),
        )}
      </Group>
      <Group name="Reporting verbs" span={blocs.length + 1}>
        {Object.entries(VERB_NAMES).map(([kind, name]) =>
          row(name, ({ verbs }) => {
            const all = Object.values(verbs).reduce((sum, count) => sum + count, 0);
            return part(verbs[kind as 'other'], all);
          }),
        )}
      </Group>
      <Group name="Mean confidence" span={blocs.length + 1}>
        {row('in the claim', ({ confidence }) => share(confidence.claim))}
        {row('in its speaker', ({ confidence }) => share(confidence.speaker))}
        {row('in its stance', ({ confidence }) => share(confidence.stance))}
      </Group>
    </>
  );
}

function Group({ name, span, children }: { name: string; span: number; children: ComponentChildren }) {
  return (
    <tbody>
      <tr>
        <th class="group" scope="rowgroup" colSpan={span}>
          {name}
        </th>
      </tr>
      {children}
    </tbody>
  );
}
