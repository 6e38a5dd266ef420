import { type Kernel, MOST_PAGES, openKernel, PAGE } from './kernel.ts';

/** A vector by the key that it was added under, with its cosine to a query. */
export interface Near {
  key: number;
  score: number;
}

/**
 * Unit vectors in memory, for finding the nearest to a query by cosine: each as a binary code that is scanned, and as bytes by
 * which the best of the scan are scored. A code has one bit a dimension: whether the vector, turned at random about the mean
 * of all, points up or down there, so that the number of bits in which two codes differ grows with their angle (Charikar,
 * STOC 2002; the turn and the centring as in RaBitQ, Gao and Long, SIGMOD 2024). The byte says how far. 580 bytes for 512
 * dimensions.
 */
export class Codes {
  readonly #kernel: Kernel;
  readonly #memory: WebAssembly.Memory;
  readonly #given: number;
  /** Dimensions as stored: a multiple of 64, those beyond the given ones being 0. */
  readonly #dimensions: number;
  readonly #layout: Layout;
  readonly #shards: number[] = [];
  readonly #found = new Found();
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
    const { batch, turns, mean, block, first } = this.#layout;
    for (let from = 0; from < keys.length; ) {
      const slot = this.#slotFor(keys[from]!);
      let count = 1;
      while (
        count < Math.min(BATCH, keys.length - from, SHARD - (slot % SHARD)) &&
        this.#slotFor(keys[from + count]!) === slot + count
      )
        count++;
      this.#copyTo(batch, vectors.subarray(from * this.#given, (from + count) * this.#given));
      const { code, rest, bytes, scale } = this.#placeOf(slot);
      this.#kernel.lay(batch, count, turns, mean, this.#dimensions, block, first, code, rest, bytes, scale);
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
    const { first } = this.#layout;
    memory.copyWithin(to.code, from.code, from.code + first / 8);
    memory.copyWithin(to.rest, from.rest, from.rest + (this.#dimensions - first) / 8);
    memory.copyWithin(to.bytes, from.bytes, from.bytes + this.#dimensions);
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
    const query = this.#layQuery(vector);
    const parts = among === undefined ? this.#whole() : this.#listed(among);
    const total = parts.reduce((sum, part) => sum + part.count, 0);
    const wanted = Math.max(FEWEST_CANDIDATES, count * CANDIDATES);
    const slots =
      total <= wanted ? Uint32Array.from(parts.flatMap((part) => this.#slotsOf(part))) : this.#scan(parts, wanted);
    const scores = this.#score(slots, query);
    const keys = slots.map((slot) => this.#keys[slot]!);
    return best(keys, scores, count);
  }

  /** The unit vector of a key, as nearly as it is kept: cosines with it are exact to about .001. */
  vectorOf(key: number): Float32Array | undefined {
    const slot = this.#slotOf(key);
    if (slot === undefined) return undefined;
    const { vector: at, turns, mean, block, first } = this.#layout;
    const { code, rest, bytes, scale } = this.#placeOf(slot);
    this.#kernel.restore(code, rest, bytes, scale, mean, this.#dimensions, first, at);
    this.#kernel.turnBack(at, turns, this.#dimensions, block);
    return new Float32Array(this.#memory.buffer, at, this.#given).slice();
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

  /** Lays the query's code, and its coordinates as integers of 12 bits or less. Returns what 1 is worth, and its product with the mean. */
  #layQuery(vector: Float32Array): Laid {
    const { vector: at, mean, query, first, code, scratch } = this.#layout;
    this.#turn(vector, at);
    const { buffer } = this.#memory;
    const turned = new Float32Array(buffer, at, this.#dimensions).slice();
    const center = new Float32Array(buffer, mean, this.#dimensions);
    this.#kernel.encode(at, mean, this.#dimensions, first, code, code + first / 8, scratch);
    let [peak, product] = [0, 0];
    for (let i = 0; i < turned.length; i++) {
      peak = Math.max(peak, Math.abs(turned[i]!));
      product += turned[i]! * center[i]!;
    }
    const worth = peak === 0 ? 1 : peak / Math.min(LARGEST, Math.floor(MOST_SUM / this.#dimensions));
    const integers = new Int16Array(buffer, query, this.#dimensions);
    for (let i = 0; i < integers.length; i++) integers[i] = Math.round(turned[i]! / worth);
    return { worth, product };
  }

  #whole(): Part[] {
    return this.#shards.map((_, shard) => ({
      shard,
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
    return this.#shards.map((_, shard) => ({ shard, count: counts[shard]!, listed: true }));
  }

  /**
   * The slots of those that differ least from the query, about `wanted` of them. Ever more are scanned at once, and ever fewer
   * differences will do, since enough with fewer have been counted.
   */
  #scan(parts: Part[], wanted: number): Uint32Array {
    const { histogram, chosen } = this.#layout;
    const counts = new Uint32Array(this.#memory.buffer, histogram, this.#dimensions + 1);
    counts.fill(0);
    const found = this.#found;
    let size = 0;
    let [most, counted, seen] = [this.#dimensions, 0, 0];
    for (const part of parts)
      for (let from = 0; from < part.count; ) {
        const to = Math.min(part.count, from + Math.max(FIRST_SCANNED, seen));
        const near = this.#scanPart(part, { from, to, most });
        found.makeRoom(size + near);
        const { slots, distances } = found;
        const first = part.shard * SHARD + (part.listed ? 0 : from);
        const packed = new Uint32Array(this.#memory.buffer, chosen, near);
        for (let i = 0; i < near; i++) {
          distances[size] = packed[i]! >>> 16;
          slots[size++] = first + (packed[i]! & 0xffff);
        }
        counted += near;
        while (counted - counts[most]! >= wanted) counted -= counts[most--]!;
        seen += to - from;
        from = to;
      }
    // Of the farthest, of which there may be any number, some are enough.
    let room = MOST_FARTHEST * wanted;
    const { slots, distances } = found;
    let kept = 0;
    for (let i = 0; i < size; i++) {
      const distance = distances[i]!;
      if (distance < most || (distance === most && room-- > 0)) slots[kept++] = slots[i]!;
    }
    return slots.subarray(0, kept);
  }

  #scanPart({ shard, listed }: Part, { from, to, most }: { from: number; to: number; most: number }): number {
    const { code, histogram, codes, rests, list, chosen, first } = this.#layout;
    const start = this.#shards[shard]!;
    const [at, rest] = [start + codes, start + rests];
    const [words, more] = [first / 64, (this.#dimensions - first) / 64];
    const near = this.#nearIn(most);
    const count = to - from;
    const { scan, scan4, scanListed } = this.#kernel;
    if (listed)
      return scanListed(at, rest, words, more, start + list + 4 * from, count, code, near, most, histogram, chosen);
    const [here, there] = [at + 8 * from * words, rest + 8 * from * more];
    if (words === 4 && more === 4) return scan4(here, there, count, code, near, most, histogram, chosen);
    return scan(here, there, words, more, count, code, near, most, histogram, chosen);
  }

  /**
   * In how many bits the first parts of codes differ at most that differ in `most` of all bits. Turned at random all bits are
   * alike, so that it is a hypergeometric distribution: of those that are just near enough a sixth is passed over, and of the
   * nearest, which are what matters, hardly any.
   */
  #nearIn(most: number): number {
    const all = this.#dimensions;
    const share = this.#layout.first / all;
    const variance = (most * share * (1 - share) * (all - most)) / (all - 1);
    return Math.floor(most * share + SIGMAS * Math.sqrt(variance));
  }

  /** All slots of a part. */
  #slotsOf({ shard, count, listed }: Part): number[] {
    const list = new Uint32Array(this.#memory.buffer, this.#shards[shard]! + this.#layout.list, listed ? count : 0);
    return Array.from({ length: count }, (_, i) => shard * SHARD + (listed ? list[i]! : i));
  }

  /** The cosines of the vectors in slots, those of one shard standing together. */
  #score(slots: Uint32Array, { worth, product }: Laid): Float32Array {
    const { codes, rests, bytes, scales, first, chosen, query, scores } = this.#layout;
    const places = new Uint32Array(this.#memory.buffer, chosen, SHARD);
    const results = new Float32Array(this.#memory.buffer, scores, SHARD);
    const scored = new Float32Array(slots.length);
    for (let from = 0; from < slots.length; ) {
      const shard = Math.floor(slots[from]! / SHARD);
      const [lowest, end] = [shard * SHARD, Math.min(slots.length, from + SHARD)];
      let count = 0;
      for (let at = from; at < end && slots[at]! >= lowest && slots[at]! < lowest + SHARD; at++)
        places[count++] = slots[at]! - lowest;
      const start = this.#shards[shard]!;
      const [code, rest, vectors, scale] = [start + codes, start + rests, start + bytes, start + scales];
      const list = [chosen, count] as const;
      this.#kernel.rescore(code, rest, vectors, scale, this.#dimensions, first, ...list, query, product, worth, scores);
      scored.set(results.subarray(0, count), from);
      from += count;
    }
    return scored;
  }

  #placeOf(slot: number): { code: number; rest: number; bytes: number; scale: number } {
    const start = this.#shards[Math.floor(slot / SHARD)]!;
    const inShard = slot % SHARD;
    const { codes, rests, bytes, scales, first } = this.#layout;
    return {
      code: start + codes + (inShard * first) / 8,
      rest: start + rests + (inShard * (this.#dimensions - first)) / 8,
      bytes: start + bytes + inShard * this.#dimensions,
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
    if (this.#keys.length >= this.#shards.length * SHARD) return;
    const keys = new Uint32Array(2 * this.#shards.length * SHARD);
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
/** Vectors that are scanned before others need be no farther than the best of them. */
const FIRST_SCANNED = 2048;
/** Standard deviations above the mean: with more, the second parts of most codes would have to be looked at too. */
const SIGMAS = 1;
/** Vectors that are encoded at once: what they take stays near the processor. */
const BATCH = 64;
/** Candidates that are scored for each one wanted, and at least: `npm run bench:scale` prints the recall. */
const CANDIDATES = 5;
const FEWEST_CANDIDATES = 1000;
/** Of those at the greatest distance that will do, all have an equal claim: so many times what is wanted are scored at most. */
const MOST_FARTHEST = 3;
/** A query's coordinates reach so far, and no farther than that no sum of their products overflows 32 bits. */
const LARGEST = 2047;
/** What a sum may be, over what a coordinate of a vector is at most. */
const MOST_SUM = (2 ** 31 - 1) / 511;

/** What the coordinates of a query that was laid count, and its inner product with the mean. */
interface Laid {
  worth: number;
  product: number;
}

/** Vectors of one shard that a query looks at: all, or those in the list. */
interface Part {
  shard: number;
  count: number;
  listed: boolean;
}

/** Byte offsets: of what there is once, from the beginning; of a shard's parts, from its start. */
type Layout = ReturnType<typeof layOut>;

function layOut(dimensions: number) {
  /** Coordinates whose bits are compared first: half of them, in whole words. */
  const first = Math.ceil(dimensions / LANE / 2) * LANE;
  const once = claimer();
  const shard = claimer();
  return {
    /** Coordinates that are transformed together. */
    block: 2 ** Math.floor(Math.log2(dimensions)),
    first,
    turns: once.claim(8 * dimensions),
    mean: once.claim(4 * dimensions),
    vector: once.claim(4 * dimensions),
    batch: once.claim(4 * dimensions * BATCH),
    query: once.claim(2 * dimensions),
    code: once.claim(dimensions / 8),
    scratch: once.claim(dimensions),
    histogram: once.claim(4 * (dimensions + 1)),
    chosen: once.claim(4 * SHARD),
    scores: once.claim(4 * SHARD),
    codes: shard.claim((SHARD * first) / 8),
    rests: shard.claim((SHARD * (dimensions - first)) / 8),
    bytes: shard.claim(SHARD * dimensions),
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

/** What a scan finds, kept from one to the next: each slot with the bits in which its code differs. */
class Found {
  slots = new Uint32Array(FOUND);
  distances = new Uint16Array(FOUND);

  makeRoom(size: number): void {
    if (size <= this.slots.length) return;
    const { slots, distances } = this;
    this.slots = new Uint32Array(2 * size);
    this.distances = new Uint16Array(2 * size);
    this.slots.set(slots);
    this.distances.set(distances);
  }
}
const FOUND = 16_384;

/** The best of some keys with their scores, in order: sorting all of which few are wanted takes longer than scoring them. */
function best(keys: Uint32Array, scores: Float32Array, count: number): Near[] {
  const bins = new Uint32Array(BINS);
  for (let i = 0; i < scores.length; i++) bins[binOf(scores[i]!)]!++;
  let least = BINS - 1;
  for (let sum = bins[least]!; sum < count && least > 0; ) sum += bins[--least]!;
  const found: Near[] = [];
  for (let i = 0; i < scores.length; i++)
    if (binOf(scores[i]!) >= least) found.push({ key: keys[i]!, score: scores[i]! });
  return found.sort(byScore).slice(0, count);
}

/** Parts into which cosines are sorted roughly. */
const BINS = 2048;

/** Of what is below -1 or above 1 the first or the last. */
function binOf(cosine: number): number {
  return Math.max(0, Math.min(BINS - 1, Math.floor(((cosine + 1) / 2) * BINS)));
}

/** For sorting: the nearest first, of equals the smaller key. */
export function byScore(a: Near, b: Near): number {
  return b.score - a.score || a.key - b.key;
}
