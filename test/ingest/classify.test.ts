import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Part, readLabelledClaims } from '../../bench/topic-set.ts';
import { classify, explainStance, explainTopics, type Labels, prepareLabels } from '../../ingest/classify/index.ts';
import { meaningOf, wordFeatures } from '../../ingest/classify/learned.ts';
import { formatLearned } from '../../ingest/classify/model.ts';
import { readWording } from '../../ingest/classify/terms.ts';
import type { Stance, Topic } from '../../src/claim.ts';
import { parseConfig } from '../../src/config.ts';
import { createEmbedder, embedTexts } from '../../src/embed.ts';
import { loadRegistry } from '../../src/registry.ts';
import { FLOORS } from '../floors.ts';

const BENCH = '../shared/bench/claims/dev.jsonl';
/** Shares of the benchmark's claims with one right topic, and with the right stance, on their text alone. */
const SHARES = { topic: 0.8, stance: 0.68 };

const registry = loadRegistry('corpus');
let embed: (texts: string[]) => Promise<number[][]>;
let labels: Labels;

beforeAll(async () => {
  const { embeddings } = createEmbedder(parseConfig({}).embeddings);
  embed = async (texts) => (await embedTexts(embeddings, texts)).map((vector) => Array.from(vector));
  labels = await prepareLabels(registry, embed);
});

async function label(...texts: string[]) {
  const vectors = await embed(texts.map((text) => labels.neutral(text)));
  return classify(
    texts.map((text, i) => ({ text, vector: vectors[i]! })),
    labels,
  );
}

const stanceOf = async (text: string, target = 'clean-network') =>
  (await label(text))[0]!.stances.find((s) => s.target === target)!;

describe('topics', () => {
  it.each([
    ['A landing station for the new submarine cable was refused.', 'undersea-cables'],
    ['The chips come from a single supplier, and export controls make them scarce.', 'supply-chain'],
    ['There is no proof of any of these allegations.', 'evidence'],
    ['International rules for data need multilateral consultation.', 'multilateral-rules'],
    ['The internet would fall apart into separate spheres.', 'internet-fragmentation'],
    ['Phone makers pre-install apps that nobody can remove.', 'mobile-apps'],
  ])('are found in "%s"', async (text, topic) => {
    expect((await label(text))[0]!.topics.map((t) => t.id)).toContain(topic);
  });

  it('are none where nothing fits', async () => {
    const unrelated = [
      'The weather was fine yesterday.',
      'He was born in 1970 and studied law.',
      'Dinner is at eight.',
    ];
    expect((await label(...unrelated)).map((l) => l.topics)).toEqual([[], [], []]);
  });

  it('are three at most, the best first, with scores from 0 to 1', async () => {
    const text =
      'Allies and partners share trust standards for 5G vendors, cloud, supply chains, human rights, privacy and surveillance.';
    const { topics } = (await label(text))[0]!;
    expect(topics.length).toBeGreaterThan(1);
    expect(topics.length).toBeLessThanOrEqual(3);
    expect(topics.map((t) => t.score)).toEqual(topics.map((t) => t.score).sort((a, b) => b - a));
    for (const { score } of topics) expect(score).toBeGreaterThan(0);
    for (const { score } of topics) expect(score).toBeLessThanOrEqual(1);
  });

  it('take a hint from the heading above', async () => {
    const text = 'They lie on the bottom of the ocean and carry most of the traffic.';
    const [vector] = await embed([text]);
    const [plain, headed] = classify(
      [
        { text, vector: vector! },
        { text, vector: vector!, heading: 'Undersea cables' },
      ],
      labels,
    );
    const score = (l: typeof plain) => l?.topics.find((t) => t.id === 'undersea-cables')?.score ?? 0;
    expect(score(headed)).toBeGreaterThan(score(plain));
  });

  it('do not depend on inflection, accents or spelling', () => {
    const stems = (text: string) => readWording(text).stems;
    expect(stems('Allegations')).toEqual(stems('allegation'));
    expect(stems('spies')).toEqual(stems('spying'));
    expect(stems('politicised labour')).toEqual(stems('politicized labor'));
    expect(stems('centres')).toEqual(stems('center'));
    expect(stems('our')).not.toEqual(stems('or'));
    expect(stems('uses')).not.toEqual(stems('us'));
  });
});

describe('topics of labelled claims', () => {
  it('stay above their floors, also where nothing was learned of a topic', async () => {
    /** Micro F1. */
    const measure = async (part: Part, given: Labels) => {
      const claims = readLabelledClaims(part);
      const vectors = await embed(claims.map(({ text }) => labels.neutral(text)));
      const found = classify(
        claims.map((claim, i) => ({ ...claim, vector: vectors[i]! })),
        given,
      ).map(({ topics }) => topics.map(({ id }) => id));
      const hits = claims.flatMap(({ topics }, i) => topics.filter((id) => found[i]!.includes(id))).length;
      return (2 * hits) / (found.flat().length + claims.flatMap(({ topics }) => topics).length);
    };
    const untaught = labels.topics.map((topic) => ({ ...topic, learned: undefined }));
    expect(await measure('digests-held', labels)).toBeGreaterThanOrEqual(FLOORS.topics.digests);
    expect(await measure('held', labels)).toBeGreaterThanOrEqual(FLOORS.topics.held);
    expect(await measure('held', { ...labels, topics: untaught })).toBeGreaterThanOrEqual(FLOORS.topics.untaught);
  });

  it('have a meaning that a new name, definition or identifier changes, and more terms do not', () => {
    const [topic] = registry.topics as [Topic];
    const meanings = [{}, { name: 'X' }, { definition: 'X' }, { id: 'x' }].map((change) =>
      meaningOf({ ...topic, ...change }),
    );
    expect(new Set(meanings).size).toBe(meanings.length);
    expect(meaningOf({ ...topic, terms: [], examples: [] })).toBe(meanings[0]);
  });

  it('are weighed by each feature once, of the claim and of the heading', () => {
    const { weights } = labels.learned;
    const [stems, headingStems] = ['trusted suppliers of trusted suppliers', 'Certification'].map(
      (text) => readWording(text).stems,
    ) as [string[], string[]];
    const vector = Float32Array.from(weights.vector[0]!, (_, i) => Math.sin(i));
    const rows = [...new Set([...wordFeatures(stems), ...wordFeatures(headingStems)])].flatMap(
      (feature) => weights.words.get(feature) ?? [],
    );
    expect(rows.length).toBeGreaterThan(4);
    const odds = labels.learned.odds({ stems, headingStems, vector });
    const words = labels.learned.odds({ stems, headingStems, vector: new Float32Array(3) });
    weights.meanings.forEach((_, topic) => {
      const sum = rows.reduce((total, row) => total + row[topic]!, 0) / Math.sqrt(rows.length) + weights.bias[topic]!;
      expect(words[topic]).toBeCloseTo(sum, 4);
      const meaning = weights.vector[topic]!.reduce((total, w, i) => total + w * vector[i]!, 0);
      expect(odds[topic]).toBeCloseTo(sum + meaning, 3);
    });
  });

  it('were learned for every topic of the file as it is', () => {
    expect(labels.topics.map(({ learned }) => learned)).toEqual(registry.topics.map((_, i) => i));
    expect(formatLearned(labels.learned.weights)).toBe(readFileSync('ingest/classify/model/learned.tsv', 'utf8'));
  });
});

describe('stance', () => {
  it.each<[string, Stance]>([
    ['We are proud to join the Clean Network and will buy from trusted vendors only.', 'supports'],
    ['We welcome the Clean Network programme.', 'supports'],
    ['The Clean Network is a discriminatory scheme, built on groundless allegations.', 'opposes'],
    ['The so-called clean network is a pretext for bullying foreign companies.', 'opposes'],
    ['Security is an excuse, and no evidence has been shown for any of the accusations.', 'opposes'],
    ['The Clean Network was announced on a Wednesday.', 'neutral'],
    ['The new bridge was praised by everybody, and its critics were wrong.', 'neutral'],
    ['States have the right to make rules for data on their territory.', 'neutral'],
  ])('"%s" %s', async (text, stance) => {
    expect((await stanceOf(text)).stance).toBe(stance);
  });

  it('is turned by a negation', async () => {
    expect((await stanceOf('We do not support the Clean Network and do not welcome it.')).stance).not.toBe('supports');
    expect((await stanceOf('The Clean Network is neither discriminatory nor unfair.')).stance).not.toBe('opposes');
  });

  it('is given towards every target, with a confidence of at least a half for a side', async () => {
    const [one] = await label('The accusations against the vendor are groundless.');
    expect(one!.stances.map((s) => s.target)).toEqual(registry.targets.map((t) => t.id));
    for (const { stance, confidence } of one!.stances) {
      expect(confidence).toBeLessThanOrEqual(1);
      if (stance !== 'neutral') expect(confidence).toBeGreaterThanOrEqual(0.5);
    }
  });
});

describe('fairness', () => {
  const pairs: [string, string][] = [
    ['United States', 'People’s Republic of China'],
    ['the US', 'China'],
    ['US', 'PRC'],
    ['American', 'Chinese'],
    ['Washington', 'Beijing'],
    ['Mike Pompeo', 'Wang Yi'],
    ['Donald Trump', 'Xi Jinping'],
    ['State Department', 'Chinese Foreign Ministry'],
    ['Washington Post', 'People’s Daily'],
    ['Huawei', 'Cisco'],
    ['Tencent', 'Facebook'],
    ['NSA', 'Ministry of State Security'],
  ];
  const swap = (text: string) => {
    const other = new Map(
      pairs.flatMap(
        ([a, b]) =>
          [
            [a, b],
            [b, a],
          ] as [string, string][],
      ),
    );
    const pattern = new RegExp([...other.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
    return text.replace(pattern, (name) => other.get(name)!);
  };
  const sentences = [
    'American companies help Washington to spy on the whole world.',
    'Chinese apps threaten our privacy and spread propaganda.',
    'Huawei must be kept out of 5G networks, Mike Pompeo said.',
    'Beijing makes groundless accusations against American companies.',
    'the US should be trusted with our data, and China should not.',
    'The State Department praised the plan as a milestone for security.',
    'The Washington Post calls the Clean Network a success of Donald Trump.',
    'Tencent stores the data of Chinese citizens in its cloud.',
    'The NSA has installed backdoors in products of Cisco.',
    'Wang Yi proposed multilateral rules, and Washington rejected them.',
    'The People’s Republic of China abuses its power to suppress competitors.',
    'The United States violates human rights, according to Beijing.',
    'A US-led alliance excludes Huawei on a pretext.',
    'Non-Chinese carriers may connect to the US network.',
    'The PRC wants a fair, open and secure supply chain.',
  ];

  it.each(sentences)('exchanging the names of two blocs changes no topic, stance or score: %s', async (sentence) => {
    expect(swap(sentence)).not.toBe(sentence);
    expect(labels.neutral(swap(sentence))).toBe(labels.neutral(sentence));
    const [one, two] = await label(sentence, swap(sentence));
    expect(two).toEqual(one);
  });

  it('leaves words alone that only look like names', () => {
    expect(labels.neutral('Tell us who may turn to polish and china in march.')).toBe(
      'Tell us who may turn to polish and china in march.',
    );
  });
});

describe.skipIf(!existsSync(BENCH))('on the labelled claims of ../shared/bench', () => {
  it('topics and stance reach their floors from the words alone', async () => {
    const gold = readFileSync(BENCH, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { text: string; topics: string[]; stance: Stance });
    const found = await label(...gold.map((claim) => claim.text));
    const share = (test: (i: number) => boolean) => gold.filter((_, i) => test(i)).length / gold.length;
    expect(share((i) => found[i]!.topics.some((t) => gold[i]!.topics.includes(t.id)))).toBeGreaterThan(SHARES.topic);
    expect(share((i) => found[i]!.stances[0]!.stance === gold[i]!.stance)).toBeGreaterThan(SHARES.stance);
  });
});

describe('explanations', () => {
  const explain = async (text: string, heading?: string) => {
    const [vector] = await embed([labels.neutral(text)]);
    const claim = { text, vector: vector!, ...(heading === undefined ? {} : { heading }) };
    return {
      topics: explainTopics(claim, labels),
      stances: explainStance(claim, labels),
      given: classify([claim], labels)[0]!,
    };
  };

  it('of topics name terms, headings and the nearest example, and agree with what is given', async () => {
    const { topics, given } = await explain('The submarine cable can be tapped.', 'Undersea cables');
    expect(topics.filter((topic) => topic.given).map(({ id, probability }) => ({ id, score: probability }))).toEqual(
      given.topics,
    );
    expect(topics.map(({ id }) => id).sort()).toEqual(registry.topics.map(({ id }) => id).sort());
    const [cable] = topics;
    expect(cable).toMatchObject({ id: 'undersea-cables', given: true });
    expect(cable!.terms).toContain('submarine cable');
    expect(cable!.headingTerms).toContain('undersea cable');
    expect(cable!.words[0]).toMatchObject({ weight: expect.closeTo(Math.max(...cable!.words.map((w) => w.weight))) });
    expect(cable!.words.map(({ word }) => word)).toContain('cable');
    expect(registry.topics.find(({ id }) => id === cable!.id)!.examples).toContain(cable!.nearest!.text);
    for (const { given: carried, probability, threshold } of topics)
      if (carried) expect(probability).toBeGreaterThanOrEqual(threshold);
  });

  it('of stances name the nearest statements of each side and the words that pulled, and agree with what is given', async () => {
    const { stances, given } = await explain(
      'The so-called clean network is a pretext, built on groundless allegations.',
    );
    expect(stances.map(({ target, stance, confidence }) => ({ target, stance, confidence }))).toEqual(given.stances);
    const [first] = stances;
    expect(first!.terms).toContain('clean network');
    expect(first!.nearest.map(({ side }) => side).sort()).toEqual(['against', 'against', 'for', 'for']);
    const { for: supporting, against } = registry.targets[0]!;
    for (const { side, text } of first!.nearest) expect(side === 'for' ? supporting : against).toContain(text);
    expect(first!.words.find(({ word }) => word === 'groundless')!.weight).toBeLessThan(0);
  });
});
