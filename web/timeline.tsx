import type { Bloc } from '../src/claim.ts';
import type { TimelineCount } from '../src/contract.ts';
import { countOf, dateWords, figures } from './words.ts';

/** A strip of bars: what one side or speaker said over time. */
export interface Strip {
  id: string;
  name: string;
  bloc: Bloc | null;
  months: readonly TimelineCount[];
}

/** Measures of a chart, in units of its view box. */
interface Shape {
  /** The class by which the style sheet shows it where there is room. */
  name: string;
  width: number;
  /** Room for the names of strips: beside them, or where there is none above. */
  beside: number;
  above: number;
  /** Characters of a name that are shown. */
  longest: number;
  /** With more months than this, a bar is a year: narrower ones could not be hit. */
  mostMonths: number;
}
const WIDE: Shape = { name: 'chart wide', width: 720, beside: 200, above: 0, longest: 27, mostMonths: 72 };
const NARROW: Shape = { name: 'chart narrow', width: 340, beside: 0, above: 20, longest: 44, mostMonths: 36 };
/** On every screen, scrolled where that is narrow: a second one of many strips would make the page half as long again. */
const ALONE: Shape = { ...WIDE, name: 'chart' };
const HEIGHT = 46;
const BAR = 34;
const FOOT = 18;
const WIDEST = 40;
const YEAR = 30;

/** Where a bar leads: to the claims of its month or year. */
type AddressOf = (time: string) => string;

/** Claims over time, a strip of bars for each of several sides, topics or speakers; a bar leads to the claims of its time alone. */
export function TimelineSection(props: {
  months: string[];
  /** Claims without a date, which no month has. */
  undated: number;
  strips: Strip[];
  /** Further strips, folded away. */
  speakers?: Strip[];
  addressOf: AddressOf;
  /** What a bar leads to, after "A bar leads to". */
  leadsTo: string;
  target: string;
}) {
  const { months, undated, strips, speakers = [], addressOf, leadsTo, target } = props;
  if (months.length === 0) return null;
  return (
    <section class="timeline" aria-labelledby="timeline">
      <h2 id="timeline">Over time</h2>
      <p class="hint">
        Claims by the date of the document, or of the source that a digest retells. A bar leads to {leadsTo}.
        {undated > 0 && ` ${countOf(undated, 'claim')} without a date not shown.`}
      </p>
      <Strips strips={strips} months={months} addressOf={addressOf} />
      {speakers.length > 0 && (
        <details>
          <summary>By speaker</summary>
          <Chart strips={speakers} months={months} addressOf={addressOf} shape={ALONE} />
        </details>
      )}
      <details>
        <summary>As numbers, with stances</summary>
        <Numbers strips={strips} months={months} addressOf={addressOf} target={target} />
      </details>
    </section>
  );
}

interface Drawn {
  strips: Strip[];
  months: string[];
  addressOf: AddressOf;
}

/** The chart as it is on a wide screen and on a narrow one, of which one is shown. */
function Strips(drawn: Drawn) {
  return (
    <>
      <Chart {...drawn} shape={WIDE} />
      <Chart {...drawn} shape={NARROW} />
    </>
  );
}

function Chart({ strips, months, addressOf, shape }: Drawn & { shape: Shape }) {
  const { width, beside, above } = shape;
  const { times, byYear } = spread(months, shape.mostMonths);
  const step = Math.min(WIDEST, (width - beside) / times.length);
  const sums = strips.map((strip) => times.map((time) => sum(strip.months, time, byYear).claims));
  const highest = Math.max(1, ...sums.flat());
  const height = strips.length * (HEIGHT + above) + FOOT;
  return (
    <div class={shape.name}>
      <svg viewBox={`0 0 ${width} ${height}`}>
        <title>Claims over time</title>
        {strips.map((strip, row) => {
          const base = row * (HEIGHT + above) + above + BAR + 4;
          return (
            <g key={strip.id}>
              <text class="chart-name" x="0" y={above > 0 ? base - BAR - 8 : base - 2}>
                {shortName(strip.name, shape.longest)}
              </text>
              <line class="chart-line" x1={beside} x2={width} y1={base} y2={base} />
              {times.map((time, i) => {
                const claims = sums[row]![i]!;
                if (claims === 0) return null;
                const tall = Math.max(2, (claims / highest) * BAR);
                const x = beside + i * step;
                return (
                  <a key={time} href={addressOf(time)}>
                    <title>{`${strip.name}, ${dateWords(time)}: ${countOf(claims, 'claim')}`}</title>
                    <rect class="chart-target" x={round(x)} y={base - BAR} width={round(step)} height={BAR} />
                    <rect
                      class={strip.bloc === null ? 'chart-bar' : `fill-${strip.bloc}`}
                      x={round(x + step * 0.1)}
                      y={round(base - tall)}
                      width={round(step * 0.8)}
                      height={round(tall)}
                    />
                  </a>
                );
              })}
            </g>
          );
        })}
        {times.map((time, i) => {
          if (!isMarked(times, i)) return null;
          const x = beside + i * step;
          const isLast = x > width - YEAR;
          return (
            <text
              key={time}
              class="chart-time"
              x={isLast ? width : round(x)}
              y={height - 4}
              text-anchor={isLast ? 'end' : undefined}
            >
              {time.slice(0, 4)}
            </text>
          );
        })}
      </svg>
    </div>
  );
}

function Numbers(props: { strips: Strip[]; months: string[]; addressOf: AddressOf; target: string }) {
  const { strips, months, addressOf, target } = props;
  const { times, byYear } = spread(months, WIDE.mostMonths);
  const known = times.filter((time) => byYear || months.includes(time));
  return (
    <div class="chart">
      <table class="numbers">
        <caption>
          Claims of each side, and how many support (▲) or oppose (▼) <bdi>{target}</bdi>
        </caption>
        <thead>
          <tr>
            <th scope="col">{byYear ? 'Year' : 'Month'}</th>
            {strips.map(({ id, name }) => (
              <th key={id} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {known.map((time) => (
            <tr key={time}>
              <th scope="row">
                <a href={addressOf(time)}>{dateWords(time)}</a>
              </th>
              {strips.map((strip) => (
                <td key={strip.id}>
                  <Cell count={sum(strip.months, time, byYear)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ count: { claims, supports, opposes } }: { count: Sum }) {
  if (claims === 0) return <>–</>;
  return (
    <>
      {figures(claims)}
      {supports > 0 && (
        <span class="count">
          {' '}
          <span aria-hidden="true">▲</span>
          <span class="hidden">supporting:</span> {figures(supports)}
        </span>
      )}
      {opposes > 0 && (
        <span class="count">
          {' '}
          <span aria-hidden="true">▼</span>
          <span class="hidden">opposing:</span> {figures(opposes)}
        </span>
      )}
    </>
  );
}

/** All months from the first to the last, before them a year of which no month is known; all years where they are many. */
function spread(months: readonly string[], most: number): { times: string[]; byYear: boolean } {
  const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const all = Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  if (all.length * 12 > most) return { times: all, byYear: true };
  const every = all.flatMap((year) => [
    ...(months.includes(year) ? [year] : []),
    ...Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`),
  ]);
  const dated = every.filter((time) => months.includes(time));
  return { times: every.slice(every.indexOf(dated[0]!), every.indexOf(dated.at(-1)!) + 1), byYear: false };
}

type Sum = Omit<TimelineCount, 'month'>;

function sum(months: readonly TimelineCount[], time: string, byYear: boolean): Sum {
  const total = { claims: 0, supports: 0, opposes: 0 };
  for (const one of months) {
    if ((byYear ? one.month.slice(0, 4) : one.month) !== time) continue;
    total.claims += one.claims;
    total.supports += one.supports;
    total.opposes += one.opposes;
  }
  return total;
}

/** The first bar of each year has its number. */
function isMarked(times: readonly string[], i: number): boolean {
  return i === 0 || times[i]!.slice(0, 4) !== times[i - 1]!.slice(0, 4);
}

function shortName(name: string, longest: number): string {
  const points = [...name];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : name;
}

const round = (number: number) => Math.round(number * 100) / 100;
