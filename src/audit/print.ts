import type { AuditResponse, BlocAudit, Imbalance } from './contract.ts';

const MEASURES: Record<Imbalance['measure'], string> = {
  own: 'claims in own voice',
  clear: 'claims with a clear stance',
  neutral: 'reports with a neutral verb (“said”)',
  doubting: 'reports with a doubting verb (“claimed”)',
  endorsing: 'reports with an endorsing verb (“pointed out”)',
};

/** A table with a column for every bloc, and what lies apart. */
export function printAudit({ documents, claims, blocs, imbalances }: AuditResponse): string {
  const row = (name: string, cell: (bloc: BlocAudit) => string | number) =>
    `${name.padEnd(NAME)}${blocs.map((bloc) => String(cell(bloc)).padStart(CELL)).join('')}\n`;
  const counts = (name: string, of: (bloc: BlocAudit) => Record<string, number>) => {
    const keys = [...new Set(blocs.flatMap((bloc) => Object.keys(of(bloc))))];
    return keys.length === 0 ? '' : `${name}\n${keys.map((key) => row(`  ${key}`, (b) => of(b)[key] ?? 0)).join('')}`;
  };
  return [
    `${documents} documents, ${claims} claims\n\n`,
    row('', ({ bloc }) => bloc),
    row('claims', (bloc) => bloc.claims),
    row('documents that carry them', (bloc) => bloc.documents),
    row('documents published', (bloc) => bloc.published),
    row('corrected by a person', (bloc) => bloc.corrected),
    counts('manner', (bloc) => bloc.manners),
    counts('capacity', (bloc) => bloc.capacities),
    counts('stance', (bloc) => bloc.stances),
    counts('reporting verbs', (bloc) => bloc.verbs),
    'shares\n',
    ...Object.entries(MEASURES).map(([measure, name]) =>
      row(`  ${name}`, ({ shares }) => percent(shares[measure as Imbalance['measure']])),
    ),
    'mean confidence\n',
    row('  in the claim', ({ confidence }) => percent(confidence.claim)),
    row('  in its speaker', ({ confidence }) => percent(confidence.speaker)),
    row('  in its stance', ({ confidence }) => percent(confidence.stance)),
    '\n',
    imbalances.length === 0 ? 'No share of a bloc lies apart from that of the others by more than chance.\n' : '',
    ...imbalances.map(
      ({ measure, bloc, share, others }) =>
        `${bloc}: ${percent(share)} ${MEASURES[measure]}, ${percent(others)} of all others\n`,
    ),
  ].join('');
}

/** Widths of the columns, in characters. */
const NAME = 50;
const CELL = 9;

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`;
}
