import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, ingest } from '../ingest/pipeline.ts';
import type { Bloc, Claim } from '../src/claim.ts';
import { parseConfig } from '../src/config.ts';
import { SearchRequest } from '../src/contract.ts';
import { Knowledge } from '../src/knowledge.ts';

/** Names of the two sides that are exchanged, as long as one another in words. */
const PAIRS = [
  ['Mike Pompeo', 'Wang Yi'],
  ['Pompeo', 'Wang'],
  ['Keith Krach', 'Zhao Lijian'],
  ['Krach', 'Zhao'],
  ['Washington', 'Beijing'],
  ['America', 'China'],
  ['American', 'Chinese'],
  ['Cisco', 'Huawei'],
  ['Oracle', 'ZTE'],
  ['Bloomberg', 'Xinhua'],
] as const;
/** How the registry calls those of them that it knows by another name. */
const LISTED = new Map([
  ['United States', 'China'],
  ['China', 'United States'],
  ['Bloomberg', 'Xinhua News Agency'],
  ['Xinhua News Agency', 'Bloomberg'],
]);
const SWAPPED: Record<Bloc, Bloc> = { us: 'china', china: 'us', europe: 'europe', other: 'other' };

const exchanges = new Map(PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
const anyName = new RegExp(`\\b(?:${[...exchanges.keys()].sort((a, b) => b.length - a.length).join('|')})\\b`, 'g');
const exchange = (text: string) => text.replace(anyName, (name) => exchanges.get(name as 'China') ?? name);

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

describe('Exchanging the names of two blocs in every document', () => {
  let folder: string;
  let plain: Knowledge;
  let exchanged: Knowledge;

  async function readAll(name: string, change: (text: string) => string): Promise<Knowledge> {
    const documents = mkdtempSync(join(folder, name));
    for (const [file, text] of Object.entries(DOCUMENTS)) writeFileSync(join(documents, file), change(text));
    const knowledge = await Knowledge.open(parseConfig({ TRIPTYCH_DB: join(folder, `${name}.db`) }));
    const { files } = await findFiles([documents]);
    const outcomes = await ingest(files, {
      store: knowledge.store,
      embeddings: knowledge.embeddings,
      model: knowledge.embedder.name,
      registry: knowledge.registry,
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['added', 'added', 'added']);
    return knowledge;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'triptych-symmetry-'));
    plain = await readAll('plain', (text) => text);
    exchanged = await readAll('exchanged', exchange);
  });
  afterAll(async () => {
    await plain.close();
    await exchanged.close();
    rmSync(folder, { recursive: true });
  });

  /** What must stay the same but for the exchange. */
  const labels = (
    claim: Claim,
    change: (text: string) => string,
    name: (name: string) => string,
    bloc: (bloc: Bloc) => Bloc,
  ) => ({
    document: claim.document,
    text: change(claim.text),
    speaker: name(claim.speaker.name),
    bloc: bloc(claim.bloc),
    manner: claim.manner,
    cue: claim.cue,
    chain: claim.chain.map((hop) => [name(hop.name), hop.cue, hop.manner]),
    stance: claim.stance,
    topics: claim.topics,
    confidence: claim.confidence,
  });
  const before = (claim: Claim) =>
    labels(
      claim,
      exchange,
      (name) => LISTED.get(name) ?? exchange(name),
      (bloc) => SWAPPED[bloc],
    );
  const after = (claim: Claim) =>
    labels(
      claim,
      (text) => text,
      (name) => name,
      (bloc) => bloc,
    );

  it('exchanges the speakers and blocs of all claims, and changes no other label', () => {
    const claims = [...plain.export({})];
    expect(claims.length).toBeGreaterThan(15);
    expect(new Set(claims.map(({ bloc }) => bloc))).toEqual(new Set(['us', 'china', 'other']));
    expect([...exchanged.export({})].map(after)).toEqual(claims.map(before));
  });

  it('exchanges the columns of every comparison, in order and with the same scores', async () => {
    let compared = 0;
    for (const { id } of plain.topics()) {
      const request = { topic: id, other: true, limit: 50 };
      const [one, two] = [await plain.compare(request), await exchanged.compare(request)];
      for (const bloc of ['us', 'china', 'europe'] as const) {
        const [column, mirrored] = [one.columns[bloc], two.columns[SWAPPED[bloc] as 'us']];
        expect(mirrored.claims.map(after)).toEqual(column.claims.map(before));
        expect(mirrored.claims.map(({ score }) => score)).toEqual(column.claims.map(({ score }) => score));
        expect(mirrored.counts).toEqual(column.counts);
        compared += column.claims.length;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  it.each(['surveillance of allies', 'evidence', 'who threatens privacy', 'Chinese companies', 'Pompeo'])(
    'keeps the order and the scores of a search for %s',
    async (query) => {
      const request = (words: string) => SearchRequest.parse({ query: words });
      const [one, two] = [await plain.search(request(query)), await exchanged.search(request(exchange(query)))];
      expect(one.total).toBeGreaterThan(0);
      expect(two.claims.map(after)).toEqual(one.claims.map(before));
      expect(two.claims.map(({ score }) => score)).toEqual(one.claims.map(({ score }) => score));
    },
  );
});
