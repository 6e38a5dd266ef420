import { type Kernel, MOST_PAGES, openKernel, PAGE } from './kernel.ts';

/** A vector by the key that it was added under, with its cosine to a query. */
export interface Near {
  key: number;
  score: number;
}

/**
 * Unit vectors in memory, for finding the nearest to a query by cosine: each as a binary code that is scanned, and as bytes
 * (and two bits more) by which the best of the scan are scored. A code has one bit a dimension: whether the vector, turned at random about the mean
 * of all, points up or down there, so that the number of bits in which two codes differ grows with their angle (Charikar,
 * STOC 2002; the turn and the centring as in RaBitQ, Gao and Long, SIGMOD 2024). 708 bytes for 512 dimensions.
 */
export class Codes {
  readonly #kernel: Kernel;
  readonly #memory: WebAssembly.Memory;
  readonly #given: number;
  /** Dimensions as stored: a multiple of 64, those beyond the given ones being 0. */
  readonly #dimensions: number;
  readonly #layout: Layout;
  readonly #shards: number[] = [];
  #size = 0;
  #keys = new Uint32Array(0);
  /** By key, which are small numbers: 1 and the slot, or 0. */
  #slots = new Uint32Array(1024);

  /** For vectors of so many dimensions. `mean` is about that of all vectors; the nearer, the fewer candidates are needed. */
  constructor(dimensions: number, mean: Float32Array) {
    const { kernel, memory } = openKernel();
    this.#kernel = kernel;
    this.#memory = memory;
    this.#given = dimensions;
    this.#dimensions = Math.ceil(dimensions / LANE) * LANE;
    this.#layout = layOut(this.#dimensions);
    memory.grow(this.#layout.once / PAGE - 1);
    this.#layTurns();
    this.#turn(mean, this.#layout.mean);
  }

  get size(): number {
    return this.#size;
  }

  has(key: number): boolean {
    return this.#slotOf(key) !== undefined;
  }

  /** Adds a vector, or puts it in the place of the one that the key had. */
  set(key: number, vector: Float32Array): void {
    this.setAll([key], vector);
  }

  /** Does what {@link set} does for many keys; their vectors stand one after the other. */
  setAll(keys: readonly number[], vectors: Float32Array): void {
    const { batch, turns, mean, block } = this.#layout;
    for (let from = 0; from < keys.length; ) {
      const slot = this.#slotFor(keys[from]!);
      let count = 1;
      while (
        count < Math.min(BATCH, keys.length - from, SHARD - (slot % SHARD)) &&
        this.#slotFor(keys[from + count]!) === slot + count
      )
        count++;
      this.#copyTo(batch, vectors.subarray(from * this.#given, (from + count) * this.#given));
      const { code, bytes, fine, scale } = this.#placeOf(slot);
      this.#kernel.lay(batch, count, turns, mean, this.#dimensions, block, code, bytes, fine, scale);
      from += count;
    }
  }

  /** Removes the vector of a key, where there is one. */
  delete(key: number): void {
    const slot = this.#slotOf(key);
    if (slot === undefined) return;
    const last = --this.#size;
    this.#slots[key] = 0;
    if (slot === last) return;
    const [from, to] = [this.#placeOf(last), this.#placeOf(slot)];
    const memory = new Uint8Array(this.#memory.buffer);
    memory.copyWithin(to.code, from.code, from.code + this.#dimensions / 8);
    memory.copyWithin(to.bytes, from.bytes, from.bytes + this.#dimensions);
    memory.copyWithin(to.fine, from.fine, from.fine + this.#dimensions / 4);
    memory.copyWithin(to.scale, from.scale, from.scale + 4);
    const moved = this.#keys[last]!;
    this.#keys[slot] = moved;
    this.#slots[moved] = slot + 1;
  }

  /**
   * The `count` nearest to a unit vector, nearest first, of all or of the given keys alone; keys that are not here are passed
   * over. Scores are cosines, exact to about .001; of equal ones the smaller key comes first.
   */
  nearest(vector: Float32Array, count: number, among?: Iterable<number>): Near[] {
    this.#layQuery(vector);
    const shards = among === undefined ? this.#whole() : this.#listed(among);
    const total = shards.reduce((sum, shard) => sum + shard.count, 0);
    const wanted = Math.max(FEWEST_CANDIDATES, count * CANDIDATES);
    const scored = new Scored();
    if (total <= wanted) for (const shard of shards) this.#score(this.#listOf(shard), shard, scored);
    else for (const [i, slots] of this.#scan(shards, wanted).entries()) this.#score(slots, shards[i]!, scored);
    const found = scored.best(Math.max(count, REFINED));
    const first = found.slice(0, REFINED).map(({ key, score }) => ({ key, score: score + this.#rest(key) }));
    return [...first.sort(byScore), ...found.slice(REFINED)].slice(0, count);
  }

  /** Lays the factors of the random turn: signs from a fixed seed, scaled so that lengths stay. */
  #layTurns(): void {
    const { turns, block } = this.#layout;
    const signs = new Float32Array(this.#memory.buffer, turns, 2 * this.#dimensions);
    let state = 0x9e3779b9;
    const scale = 1 / Math.sqrt(block);
    for (let i = 0; i < signs.length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const first = i < this.#dimensions;
      const transformed = first ? i < block : i - this.#dimensions >= this.#dimensions - block;
      signs[i] = (state < 0 ? -1 : 1) * (transformed ? scale : 1);
    }
  }

  // Random signs and a Walsh-Hadamard transform turn a vector like a random rotation, at a fraction of its cost (Ailon and
  // Chazelle 2009). Where the number of dimensions is no power of two, the transform is of the first ones and then of the last.
  #turn(vector: Float32Array, at: number): void {
    this.#copyTo(at, vector);
    this.#kernel.turn(at, this.#layout.turns, this.#dimensions, this.#layout.block);
  }

  /** Copies vectors, with zeros behind each where more dimensions are stored than were given. */
  #copyTo(at: number, vectors: Float32Array): void {
    const count = vectors.length / this.#given;
    const place = new Float32Array(this.#memory.buffer, at, count * this.#dimensions);
    if (this.#given === this.#dimensions) place.set(vectors);
    else {
      place.fill(0);
      for (let i = 0; i < count; i++)
        place.set(vectors.subarray(i * this.#given, (i + 1) * this.#given), i * this.#dimensions);
    }
  }

  /** Lays the query's code, and its coordinates as 12-bit integers. */
  #layQuery(vector: Float32Array): void {
    const { vector: at, mean, query, code, scratch, unit } = this.#layout;
    this.#turn(vector, at);
    this.#kernel.encode(at, mean, this.#dimensions, code, scratch, scratch);
    const turned = new Float32Array(this.#memory.buffer, at, this.#dimensions);
    let peak = 0;
    for (const x of turned) peak = Math.max(peak, Math.abs(x));
    const worth = peak === 0 ? 1 : peak / LARGEST;
    const integers = new Int16Array(this.#memory.buffer, query, this.#dimensions);
    for (let i = 0; i < integers.length; i++) integers[i] = Math.round(turned[i]! / worth);
    new Float32Array(this.#memory.buffer, unit, 1)[0] = worth;
  }

  #whole(): Part[] {
    return this.#shards.map((start, shard) => ({
      start,
      first: shard * SHARD,
      count: Math.min(SHARD, this.#size - shard * SHARD),
      listed: false,
    }));
  }

  /** Writes the slots of keys into the lists of their shards. */
  #listed(among: Iterable<number>): Part[] {
    const lists = this.#shards.map((start) => new Uint32Array(this.#memory.buffer, start + this.#layout.list, SHARD));
    const counts = new Uint32Array(this.#shards.length);
    for (const key of among) {
      const slot = (this.#slots[key] ?? 0) - 1;
      if (slot < 0) continue;
      const shard = Math.floor(slot / SHARD);
      lists[shard]![counts[shard]!++] = slot % SHARD;
    }
    return this.#shards.map((start, shard) => ({ start, first: shard * SHARD, count: counts[shard]!, listed: true }));
  }

  /**
   * Of each part the slots of those that differ least from the query, about `wanted` in all. As parts are scanned, ever fewer
   * differences will do, since enough with fewer have been counted.
   */
  #scan(parts: Part[], wanted: number): Uint32Array[] {
    const { histogram, chosen } = this.#layout;
    const counts = new Uint32Array(this.#memory.buffer, histogram, this.#dimensions + 1);
    counts.fill(0);
    let [most, counted] = [this.#dimensions, 0];
    const found = parts.map((part) => {
      const size = this.#scanPart(part, most);
      counted += size;
      while (counted - counts[most]! >= wanted) counted -= counts[most--]!;
      return new Uint32Array(this.#memory.buffer, chosen, size).slice();
    });
    // Of the farthest, of which there may be any number, some are enough.
    let room = MOST_FARTHEST * wanted;
    return found.map((packed) =>
      packed.filter((one) => one >>> 16 < most || (one >>> 16 === most && room-- > 0)).map((one) => one & 0xffff),
    );
  }

  #scanPart({ start, count, listed }: Part, most: number): number {
    const { code, histogram, codes, list, chosen } = this.#layout;
    const words = this.#dimensions / 64;
    const at = start + codes;
    if (listed) return this.#kernel.scanListed(at, words, start + list, count, code, most, histogram, chosen);
    if (words === 8) return this.#kernel.scan8(at, count, code, most, histogram, chosen);
    return this.#kernel.scan(at, words, count, code, most, histogram, chosen);
  }

  /** All slots of a part. */
  #listOf({ start, count, listed }: Part): Uint32Array {
    if (listed) return new Uint32Array(this.#memory.buffer, start + this.#layout.list, count);
    return Uint32Array.from({ length: count }, (_, i) => i);
  }

  #score(slots: Uint32Array, { start, first }: Part, scored: Scored): void {
    if (slots.length === 0) return;
    const { bytes, scales, chosen, query, unit, scores } = this.#layout;
    const worth = new Float32Array(this.#memory.buffer, unit, 1)[0]!;
    const dimensions = this.#dimensions;
    new Uint32Array(this.#memory.buffer, chosen, slots.length).set(slots);
    this.#kernel.rescore(start + bytes, start + scales, dimensions, chosen, slots.length, query, worth, scores);
    scored.add(
      slots.map((slot) => this.#keys[first + slot]!),
      new Float32Array(this.#memory.buffer, scores, slots.length),
    );
  }

  /** What the bits after the byte of every coordinate add to the score of a key. */
  #rest(key: number): number {
    const place = this.#placeOf(this.#slotOf(key)!);
    const sum = this.#kernel.refine(place.fine, this.#dimensions, this.#layout.query);
    const [scale] = new Float32Array(this.#memory.buffer, place.scale, 1);
    const [unit] = new Float32Array(this.#memory.buffer, this.#layout.unit, 1);
    return (sum / 8) * scale! * unit!;
  }

  #placeOf(slot: number): { code: number; bytes: number; fine: number; scale: number } {
    const start = this.#shards[Math.floor(slot / SHARD)]!;
    const inShard = slot % SHARD;
    const { codes, bytes, fine, scales } = this.#layout;
    return {
      code: start + codes + (inShard * this.#dimensions) / 8,
      bytes: start + bytes + inShard * this.#dimensions,
      fine: start + fine + (inShard * this.#dimensions) / 4,
      scale: start + scales + 4 * inShard,
    };
  }

  #slotOf(key: number): number | undefined {
    const slot = this.#slots[key];
    return slot ? slot - 1 : undefined;
  }

  /** The slot of a key, which gets one where it has none. */
  #slotFor(key: number): number {
    const known = this.#slotOf(key);
    if (known !== undefined) return known;
    this.#makeRoom(key);
    const slot = this.#size++;
    this.#keys[slot] = key;
    this.#slots[key] = slot + 1;
    return slot;
  }

  #makeRoom(key: number): void {
    if (key >= this.#slots.length) {
      const slots = new Uint32Array(2 * (key + 1));
      slots.set(this.#slots);
      this.#slots = slots;
    }
    if (this.#size < this.#shards.length * SHARD) return;
    const start = this.#memory.buffer.byteLength;
    this.#memory.grow(this.#layout.shard / PAGE);
    this.#shards.push(start);
    const keys = new Uint32Array(this.#shards.length * SHARD);
    keys.set(this.#keys);
    this.#keys = keys;
  }
}

/** How many vectors of so many dimensions fit into what WebAssembly can address. */
export function roomFor(dimensions: number): number {
  const { once, shard } = layOut(Math.ceil(dimensions / LANE) * LANE);
  return Math.floor((MOST_PAGES * PAGE - once) / shard) * SHARD;
}

/** Dimensions are a multiple of this, so that codes are whole words. */
const LANE = 64;
/** Vectors that share one stretch of memory, which is used page by page as they come. */
const SHARD = 16_384;
/** Vectors that are encoded at once: what they take stays near the processor. */
const BATCH = 64;
/** Candidates that are scored for each one wanted, and at least: `npm run bench:scale` prints the recall. */
const CANDIDATES = 8;
const FEWEST_CANDIDATES = 1000;
/** Of those at the greatest distance that will do, all have an equal claim: so many times what is wanted are scored at most. */
const MOST_FARTHEST = 3;
/** Of the nearest, so many are scored by ten bits a dimension: eight alone now and then confuse the tenth and eleventh. */
const REFINED = 40;
/** A query's coordinates reach so far, so that no sum of products overflows 32 bits up to 8,192 dimensions. */
const LARGEST = 2047;

/** Vectors of one shard that a query looks at: all, or those in the list. */
interface Part {
  start: number;
  first: number;
  count: number;
  listed: boolean;
}

/** Byte offsets: of what there is once, from the beginning; of a shard's parts, from its start. */
type Layout = ReturnType<typeof layOut>;

function layOut(dimensions: number) {
  const once = claimer();
  const shard = claimer();
  return {
    /** Coordinates that are transformed together. */
    block: 2 ** Math.floor(Math.log2(dimensions)),
    turns: once.claim(8 * dimensions),
    mean: once.claim(4 * dimensions),
    vector: once.claim(4 * dimensions),
    batch: once.claim(4 * dimensions * BATCH),
    query: once.claim(2 * dimensions),
    code: once.claim(dimensions / 8),
    scratch: once.claim(dimensions),
    unit: once.claim(4),
    histogram: once.claim(4 * (dimensions + 1)),
    chosen: once.claim(4 * SHARD),
    scores: once.claim(4 * SHARD),
    codes: shard.claim((SHARD * dimensions) / 8),
    bytes: shard.claim(SHARD * dimensions),
    fine: shard.claim((SHARD * dimensions) / 4),
    scales: shard.claim(4 * SHARD),
    list: shard.claim(4 * SHARD),
    /** Bytes of all that there is once, and of a shard, in whole pages. */
    once: once.pages() * PAGE,
    shard: shard.pages() * PAGE,
  };
}

/** Claims stretches of memory one after the other, each aligned as the kernel wants it. */
function claimer(): { claim(bytes: number): number; pages(): number } {
  let end = 0;
  return {
    claim(bytes) {
      const start = end;
      end += Math.ceil(bytes / 16) * 16;
      return start;
    },
    pages: () => Math.ceil(end / PAGE),
  };
}

/** Keys with scores, of which only the best are wanted. */
class Scored {
  #keys = new Uint32Array(1024);
  #scores = new Float32Array(1024);
  #size = 0;

  add(keys: Uint32Array, scores: Float32Array): void {
    const size = this.#size + keys.length;
    if (size > this.#keys.length) {
      const [oldKeys, oldScores] = [this.#keys, this.#scores];
      this.#keys = new Uint32Array(2 * size);
      this.#scores = new Float32Array(2 * size);
      this.#keys.set(oldKeys);
      this.#scores.set(oldScores);
    }
    this.#keys.set(keys, this.#size);
    this.#scores.set(scores, this.#size);
    this.#size = size;
  }

  /** The best, in order. */
  best(count: number): Near[] {
    const scores = this.#scores.subarray(0, this.#size);
    const least = this.#size > count ? scores.slice().sort()[this.#size - count]! : Number.NEGATIVE_INFINITY;
    const found: Near[] = [];
    for (let i = 0; i < scores.length; i++)
      if (scores[i]! >= least) found.push({ key: this.#keys[i]!, score: scores[i]! });
    return found.sort(byScore).slice(0, count);
  }
}

function byScore(a: Near, b: Near): number {
  return b.score - a.score || a.key - b.key;
}
