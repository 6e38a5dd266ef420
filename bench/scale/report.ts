import type { Measured } from './measure.ts';
import type { Peer } from './peers.ts';

/** One size with the programs measured beside it. */
export interface Row {
  measured: Measured;
  peers: Record<string, Peer | string>;
}

/** The tables of `bench/RESULTS.md`. `growth` is the exponent by which each median grows with the number of claims. */
export function toMarkdown(rows: readonly Row[], machine: string, growth: ReadonlyMap<string, number>): string {
  const sizes = rows.map(({ measured }) => measured.claims.toLocaleString('en'));
  const header = `| ms: half of the answers, 95 of 100 | ${sizes.join(' | ')} | claims^ |\n|---|${sizes.map(() => '---|').join('')}---|`;
  const names = rows.at(-1)!.measured.timings.map(({ name }) => name);
  const timing = (name: string) => {
    const cells = rows.map(({ measured }) => {
      const found = [...measured.timings, ...(measured.exact ? [measured.exact] : [])].find((one) => one.name === name);
      return found ? `${number(found.p50)}, ${number(found.p95)}` : '';
    });
    return `| ${name} | ${cells.join(' | ')} | ${growth.get(name)?.toFixed(2) ?? ''} |`;
  };
  const fact = (name: string, of: (measured: Measured) => string) =>
    `| ${name} | ${rows.map(({ measured }) => of(measured)).join(' | ')} | |`;
  const peers = rows.flatMap(({ measured, peers }) =>
    Object.entries(peers).map(([name, peer]) =>
      typeof peer === 'string'
        ? `| ${name} | ${measured.claims.toLocaleString('en')} | ${peer} | | | |`
        : `| ${name} | ${measured.claims.toLocaleString('en')} | ${number(peer.p50)}, ${number(peer.p95)} | ${peer.recall?.toFixed(3) ?? ''} | ${number(peer.building)} s | ${Math.round(peer.memory)} MB |`,
    ),
  );
  return `# At scale

Written by \`npm run bench:scale -- --write\`. ${machine}. One process, warm; generated claims with clustered vectors of 512 dimensions; the query's vector is given.

${header}
${[...names, 'sqlite-vec alone'].map(timing).join('\n')}
${fact('recall@10 of vector search', ({ recall }) => recall?.toFixed(3) ?? '')}
${fact('vector search, times as fast as sqlite-vec', (one) => ratio(one))}
${fact('ready after opening', ({ opening }) => `${(opening / 1000).toFixed(1)} s`)}
${fact('memory', ({ memory }) => `${Math.round(memory)} MB`)}
${fact('file', ({ megabytes }) => `${Math.round(megabytes)} MB`)}

![The median of each question over the number of claims](scale.svg)

| beside it | claims | ms | recall@10 | building | memory |
|---|---|---|---|---|---|
${peers.join('\n')}
`;
}

function ratio({ timings, exact }: Measured): string {
  const ours = timings.find(({ name }) => name === 'vector search');
  return ours && exact ? (exact.p50 / ours.p50).toFixed(0) : '';
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP] = [760, 420, 60, 40, 220, 20];
const COLOURS = ['#1b6ca8', '#b5532a', '#3a7d44', '#7b4ea3', '#946c00', '#00798c', '#a8324a', '#555555'];

/** Medians over numbers of claims, both axes logarithmic, as an SVG image. */
export function toPlot(rows: readonly Row[]): string {
  const all = rows.flatMap(({ measured }) =>
    [...measured.timings, ...(measured.exact ? [measured.exact] : [])].map((one) => ({
      ...one,
      claims: measured.claims,
    })),
  );
  const names = [...new Set(all.map(({ name }) => name))];
  const [fewest, most] = [Math.min(...all.map(({ claims }) => claims)), Math.max(...all.map(({ claims }) => claims))];
  const lowest = Math.floor(Math.log10(Math.min(...all.map(({ p50 }) => p50))));
  const highest = Math.ceil(Math.log10(Math.max(...all.map(({ p50 }) => p50))));
  const x = (claims: number) =>
    LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(claims / fewest)) / Math.max(1e-9, Math.log(most / fewest));
  const y = (ms: number) =>
    HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * (Math.log10(ms) - lowest)) / (highest - lowest);
  const grid = Array.from({ length: highest - lowest + 1 }, (_, i) => 10 ** (lowest + i)).map(
    (ms) =>
      `<path d="M${LEFT} ${y(ms)}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(ms) + 4}" text-anchor="end">${ms} ms</text>`,
  );
  const ticks = rows.map(
    ({ measured: { claims } }) =>
      `<text x="${x(claims)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${claims.toLocaleString('en')}</text>`,
  );
  const lines = names.map((name, i) => {
    const points = all.filter((one) => one.name === name);
    const colour = COLOURS[i % COLOURS.length];
    const dash = i >= COLOURS.length ? ' stroke-dasharray="5 3"' : '';
    const path = points.map(
      ({ claims, p50 }, j) => `${j === 0 ? 'M' : 'L'}${x(claims).toFixed(1)} ${y(p50).toFixed(1)}`,
    );
    const label = `<text x="${WIDTH - RIGHT + 40}" y="${TOP + 12 + 18 * i}">${name}</text>`;
    const key = `<path d="M${WIDTH - RIGHT + 14} ${TOP + 8 + 18 * i}h20" stroke="${colour}" stroke-width="2"${dash}/>`;
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>${key}${label}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>Milliseconds of half of the answers, by the number of claims</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...grid, ...ticks, ...lines].join('\n')}
</svg>
`;
}
