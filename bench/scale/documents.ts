import { createHash } from 'node:crypto';
import type { Block, Metadata, Polarity, Resolution, Speaker, Stance, Target } from '../../src/claim.ts';
import type { ClaimToSave, DocumentToSave } from '../../src/store/index.ts';
import { Random } from './random.ts';
import { capital } from './words.ts';
import type { Statement, World } from './world.ts';

const CLAIMS_A_DOCUMENT = 50;
const VERBS = ['said', 'warned', 'argued', 'announced', 'insisted', 'noted', 'added'];
const PUBLISHED: Resolution = { mention: null, rule: 'publisher of the document', confidence: 0.95, decidedBy: null };

/** Documents with so many claims in all, from the `first` on, each as the pipeline would hand it to the store. */
export function* documents(
  world: World,
  { seed, claims, targets, first = 0 }: { seed: number; claims: number; targets: readonly Target[]; first?: number },
): Generator<DocumentToSave> {
  for (let number = first; number * CLAIMS_A_DOCUMENT < claims; number++) {
    const count = Math.min(claims - number * CLAIMS_A_DOCUMENT, CLAIMS_A_DOCUMENT);
    yield write(world, { random: new Random(seed, 9, number), number, count, targets });
  }
}

/** A paragraph in the making, and where the claim in it stands. */
interface Sentence {
  text: string;
  start: number;
  length: number;
}

function write(
  world: World,
  { random, number, count, targets }: { random: Random; number: number; count: number; targets: readonly Target[] },
): DocumentToSave {
  const publisher = random.pick(world.publishers);
  const theme = world.theme(random);
  const title = capital(world.query(theme, random, 5));
  const claims: ClaimToSave[] = [];
  const blocks: Block[] = [{ kind: 'heading', level: 1, start: 0, end: title.length }];
  let text = title;
  while (claims.length < count) {
    const start = text.length + 2;
    text += '\n\n';
    const sentences = Math.min(count - claims.length, 1 + random.below(4));
    for (let i = 0; i < sentences; i++) {
      if (i > 0) text += ' ';
      // Documents stay on their theme but for every fifth claim, and every twelfth is one that others carry too.
      const statement = random.chance(1 / 12)
        ? world.shared(random)
        : world.statement(random.chance(0.2) ? world.theme(random) : theme, random);
      const { claim, sentence } = report(world, statement, { random, publisher, targets });
      claims.push({
        ...claim,
        start: text.length + sentence.start,
        end: text.length + sentence.start + sentence.length,
      });
      text += sentence.text;
    }
    blocks.push({ kind: 'paragraph', start, end: text.length });
  }
  const name = `document-${String(number).padStart(6, '0')}.txt`;
  const metadata: Metadata = { title, publisher: publisher.name, ...date(random) };
  const damaged = random.chance(0.02);
  return {
    location: `/generated/${name}`,
    inputHash: createHash('sha256').update(name).digest('hex'),
    labelledBy: 'generated',
    reading: { text, blocks, metadata, origins: {}, quality: damaged ? 'damaged' : 'intact', warnings: [] },
    claims,
  };
}

/** A statement as a document carries it: quoted, paraphrased, or in the publisher's own voice. */
function report(
  world: World,
  statement: Statement,
  { random, publisher, targets }: { random: Random; publisher: Speaker; targets: readonly Target[] },
): { claim: Omit<ClaimToSave, 'start' | 'end'>; sentence: Sentence } {
  const { text, theme, vector } = statement;
  const manner = random.pick(['direct', 'indirect', 'direct', 'own'] as const);
  const speaker = manner === 'own' ? publisher : statement.speaker;
  const cue = manner === 'own' ? undefined : random.pick(VERBS);
  const polarity: Polarity = random.chance(0.04) ? 'denied' : random.chance(0.02) ? 'unsaid' : 'asserted';
  const confidence = 0.6 + 0.4 * random.next();
  const topic = world.topicOf(theme);
  const second = random.chance(0.3) ? world.topicOf(theme + 1) : undefined;
  const said: ClaimToSave['chain'][number] = {
    speaker,
    cue,
    manner,
    polarity,
    resolution: { mention: speaker.name, rule: 'full name', confidence, decidedBy: null },
  };
  const outlet: ClaimToSave['chain'][number] = {
    speaker: publisher,
    manner: 'own',
    polarity: 'asserted',
    resolution: PUBLISHED,
  };
  return {
    sentence: sentenceOf(text, speaker.name, cue, manner),
    claim: {
      speaker,
      speakerConfidence: confidence,
      manner,
      polarity,
      cue,
      chain: manner === 'own' ? [{ ...outlet, polarity }] : [outlet, said],
      topics: [...new Set([topic, second])]
        .filter((one) => one !== undefined)
        .map((one) => ({ id: one.id, score: 0.4 + 0.6 * random.next() })),
      stances: targets.map(({ id }) => ({ target: id, stance: stance(random), confidence: random.next() })),
      confidence,
      vector,
    },
  };
}

function sentenceOf(text: string, name: string, cue: string | undefined, manner: string): Sentence {
  if (manner === 'own') return { text: `${text}.`, start: 0, length: text.length + 1 };
  if (manner === 'direct') return { text: `“${text},” ${name} ${cue}.`, start: 1, length: text.length };
  const before = `${capital(name)} ${cue} that `;
  const lower = text.charAt(0).toLowerCase() + text.slice(1);
  return { text: `${before}${lower}.`, start: before.length, length: text.length };
}

function stance(random: Random): Stance {
  return random.pick(['supports', 'opposes', 'neutral', 'neutral'] as const);
}

/** A day, now and then a month, a year or nothing. */
function date(random: Random): Metadata {
  const year = String(2015 + random.below(11));
  const month = `${year}-${String(1 + random.below(12)).padStart(2, '0')}`;
  const precision = random.next();
  if (precision < 0.03) return {};
  if (precision < 0.05) return { date: year };
  if (precision < 0.1) return { date: month };
  return { date: `${month}-${String(1 + random.below(28)).padStart(2, '0')}` };
}
