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
    const slot = this.#slotOf(key) ?? this.#size;
    if (slot === this.#size) {
      this.#makeRoom(key);
      this.#size++;
      this.#keys[slot] = key;
      this.#slots[key] = slot + 1;
    }
    const { vector: at, mean } = this.#layout;
    this.#turn(vector, at);
    const { code, bytes, fine, scale } = this.#placeOf(slot);
    const worth = this.#kernel.encode(at, mean, this.#dimensions, code, bytes, fine);
    new Float32Array(this.#memory.buffer, scale, 1)[0] = worth;
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
    else {
      this.#scan(shards);
      const most = this.#reach(wanted);
      for (const shard of shards) this.#score(this.#candidates(shard, most, 4 * wanted), shard, scored);
    }
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
    const { turns, block } = this.#layout;
    const place = new Float32Array(this.#memory.buffer, at, this.#dimensions);
    place.fill(0, this.#given);
    place.set(vector.subarray(0, this.#given));
    this.#kernel.multiply(at, turns, this.#dimensions);
    this.#kernel.hadamard(at, block);
    if (block === this.#dimensions) return;
    this.#kernel.multiply(at, turns + 4 * this.#dimensions, this.#dimensions);
    this.#kernel.hadamard(at + 4 * (this.#dimensions - block), block);
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

  #scan(shards: Part[]): void {
    const { code, histogram, codes, list, distances } = this.#layout;
    const words = this.#dimensions / 64;
    new Uint32Array(this.#memory.buffer, histogram, this.#dimensions + 1).fill(0);
    for (const { start, count, listed } of shards) {
      const to = start + distances;
      if (listed) this.#kernel.scanListed(start + codes, words, start + list, count, code, to, histogram);
      else if (words === 8) this.#kernel.scan8(start + codes, count, code, to, histogram);
      else this.#kernel.scan(start + codes, words, count, code, to, histogram);
      // What the selection reads behind the last one, eight at a time.
      new Uint16Array(this.#memory.buffer, to, DISTANCES).fill(0xffff, count, count + 8);
    }
  }

  /** The least distance within which so many were counted. */
  #reach(wanted: number): number {
    const counts = new Uint32Array(this.#memory.buffer, this.#layout.histogram, this.#dimensions + 1);
    let [distance, sum] = [0, counts[0]!];
    while (sum < wanted && distance < this.#dimensions) sum += counts[++distance]!;
    return distance;
  }

  /** Slots, in the shard, of those within a distance. */
  #candidates({ start, count, listed }: Part, most: number, room: number): Uint32Array {
    const { distances, list, chosen } = this.#layout;
    const found = this.#kernel.select(start + distances, count, most, chosen, Math.min(room, SHARD));
    const places = new Uint32Array(this.#memory.buffer, chosen, found);
    if (listed) {
      const slots = new Uint32Array(this.#memory.buffer, start + list, count);
      for (let i = 0; i < found; i++) places[i] = slots[places[i]!]!;
    }
    return places;
  }

  /** All slots of a part, where the kernel reads them. */
  #listOf({ start, count, listed }: Part): Uint32Array {
    const slots = new Uint32Array(this.#memory.buffer, this.#layout.chosen, count);
    if (listed) slots.set(new Uint32Array(this.#memory.buffer, start + this.#layout.list, count));
    else for (let i = 0; i < count; i++) slots[i] = i;
    return slots;
  }

  #score(slots: Uint32Array, { start, first }: Part, scored: Scored): void {
    if (slots.length === 0) return;
    const { bytes, scales, chosen, query, unit, scores } = this.#layout;
    const worth = new Float32Array(this.#memory.buffer, unit, 1)[0]!;
    const dimensions = this.#dimensions;
    this.#kernel.rescore(start + bytes, start + scales, dimensions, chosen, slots.length, query, worth, scores);
    scored.add(
      slots.map((slot) => this.#keys[first + slot]!),
      new Float32Array(this.#memory.buffer, scores, slots.length),
    );
  }

  /** What the bits after the byte of every coordinate add to the score of a key. */
  #rest(key: number): number {
    const place = this.#placeOf(this.#slotOf(key)!);
    const query = new Int16Array(this.#memory.buffer, this.#layout.query, this.#dimensions);
    const bits = new Uint16Array(this.#memory.buffer, place.fine, this.#dimensions / 8);
    let sum = 0;
    for (let i = 0; i < query.length; i++) {
      const [at, bit] = [(i >> 4) << 1, i & 15];
      const upper = (bits[at]! >> bit) & 1;
      const lower = (bits[at + 1]! >> bit) & 1;
      sum += query[i]! * (4 * upper + 2 * lower - 3);
    }
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
const DISTANCES = SHARD + 8;
/** Candidates that are scored for each one wanted, and at least: `npm run bench:scale` prints the recall. */
const CANDIDATES = 8;
const FEWEST_CANDIDATES = 1000;
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
    distances: shard.claim(2 * DISTANCES),
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
