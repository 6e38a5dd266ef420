import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, ingest } from '../ingest/pipeline.ts';
import type { Claim } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { CompareRequest, type CompareResponse, SearchRequest } from '../src/contract.ts';
import { correct, undo } from '../src/corrections/index.ts';
import { Knowledge } from '../src/knowledge.ts';
import { exchange, exchangeBloc, exchangeLabels, exchangeUnion, labelsOf } from './exchange.ts';
import { SENTENCES } from './sentences.ts';

const DOCUMENTS = {
  'speech.txt': `Minister on networks

Mike Pompeo said that Chinese companies threaten the privacy of every citizen. “Huawei must obey the orders of Beijing,” Pompeo warned. “No network with its equipment can be trusted.”

Keith Krach argued that the programme protects the freedom of the internet. He called the accusations of Beijing groundless and announced that thirty countries had joined the alliance.

According to Zhao Lijian, the programme is a pretext to bully foreign competitors. Zhao accused Washington of spying on its allies through undersea cables, and he demanded an open and fair market for all companies.`,
  'report.txt': `Ministers quarrel over clean networks

Wang Yi said on Tuesday: “Data security must rest on facts and on international rules. We oppose mass surveillance against other countries.” Wang rejected the plan as discriminatory, and Huawei stated that no evidence had ever been presented.

Cisco welcomed the plan. “Trusted suppliers keep our cloud services safe,” the company said. Oracle, however, warned that separate standards would split the internet into two.

Bloomberg reported that Keith Krach had asked European carriers to remove equipment from ZTE. The carriers told Xinhua that such a step would cost billions.`,
  'letter.txt': `An open letter

We believe that both Washington and Beijing should respect human rights. American and Chinese companies alike collect more data than they need.

China says that it does not ask companies to install backdoors. America claims that its laws protect the privacy of foreigners. Neither has allowed independent experts to check these statements.`,
};

const before = (claim: Claim) => exchangeLabels(labelsOf(claim));
const after = labelsOf;

/** In milliseconds: each sentence is a document, and takes a moment. */
const MANY_DOCUMENTS = 300_000;

/** What one rank changes in a score, at most. */
const RANK = 0.014;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triptych-symmetry-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const same = (words: string) => words;
const exchangeSide = (side: string) => exchangeBloc(side as 'us');
const exchangeSpeaker = (id: string) => ({ 'mike-pompeo': 'wang-yi', 'wang-yi': 'mike-pompeo' })[id] ?? id;

/** The rows of a comparison without the words of claims and identifiers, which hold names: sides, points, relations, links. */
function rowsOf(
  { rows, columns }: CompareResponse,
  exchangeSides: (side: string) => string,
  exchangeWords: (words: string) => string,
) {
  const places = new Map(
    Object.values(columns).flatMap(({ claims }) => claims.map(({ id, score }) => [id, score] as const)),
  );
  return rows.map(({ about, relation, cells, silent, links }) => ({
    about: about.map(exchangeWords),
    relation,
    silent: silent.map(exchangeSides).sort(),
    cells: Object.entries(cells)
      .map(([side, points]) => [
        exchangeSides(side),
        points.map(({ claims, ...counts }) => ({ ...counts, scores: claims.map((id) => places.get(id)) })),
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    links: links.map(({ kind, likelihood }) => `${kind} ${likelihood}`).sort(),
  }));
}

/** A knowledge base of these documents, and one of the same with the sides exchanged. */
async function readBoth(name: string, documents: Record<string, string>): Promise<[Knowledge, Knowledge]> {
  return [
    await readAll(`${name}-plain`, documents, (text) => text),
    await readAll(`${name}-exchanged`, documents, exchange),
  ];
}

async function readAll(
  name: string,
  documents: Record<string, string>,
  change: (text: string) => string,
): Promise<Knowledge> {
  const place = mkdtempSync(join(folder, name));
  for (const [file, text] of Object.entries(documents)) writeFileSync(join(place, file), change(text));
  const knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, `${name}.db`) }));
  const { files } = await findFiles([place]);
  const outcomes = await ingest(files, {
    store: knowledge.store,
    embeddings: knowledge.embeddings,
    model: knowledge.embedder.name,
    registry: knowledge.registry,
  });
  expect(outcomes.filter(({ status }) => status !== 'added')).toEqual([]);
  return knowledge;
}

function byDocument(knowledge: Knowledge): Map<string, Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const claim of knowledge.export({})) found.set(claim.document, [...(found.get(claim.document) ?? []), claim]);
  return found;
}

describe('Exchanging the names of two blocs in one sentence', () => {
  let plain: Map<string, Claim[]>;
  let exchanged: Map<string, Claim[]>;
  const fileOf = (sentence: string) => `sentence-${SENTENCES.indexOf(sentence) + 1}.txt`;

  beforeAll(async () => {
    const documents = Object.fromEntries(SENTENCES.map((sentence) => [fileOf(sentence), sentence]));
    const both = await readBoth('sentences', documents);
    plain = byDocument(both[0]);
    exchanged = byDocument(both[1]);
    for (const knowledge of both) await knowledge.close();
  }, MANY_DOCUMENTS);

  it.each(SENTENCES)('exchanges the labels and changes no other: %s', (sentence) => {
    expect(exchange(exchange(sentence))).toBe(sentence);
    expect(exchange(sentence)).not.toBe(sentence);
    const claims = (plain.get(fileOf(sentence)) ?? []).map(before);
    expect((exchanged.get(fileOf(sentence)) ?? []).map(after)).toEqual(claims);
  });

  it('is tried on claims of both sides in nearly every sentence', () => {
    expect(plain.size).toBeGreaterThan(0.9 * SENTENCES.length);
    const blocs = [...plain.values()].flat().map(({ bloc }) => bloc);
    for (const bloc of ['us', 'china'] as const)
      expect(blocs.filter((one) => one === bloc).length).toBeGreaterThan(0.3 * SENTENCES.length);
  });
});

describe('Exchanging a state and a union of states', () => {
  /** What the words say, whoever says them: a union is another kind of speaker than a state. */
  const saidOf = ({ manner, polarity, cue, stance, topics, confidence }: Claim) => ({
    ...{ manner, polarity, cue, stance, topics, confidence },
  });
  const UNIONS = {
    'one.txt': 'The European Union said that trusted suppliers keep European cloud services safe.',
    'two.txt': 'The EU called the accusations of the US groundless and said that Europeans need open markets.',
    'three.txt': 'Analysts said that the European programme bullies American companies without any evidence.',
    'four.txt': 'We believe that both Europe and America should respect human rights.',
  };

  it('changes no topic, no stance and no confidence', async () => {
    const both = [
      await readAll('union-plain', UNIONS, (text) => text),
      await readAll('union-exchanged', UNIONS, exchangeUnion),
    ] as const;
    const [one, two] = both.map((knowledge) => [...knowledge.export({})]) as [Claim[], Claim[]];
    expect(one.length).toBeGreaterThanOrEqual(Object.keys(UNIONS).length);
    expect(two.map(({ text }) => exchangeUnion(text))).toEqual(one.map(({ text }) => text));
    expect(two.map(saidOf)).toEqual(one.map(saidOf));
    for (const knowledge of both) await knowledge.close();
  });
});

describe('Exchanging the names of two blocs in every document', () => {
  let plain: Knowledge;
  let exchanged: Knowledge;

  beforeAll(async () => {
    [plain, exchanged] = await readBoth('documents', DOCUMENTS);
  });
  afterAll(async () => {
    await plain.close();
    await exchanged.close();
  });

  it('exchanges the speakers and blocs of all claims, and changes no other label', () => {
    const claims = [...plain.export({})];
    expect(claims.length).toBeGreaterThan(15);
    expect(new Set(claims.map(({ bloc }) => bloc))).toEqual(new Set(['us', 'china', 'other']));
    expect([...exchanged.export({})].map(after)).toEqual(claims.map(before));
  });

  it('exchanges the columns of every comparison, in order and with the same scores', async () => {
    let compared = 0;
    for (const { id } of plain.topics()) {
      const request = CompareRequest.parse({ topic: id, other: true });
      const [one, two] = [await plain.compare(request), await exchanged.compare(request)];
      for (const bloc of ['us', 'china', 'europe'] as const) {
        const [column, mirrored] = [one.columns[bloc]!, two.columns[exchangeBloc(bloc)]!];
        expect(mirrored.claims.map(after)).toEqual(column.claims.map(before));
        expect(mirrored.claims.map(({ score }) => score)).toEqual(column.claims.map(({ score }) => score));
        expect(mirrored.counts).toEqual(column.counts);
        compared += column.claims.length;
      }
      expect(rowsOf(two, same, same)).toEqual(rowsOf(one, exchangeSide, exchange));
    }
    expect(compared).toBeGreaterThan(10);
  });

  it('exchanges two speakers who are compared, and their columns only', async () => {
    const both = (one: string, other: string) => CompareRequest.parse({ topic: '', speaker: [one, other] });
    const [one, two] = [
      await plain.compare(both('Pompeo', 'Wang Yi')),
      await exchanged.compare(both('Wang Yi', 'Pompeo')),
    ];
    expect(one.claims).toBeGreaterThan(1);
    expect(two.order).toEqual(one.order.map(exchangeSpeaker));
    expect(rowsOf(two, same, same)).toEqual(rowsOf(one, exchangeSpeaker, exchange));
  });

  it('exchanges what people correct, and who the corrected claims are by', async () => {
    const wordsOf = ({ text }: Claim) => text;
    const [one] = [...plain.export({})].filter(({ speaker }) => speaker.name === 'Keith Krach');
    const other = [...exchanged.export({})].find((claim) => wordsOf(claim) === exchange(wordsOf(one!)));
    const changes = { topics: ['cloud'], stances: { 'clean-network': 'opposes' as const }, note: null, by: 'Mia' };
    const made = [
      correct(plain, one!.id, { ...changes, speaker: 'Mike Pompeo' }),
      correct(exchanged, other!.id, { ...changes, speaker: 'Wang Yi' }),
    ] as const;
    const corrected = plain.store.getClaim(one!.id).claim;
    expect(corrected).toMatchObject({ speaker: { name: 'Mike Pompeo' }, bloc: 'us', capacity: 'government' });
    expect(after(exchanged.store.getClaim(other!.id).claim)).toEqual(before(corrected));
    undo(plain, made[0].id, { by: 'Mia', note: null });
    undo(exchanged, made[1].id, { by: 'Mia', note: null });
    expect([...exchanged.export({})].map(after)).toEqual([...plain.export({})].map(before));
  });

  it.each(['surveillance of allies', 'evidence', 'who threatens privacy', 'Chinese companies', 'Pompeo'])(
    'keeps the order of a search for %s, and its scores within a rank',
    async (query) => {
      const request = (words: string) => SearchRequest.parse({ query: words });
      const [one, two] = [await plain.search(request(query)), await exchanged.search(request(exchange(query)))];
      expect(one.total).toBeGreaterThan(0);
      expect(two.claims.map(after)).toEqual(one.claims.map(before));
      // BM25 counts the words of a text, and names have more or fewer: a claim may move by one rank among words.
      two.claims.forEach(({ score }, i) => {
        expect(Math.abs(score - one.claims[i]!.score)).toBeLessThan(RANK);
      });
    },
  );
});
