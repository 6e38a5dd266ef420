import type { Report } from '../src/dossier/contract.ts';
import { speakerAddress } from './address.ts';
import { BlocName } from './parts.tsx';
import { figures, shorten } from './words.ts';

/** Measures of the drawing, in units of its view box. */
const WIDTH = 760;
const NAME = 250;
const ROW = 30;
const THINNEST = 1.25;
const THICKEST = 9;
/** Names in one column of the drawing at most; the table has all that are given. */
const COLUMN = 9;
const LONGEST_NAME = 30;

type Node = Report['from'];

/**
 * Who reports whom, drawn as two columns: those who report on the left, those whose words they report on the right, and a
 * line as thick as there are many claims. The same stands below as a table.
 */
export function QuotingSection({ reports, about }: { reports: Report[]; about: string }) {
  if (reports.length === 0) return null;
  return (
    <section class="quoting" aria-labelledby="quoting">
      <h2 id="quoting">Who quotes whom</h2>
      <p class="hint">{about} The thicker a line, the more claims the left has of the right, quoted or paraphrased.</p>
      <Drawing reports={reports} />
      <details>
        <summary>As a table</summary>
        <div class="chart">
          <table class="numbers">
            <caption class="hidden">Who reports how many claims of whom</caption>
            <thead>
              <tr>
                <th scope="col">Reports</th>
                <th scope="col">Claims of</th>
                <th scope="col">How many</th>
              </tr>
            </thead>
            <tbody>
              {reports.map(({ from, to, claims }) => (
                <tr key={`${from.id} ${to.id}`}>
                  <td>
                    <NamedLink node={from} />
                  </td>
                  <td>
                    <NamedLink node={to} />
                  </td>
                  <td>{figures(claims)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function NamedLink({ node }: { node: Node }) {
  return (
    <>
      <a href={speakerAddress(node.id)}>
        <bdi>{node.name}</bdi>
      </a>{' '}
      <BlocName bloc={node.bloc} />
    </>
  );
}

function Drawing({ reports }: { reports: Report[] }) {
  const { drawn, left, right } = choose(reports);
  const most = Math.max(...drawn.map(({ claims }) => claims));
  const rows = Math.max(left.size, right.size);
  const height = rows * ROW;
  const yOf = (column: Map<string, Node>, id: string) =>
    ([...column.keys()].indexOf(id) + 0.5) * ROW + ((rows - column.size) * ROW) / 2;
  const [from, to] = [NAME + 14, WIDTH - NAME - 14];
  const middle = (from + to) / 2;
  return (
    <div class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`}>
        <title>Who quotes whom; the table below has the same</title>
        {drawn.map((report) => {
          const [y, end] = [yOf(left, report.from.id), yOf(right, report.to.id)];
          return (
            <path
              key={`${report.from.id} ${report.to.id}`}
              class={`quoting-line stroke-${report.to.bloc}`}
              d={`M${from} ${y}C${middle} ${y} ${middle} ${end} ${to} ${end}`}
              stroke-width={Math.round((THINNEST + (THICKEST - THINNEST) * (report.claims / most)) * 100) / 100}
            >
              <title>{`${report.from.name} → ${report.to.name}: ${figures(report.claims)}`}</title>
            </path>
          );
        })}
        {[...left.values()].map((node) => (
          <NodeMark key={node.id} node={node} y={yOf(left, node.id)} side="left" />
        ))}
        {[...right.values()].map((node) => (
          <NodeMark key={node.id} node={node} y={yOf(right, node.id)} side="right" />
        ))}
      </svg>
    </div>
  );
}

/** The first reports whose ends still have a place in their columns, and the columns, from above. */
function choose(reports: Report[]): { drawn: Report[]; left: Map<string, Node>; right: Map<string, Node> } {
  const [left, right] = [new Map<string, Node>(), new Map<string, Node>()];
  const drawn = reports.filter(({ from, to }) => {
    const fits = (left.has(from.id) || left.size < COLUMN) && (right.has(to.id) || right.size < COLUMN);
    if (fits) left.set(from.id, from);
    if (fits) right.set(to.id, to);
    return fits;
  });
  return { drawn, left, right };
}

function NodeMark({ node, y, side }: { node: Node; y: number; side: 'left' | 'right' }) {
  const isLeft = side === 'left';
  const at = isLeft ? NAME + 4 : WIDTH - NAME - 4;
  return (
    <a href={speakerAddress(node.id)}>
      <circle class={`fill-${node.bloc}`} cx={at} cy={y} r="5" />
      <text class="chart-name" x={isLeft ? at - 12 : at + 12} y={y + 4.5} text-anchor={isLeft ? 'end' : 'start'}>
        {shorten(node.name, LONGEST_NAME)}
      </text>
    </a>
  );
}
