import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { classify, prepareLabels } from '../ingest/classify/index.ts';
import type { SpeakerKind } from '../src/claim.ts';
import { countCommon } from '../src/compare/common.ts';
import { measureNearness } from '../src/compare/nearness.ts';
import { readPairs as readFeatures, type Utterance, utter } from '../src/compare/pair.ts';
import { RELATIONS, type Relation } from '../src/compare/relation.ts';
import { parseConfig } from '../src/config.ts';
import { blindToNames, createEmbedder, embedTexts } from '../src/embed.ts';
import { makeNameFinder, makeNeutral } from '../src/neutral.ts';
import { loadRegistry } from '../src/registry.ts';
import { slug } from '../src/text.ts';

/** Two labelled claims as comparing sees them, the earlier first. */
export interface LabelledPair {
  relation: Relation;
  texts: [string, string];
  pair: [Utterance, Utterance];
  /** What is read of the two beside all other claims of the file, and what would be if the later one came first. */
  features: { inOrder: number[]; turned: number[] };
}

/** The pairs of a file of `bench/compare`, ready to be judged: `studied` or `held`. */
export async function readPairs(part: 'studied' | 'held'): Promise<LabelledPair[]> {
  const config = parseConfig(process.env);
  const registry = loadRegistry(config.corpus);
  const embedder = createEmbedder(config.embeddings);
  const embeddings = blindToNames(embedder.embeddings, makeNeutral(registry));
  const findNames = makeNameFinder(registry);
  const rows = readRows(fileURLToPath(new URL(`compare/${part}.tsv`, import.meta.url)));
  const texts = rows.flatMap(({ first, second }) => [first.text, second.text]);
  const vectors = await embedTexts(embeddings, texts);
  const labels = await prepareLabels(registry, (list) => embeddings.embedDocuments(list));
  const stances = classify(
    texts.map((text, i) => ({ text, vector: vectors[i]! })),
    labels,
  ).map((found) => found.stances);
  const speakerOf = (name: string) => {
    const known = registry.speakers.find((one) => one.name === name || one.aliases.includes(name));
    const { id, kind, country } = known ?? { id: slug(name), kind: kindOf(name), country: undefined };
    return { id, name: known?.name ?? name, kind, country: country ?? null };
  };
  const utterance = ({ speaker, cue, text }: Side, at: number) =>
    utter(
      {
        speaker: speakerOf(speaker),
        cue,
        text,
        polarity: 'asserted',
        stances: stances[at]!,
        vector: vectors[at]!,
      },
      findNames,
    );
  const claims = rows.flatMap(({ first, second }, i) => [utterance(first, 2 * i), utterance(second, 2 * i + 1)]);
  const near = measureNearness(claims);
  const read = readFeatures(claims, countCommon(claims.map(({ wording }) => wording)));
  const featuresOf = (i: number, j: number) => Array.from(read(i, j, near.of(i, j)));
  return rows.map(({ relation, first, second }, i) => ({
    relation,
    texts: [first.text, second.text],
    pair: [claims[2 * i]!, claims[2 * i + 1]!],
    features: { inOrder: featuresOf(2 * i, 2 * i + 1), turned: featuresOf(2 * i + 1, 2 * i) },
  }));
}

interface Side {
  speaker: string;
  cue: string | null;
  text: string;
}

function readRows(file: string): { relation: Relation; first: Side; second: Side }[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, i) => {
      const [relation, speaker, text, other, cue, reply, ...rest] = line.split('\t');
      if (!RELATIONS.includes(relation as Relation) || !speaker || !text || !other || !cue || !reply || rest.length > 0)
        throw new Error(`${file}:${i + 1}: expected a relation and five fields, parted by tabs`);
      return {
        relation: relation as Relation,
        first: { speaker, cue: null, text },
        second: { speaker: other, cue, text: reply },
      };
    });
}

/** Of people whom the registry does not know: a name with an office before it, or two words that no body begins with. */
function kindOf(name: string): SpeakerKind {
  return /^(?:Minister|Governor|Senator|Commissioner|Union Leader) \p{Lu}|^(?:Clyde|Zhang|Richard|Robert) /u.test(name)
    ? 'person'
    : 'organisation';
}
