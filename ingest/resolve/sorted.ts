/** Where something begins. */
interface Placed {
  start: number;
}

/** A list in the order in which its entries begin; those that begin together stand as they came. */
export class Sorted<T extends Placed> {
  /** In order, none of them empty, none longer than {@link LONGEST}: putting one into a long list moves half of it. */
  readonly #chunks: T[][] = [];

  add(entry: T): void {
    const at = Math.max(0, this.#chunkBefore(entry.start + 1));
    const chunk = this.#chunks[at];
    if (!chunk) this.#chunks.push([entry]);
    else {
      chunk.splice(lowerBound(chunk, entry.start + 1), 0, entry);
      if (chunk.length > LONGEST) this.#chunks.splice(at + 1, 0, chunk.splice(LONGEST / 2));
    }
  }

  /** Those that begin before `offset`, the last one first. */
  *before(offset: number): Generator<T> {
    for (let c = this.#chunkBefore(offset); c >= 0; c--) {
      const chunk = this.#chunks[c]!;
      for (let i = lowerBound(chunk, offset) - 1; i >= 0; i--) yield chunk[i]!;
    }
  }

  /** The first of those that begin at `offset` or later. */
  firstFrom(offset: number): T | undefined {
    const at = Math.max(0, this.#chunkBefore(offset));
    const chunk = this.#chunks[at];
    return chunk && (chunk[lowerBound(chunk, offset)] ?? this.#chunks[at + 1]?.[0]);
  }

  /** Index of the last chunk that begins before `offset`; -1 where none does. */
  #chunkBefore(offset: number): number {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#chunks[middle]![0]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const LONGEST = 256;

/** The first index whose entry begins at `offset` or later. */
function lowerBound(list: Placed[], offset: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
