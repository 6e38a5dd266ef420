import type { Bloc } from '../src/claim.ts';
import type { TimelineCount } from '../src/contract.ts';
import { type Bar, Bars, type Shape, stepOf } from './bars.tsx';
import { countOf, dateWords, figures } from './words.ts';

/** A strip of bars: what one side or speaker said over time. */
export interface Strip {
  id: string;
  name: string;
  bloc: Bloc | null;
  months: readonly TimelineCount[];
}

/** A drawing for screens of one width. */
interface Format extends Shape {
  /** Characters of a name that are shown. */
  longest: number;
  /** With more months than this, a bar is a year: narrower ones could not be hit. */
  mostMonths: number;
}
const WIDE: Format = {
  ...{ name: 'chart wide', width: 720, beside: 200, above: 0 },
  ...{ isNumbered: true, longest: 27, mostMonths: 72 },
};
const NARROW: Format = {
  ...{ name: 'chart narrow', width: 340, beside: 0, above: 24 },
  ...{ isNumbered: true, longest: 44, mostMonths: 36 },
};
/** On every screen, scrolled where that is narrow: a second one of many strips would make the page half as long again. */
const ALONE: Format = { ...WIDE, name: 'chart', isNumbered: false };
/** Room for the name of a month, and for a year. */
const MONTH = 32;
const YEAR = 36;

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

function Chart({ strips, months, addressOf, shape }: Drawn & { shape: Format }) {
  const { times, byYear } = spread(months, shape.mostMonths);
  const bars = strips.flatMap((strip) =>
    times.flatMap((time): Bar[] => {
      const { claims } = sum(strip.months, time, byYear);
      if (claims === 0) return [];
      const name = `${strip.name}, ${dateWords(time)}: ${countOf(claims, 'claim')}`;
      const fill = strip.bloc === null ? 'chart-bar' : `fill-${strip.bloc}`;
      return [{ row: strip.id, time, claims, fill, address: addressOf(time), name }];
    }),
  );
  const rows = strips.map(({ id, name }) => ({ id, name: shortName(name, shape.longest) }));
  const labels = label(times, stepOf(shape, times.length));
  return <Bars rows={rows} times={times} labels={labels} bars={bars} shape={shape} />;
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

/** Times that are named below their bars: all where a month has room for its name, otherwise years, as far apart as theirs take. */
function label(times: readonly string[], step: number): Map<string, string> {
  const isFirst = (time: string, i: number) => time.slice(0, 4) !== times[i - 1]?.slice(0, 4);
  const years = times.flatMap((time, i) => (isFirst(time, i) ? [i] : []));
  if (step >= MONTH && times.some((time) => time.length > 4))
    return new Map(times.map((time, i) => [time, nameBelow(time, isFirst(time, i))]));
  const labels: [string, string][] = [];
  // From the end: the first year may have but its last months.
  let after = Number.POSITIVE_INFINITY;
  for (const i of years.reverse()) {
    if ((after - i) * step < YEAR) continue;
    labels.unshift([times[i]!, times[i]!.slice(0, 4)]);
    after = i;
  }
  return new Map(labels);
}

/** `Aug`, with its year below it where that begins. */
function nameBelow(time: string, withYear: boolean): string {
  const [year, month] = time.split('-');
  if (month === undefined) return time;
  const name = dateWords(time).slice(0, 3);
  return withYear ? `${name}\n${year}` : name;
}

function shortName(name: string, longest: number): string {
  const points = [...name];
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : name;
}
