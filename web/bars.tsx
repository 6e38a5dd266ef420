import * as Plot from '@observablehq/plot';
import { DOMImplementation, type Element, type Node } from '@xmldom/xmldom';
import { LRUCache } from 'lru-cache';
import { escaped, inBrief, writeDrawn } from './drawn.ts';
import { figures } from './words.ts';

/** One bar of a row, and where it leads. */
export interface Bar {
  row: string;
  time: string;
  claims: number;
  /** By which the style sheet colours it; one for all bars of a row. */
  fill: string;
  address: string;
  /** What it stands for, for who cannot see it and for who points at it. */
  name: string;
}

/** Measures of a drawing, in units of its view box. */
export interface Shape {
  width: number;
  /** Room for the names of rows: beside them, or where there is none above. */
  beside: number;
  above: number;
  /** Whether every bar has its number, where there is room; otherwise the highest of each row has. */
  isNumbered: boolean;
  /** Class of what holds the drawing. */
  name: string;
}

interface Drawing {
  rows: readonly { id: string; name: string }[];
  /** All times from first to last, with and without bars. */
  times: readonly string[];
  /** What stands below the bars of some times, in lines. */
  labels: ReadonlyMap<string, string>;
  bars: readonly Bar[];
  shape: Shape;
}

/** The highest bar, which the style sheet knows as the height of a target, and the least that can be seen. */
const BAR = 34;
const LEAST = 2;
/** Above the highest bar, for its number. */
const NUMBER = 13;
const BELOW = 3;
const LINE = 15;
/** The widest step from one bar to the next, and the share of it that the bar takes. */
const WIDEST = 40;
const SHARE = 0.8;
/** A figure of a number, at its widest. */
const FIGURE = 8;
/** Half a label, which may stand below the first or the last bar. */
const EDGE = 15;

/** Characters of all drawings that are kept. */
const MOST_KEPT = 8_000_000;

/** A server has no document: all drawings are made in this one, and put into none. */
const document = new DOMImplementation().createDocument('http://www.w3.org/1999/xhtml', 'html');

/** From one bar to the next, with so many times. */
export function stepOf({ width, beside }: Shape, times: number): number {
  return Math.min(WIDEST, (width - beside - 2 * EDGE) / times);
}

/**
 * Bars over time, in a row for each side, as one SVG that Observable Plot draws. Every bar is a link, its target as high as the
 * row. A drawing takes some milliseconds, and is kept.
 */
export function Bars(drawing: Drawing) {
  const key = JSON.stringify({ ...drawing, labels: [...drawing.labels] });
  const kept = drawings.get(key);
  const svg = kept ?? draw(drawing);
  if (kept === undefined) drawings.set(key, svg);
  return <div class={drawing.shape.name} dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** Drawings by all that they are made of. */
const drawings = new LRUCache<string, string>({
  maxSize: MOST_KEPT,
  sizeCalculation: (svg, key) => svg.length + key.length,
});

function draw({ rows, times, labels, bars, shape }: Drawing): string {
  const { width, beside, above } = shape;
  const step = stepOf(shape, times.length);
  const most = Math.max(1, ...bars.map(({ claims }) => claims));
  const foot = LINE * Math.max(...[...labels.values()].map((label) => label.split('\n').length)) + 4;
  const isNumbered = shape.isNumbered && step >= FIGURE * figures(most).length;
  const numbers = { x: 'time', y: 'claims', fy: 'row', text: ({ claims }: Bar) => figures(claims) };
  const drawnBars = new Map<Node, Bar>();
  const plot = Plot.plot({
    document: document as unknown as Document,
    className: 'bars',
    width,
    height: rows.length * (above + NUMBER + BAR + BELOW) + foot,
    marginTop: 0,
    marginRight: width - beside - EDGE - step * times.length,
    marginBottom: foot,
    marginLeft: beside + EDGE,
    x: {
      type: 'band',
      domain: times,
      paddingInner: 1 - SHARE,
      paddingOuter: (1 - SHARE) / 2,
      round: false,
      axis: null,
    },
    y: { domain: [0, most], insetTop: above + NUMBER, insetBottom: BELOW, axis: null },
    fy: { domain: rows.map(({ id }) => id), padding: 0, round: false, axis: null },
    marks: [
      Plot.text(rows, {
        fy: 'id',
        text: 'name',
        className: 'chart-name',
        dx: -beside - EDGE,
        ...(above > 0 ? { frameAnchor: 'top-left', dy: 9 } : { frameAnchor: 'bottom-left', dy: -BELOW - 2 }),
      }),
      Plot.ruleY(rows, { y: 0, fy: 'id', insetLeft: -EDGE, insetRight: -EDGE, className: 'chart-line' }),
      Plot.barY(bars, {
        x: 'time',
        y1: 0,
        y2: ({ claims }: Bar) => Math.max(claims, (LEAST / BAR) * most),
        fy: 'row',
        render: (index, scales, values, dimensions, context, next) => {
          const drawn = next!(index, scales, values, dimensions, context);
          const row = drawn as unknown as Element;
          for (const [i, at] of index.entries()) drawnBars.set(row.childNodes[i]!, bars[at]!);
          const [first] = index;
          if (first !== undefined) row.setAttribute('class', bars[first]!.fill);
          return drawn;
        },
      }),
      Plot.text(bars, {
        ...(isNumbered ? numbers : Plot.selectMaxY(numbers)),
        lineAnchor: 'bottom',
        dy: -2,
        className: 'chart-number',
        ariaHidden: 'true',
      }),
      Plot.axisX([...labels.keys()], {
        anchor: 'bottom',
        tickSize: 0,
        tickPadding: 5,
        label: null,
        tickFormat: (time: string) => labels.get(time) ?? '',
        className: 'chart-time',
      }),
    ],
  });
  return writeDrawn(plot as unknown as Element, (element) => {
    const bar = drawnBars.get(element);
    return bar && linkOf(bar, element, step);
  });
}

/** What stands before and after a bar: a link with the name of the bar, its target as high as a bar can be. A low one could not be hit. */
function linkOf({ address, name }: Bar, drawn: Element, step: number): { before: string; after: string } {
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((of) =>
    Number(drawn.getAttribute(of)),
  );
  const target = `x="${inBrief(x - (step - width) / 2)}" y="${inBrief(y + height - BAR)}" width="${inBrief(step)}"`;
  return {
    before: `<a href="${escaped(address)}"><title>${escaped(name)}</title><rect ${target}/>`,
    after: '</a>',
  };
}
