import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bloc, Claim, Correctable, Speaker, Stance } from '../src/claim.ts';
import { parseCorrections, printCorrections } from '../src/corrections/file.ts';
import { correct, undo } from '../src/corrections/index.ts';
import { Store } from '../src/store/index.ts';
import { ADA, CHEN, documentOf, MODEL, REGISTRY } from './corrections.ts';

/**
 * Any sequence of corrections, undos, re-ingestions (of the same and of changed texts, with the same and with other labels
 * of the program), new models, removals and moves to another database ends in the state that the corrections in force
 * describe. The model knows nothing of how: a list of what was set, gone through from the beginning.
 */

const PLACES = ['/texts/one.txt', '/texts/two.txt'];
/** Versions of each document: claims come, go, change places and stand twice. */
const TEXTS = [
  'The cable is safe. The cloud is not.',
  'The cloud is not. Trade is open.',
  'The cable is safe. Trade is open. The cable is safe.',
  'A new start. The cable is safe. The cloud is not.',
];
/** What the program says, before one change of its rules and after it. */
const PROGRAMS = [
  { topic: 'cloud', speaker: ADA },
  { topic: 'law', speaker: CHEN },
];
const STANCES_AT_FIRST = { first: 'opposes', second: 'neutral' } as const;

interface Setting {
  speaker?: string;
  bloc?: Bloc;
  topics?: string[];
  stances?: Record<string, Stance>;
  reject?: true;
}
interface Read {
  text: number;
  program: number;
}
interface Model {
  read: Map<number, Read>;
  log: { id: string; claim: string; setting: Setting; undone: boolean }[];
}
interface Real {
  store: Store;
}

/** Identifiers of the claims of each document in each of its versions, in text order. */
const IDS = PLACES.map((location) =>
  TEXTS.map((text) => {
    const store = Store.open(':memory:', MODEL);
    store.save(documentOf(text, { location }));
    const ids = store.getDocument(nameOf(location)).claims.map(({ id }) => id);
    store.close();
    return ids;
  }),
);

type Labels = { speaker: string; bloc: Bloc; topics: string[]; stances: Record<string, Stance>; rejected: boolean };

function expected(model: Model, claim: string, program: number): Labels & { corrected: Correctable[] } {
  const { topic, speaker } = PROGRAMS[program]!;
  const set: Setting = {};
  for (const { setting, undone, ...entry } of model.log)
    if (entry.claim === claim && !undone)
      Object.assign(set, setting, { stances: { ...set.stances, ...setting.stances } });
  const who = set.speaker === undefined ? speaker : bySpeaker(set.speaker);
  const stances = Object.keys(set.stances ?? {}).length > 0;
  const isSet: [Correctable, boolean][] = [
    ['speaker', set.speaker !== undefined],
    ['bloc', set.bloc !== undefined],
    ['topics', set.topics !== undefined],
    ['stance', stances],
    ['rejected', set.reject === true],
  ];
  return {
    speaker: who.id,
    bloc: set.bloc ?? who.bloc,
    topics: [...(set.topics ?? [topic])].sort(),
    stances: { ...STANCES_AT_FIRST, ...set.stances },
    rejected: set.reject ?? false,
    corrected: isSet.filter(([, is]) => is).map(([label]) => label),
  };
}

function nameOf(location: string): string {
  return basename(location);
}

function bySpeaker(id: string): Speaker {
  return REGISTRY.speakers.find((speaker) => speaker.id === id)!;
}

/** The database says what the model says, by every way of asking. */
function compare(model: Model, store: Store): void {
  const shown: string[] = [];
  for (const [place, { text, program }] of model.read)
    for (const id of IDS[place]![text]!) {
      const labels = expected(model, id, program);
      const { claim } = store.getClaim(id);
      const { speaker, bloc, topics, stances, rejected } = store.corrections.labelsOf(id)!;
      const found = { speaker: speaker.id, bloc, topics: [...topics].sort(), stances, rejected };
      expect({ ...found, corrected: claim.corrected }).toEqual(labels);
      expect([claim.chain.at(-1)?.id, claim.stance]).toEqual([labels.speaker, labels.stances['first']]);
      if (!rejected) shown.push(id);
    }
  const all = [...store.eachClaim()];
  expect(all.map(({ id }) => id).sort()).toEqual(shown.sort());
  for (const bloc of ['us', 'china', 'europe', 'other'] as const)
    expect(store.findKeys({ bloc: [bloc] })).toHaveLength(all.filter((claim) => claim.bloc === bloc).length);
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(_: Readonly<Model>): boolean {
    return true;
  }
  abstract act(model: Model, real: Real): Promise<void> | void;
  async run(model: Model, real: Real): Promise<void> {
    await this.act(model, real);
    compare(model, real.store);
  }
  abstract toString(): string;
}

class Ingest extends Step {
  readonly place: number;
  readonly read: Read;
  constructor(place: number, read: Read) {
    super();
    this.place = place;
    this.read = read;
  }
  act(model: Model, { store }: Real): void {
    save(store, this.place, this.read);
    model.read.set(this.place, this.read);
  }
  toString(): string {
    return `read ${this.place} as ${JSON.stringify(this.read)}`;
  }
}

class Remove extends Step {
  readonly place: number;
  constructor(place: number) {
    super();
    this.place = place;
  }
  override check(model: Readonly<Model>): boolean {
    return model.read.has(this.place);
  }
  act(model: Model, { store }: Real): void {
    store.remove(nameOf(PLACES[this.place]!));
    model.read.delete(this.place);
  }
  toString(): string {
    return `remove ${this.place}`;
  }
}

class Correct extends Step {
  readonly pick: number;
  readonly setting: Setting;
  constructor(pick: number, setting: Setting) {
    super();
    this.pick = pick;
    this.setting = setting;
  }
  override check(model: Readonly<Model>): boolean {
    return model.read.size > 0;
  }
  act(model: Model, { store }: Real): void {
    const claims = [...model.read].flatMap(([place, { text }]) => IDS[place]![text]!);
    const claim = claims[this.pick % claims.length]!;
    const { id } = correct({ store, registry: REGISTRY }, claim, { by: 'Mia', note: null, ...this.setting });
    model.log.push({ id, claim, setting: this.setting, undone: false });
  }
  toString(): string {
    return `correct ${this.pick}: ${JSON.stringify(this.setting)}`;
  }
}

class Undo extends Step {
  readonly pick: number;
  constructor(pick: number) {
    super();
    this.pick = pick;
  }
  override check(model: Readonly<Model>): boolean {
    return model.log.some(({ undone }) => !undone);
  }
  act(model: Model, { store }: Real): void {
    const standing = model.log.filter(({ undone }) => !undone);
    const entry = standing[this.pick % standing.length]!;
    undo({ store, registry: REGISTRY }, entry.id, { by: 'Ben', note: null });
    entry.undone = true;
  }
  toString(): string {
    return `undo ${this.pick}`;
  }
}

/** Another embedding model. */
class Embed extends Step {
  act(_: Model, { store }: Real): Promise<void> {
    return store.replaceVectors(MODEL, async (texts) => texts.map(() => Float32Array.from([0, 1, 0, 0])));
  }
  toString(): string {
    return 'embed';
  }
}

/** Goes on in another database, to which the log travels as YAML: before the documents, or after them. */
class Move extends Step {
  readonly first: boolean;
  constructor(first: boolean) {
    super();
    this.first = first;
  }
  act(model: Model, real: Real): void {
    const before = [...real.store.eachClaim()];
    const entries = parseCorrections(printCorrections(real.store.corrections.list()));
    real.store.close();
    real.store = Store.open(':memory:', MODEL);
    if (this.first) real.store.corrections.add(entries, REGISTRY);
    for (const [place, read] of model.read) save(real.store, place, read);
    if (!this.first) real.store.corrections.add(entries, REGISTRY);
    expect([...real.store.eachClaim()] satisfies Claim[]).toEqual(before);
  }
  toString(): string {
    return `move, log ${this.first ? 'first' : 'last'}`;
  }
}

function save(store: Store, place: number, { text, program }: Read): void {
  store.save(documentOf(TEXTS[text]!, { location: PLACES[place]!, ...PROGRAMS[program]! }));
}

const index = (list: readonly unknown[]) => fc.nat(list.length - 1);
const stance = fc.constantFrom<Stance>('supports', 'opposes', 'neutral');
const setting = fc
  .record(
    {
      speaker: fc.constantFrom('chen', 'the-paper', 'twin-one'),
      bloc: fc.constantFrom<Bloc>('us', 'china', 'europe', 'other'),
      topics: fc.uniqueArray(fc.constantFrom('cloud', 'privacy', 'law'), { maxLength: 2 }),
      stances: fc.dictionary(fc.constantFrom('first', 'second'), stance, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
      reject: fc.constant<true>(true),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const read = fc.tuple(index(PLACES), fc.record({ text: index(TEXTS), program: index(PROGRAMS) }));
const STEPS = [
  read.map(([place, what]) => new Ingest(place, what)),
  read.map(([place, what]) => new Ingest(place, what)),
  fc.tuple(fc.nat(20), setting).map(([pick, what]) => new Correct(pick, what)),
  fc.tuple(fc.nat(20), setting).map(([pick, what]) => new Correct(pick, what)),
  fc.nat(20).map((pick) => new Undo(pick)),
  index(PLACES).map((place) => new Remove(place)),
  fc.constant(new Embed()),
  fc.boolean().map((first) => new Move(first)),
];

/** Sequences tried; each has up to twenty-five steps, after each of which everything is compared. */
const RUNS = 50;

describe('Any sequence of corrections, undos and re-ingestions', () => {
  it('ends in the state that the corrections in force describe', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(STEPS, { maxCommands: 25, size: 'max' }), async (steps) => {
        let real: Real | undefined;
        const setup = () => {
          real = { store: Store.open(':memory:', MODEL) };
          save(real.store, 0, { text: 0, program: 0 });
          return { model: { read: new Map([[0, { text: 0, program: 0 }]]), log: [] } as Model, real };
        };
        try {
          await fc.asyncModelRun(setup, steps);
          expect(real?.store.check()).toEqual([]);
        } finally {
          real?.store.close();
        }
      }),
      { numRuns: RUNS },
    );
  });
});
