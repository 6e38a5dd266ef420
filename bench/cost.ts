import { Embeddings } from '@langchain/core/embeddings';
import { prepareLabels } from '../ingest/classify/index.ts';
import { readClaims } from '../ingest/pipeline.ts';
import { read } from '../ingest/read/index.ts';
import type { Registry } from '../src/claim.ts';
import type { Shape } from './shapes.ts';

/** Of a document of one shape: about how many words it has, the claims made of it, and the milliseconds of processor time that it took. */
export interface Cost {
  words: number;
  claims: number;
  milliseconds: number;
}

/** A function that takes a document from its bytes to labelled claims, with everything but embeddings. */
export async function makeReader(registry: Registry): Promise<(shape: Shape, words: number) => Promise<Cost>> {
  const embeddings = new NoEmbeddings({});
  const labels = await prepareLabels(registry, (texts) => embeddings.embedDocuments(texts));
  return async (shape, words) => {
    const bytes = Buffer.from(shape.make(words));
    const name = `document.${shape.extension}`;
    const began = process.cpuUsage();
    const reading = await read(bytes, { name, given: {}, sources: registry.sources });
    const { claims } = await readClaims(reading, name, { registry, embeddings, labels });
    const { user, system } = process.cpuUsage(began);
    const milliseconds = (user + system) / 1000;
    return { words, claims: claims.length, milliseconds };
  };
}

/** The exponent e of cost ~ length^e that fits best by least squares of the logarithms: 1 is linear, 2 quadratic. */
export function fitExponent(costs: Pick<Cost, 'words' | 'milliseconds'>[]): number {
  const points = costs.map(({ words, milliseconds }) => [Math.log(words), Math.log(milliseconds)] as const);
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** One vector for every text, as long as the built-in model's, so that labelling does all of its work. */
class NoEmbeddings extends Embeddings {
  readonly #vector = new Array<number>(512).fill(1);

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(() => this.#vector);
  }

  override async embedQuery(): Promise<number[]> {
    return this.#vector;
  }
}
