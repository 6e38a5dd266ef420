import { createHash } from 'node:crypto';
import type { Bloc, Capacity, Registry, Speaker } from '../../src/claim.ts';
import { isLike, nameKeys } from '../../src/speakers/likeness.ts';
import { slug } from '../../src/text.ts';
import { capacityOf, capacityOfName } from './capacity.ts';
import type { Ties } from './mention.ts';
import { NameIndex } from './names.ts';
import { countryName } from './places.ts';
import { tokenise } from './tokens.ts';
import { FAMILY_FIRST } from './vocabulary.ts';

/** Where somebody new belongs. */
export interface Place {
  country?: string;
  affiliation?: string;
  bloc: Bloc;
}

/** Everybody who may speak in one document: the registry, and those whom the document adds. */
export class Cast {
  readonly names: NameIndex;
  readonly #registry: Registry;
  readonly #document: string;
  readonly #states = new Map<string, Speaker>();
  readonly #kinds: Map<string, string>;
  readonly #listed: Set<Speaker>;
  readonly #surnames = new Map<string, Set<Speaker>>();
  /** People whom the document adds, by the keys of their names. */
  readonly #people = new Map<string, Speaker[]>();
  /** Bodies that bear a name of another country's, by name and country. */
  readonly #foreign = new Map<string, Speaker>();
  /** People of one name, by that name, the one who was named last first. */
  readonly #bearers = new Map<string, Speaker[]>();

  constructor(registry: Registry, document: string) {
    this.#registry = registry;
    this.#document = document;
    this.names = new NameIndex(registry.speakers);
    this.#listed = new Set(registry.speakers);
    this.#kinds = new Map(registry.sources.map((source) => [source.id, source.kind]));
    for (const speaker of registry.speakers) {
      if (speaker.kind === 'person') this.#addSurname(speaker);
      if (speaker.kind === 'state' && speaker.country && !this.#states.has(speaker.country))
        this.#states.set(speaker.country, speaker);
    }
  }

  /** What kind of publisher a speaker is; undefined for one that is none. */
  sourceKind(speaker: Speaker): string | undefined {
    return this.#kinds.get(speaker.id);
  }

  /** True for those whom the registry has. */
  isListed(speaker: Speaker): boolean {
    return this.#listed.has(speaker);
  }

  /** The only person of the registry with that family name. */
  findBySurname(name: string): Speaker | undefined {
    const key = tokenise(name).at(-1)?.key;
    const bearers = key === undefined ? undefined : this.#surnames.get(key);
    return bearers?.size === 1 ? [...bearers][0] : undefined;
  }

  /** The person of that name; made known, with the role as written, when nobody is called so. */
  person(name: string, place: Place, role?: string, introduced = false): Speaker {
    const known = this.names.named(name);
    if (known?.kind === 'person') return known;
    // "Mike Garrity" after "Michael T. Garrity", in one document.
    const described = this.#describe(name, { place, role, introduced });
    const near = nameKeys(described).flatMap((key) => this.#people.get(key) ?? []);
    const same = near.find((one) => isLike({ ...one, introduced: false }, described));
    if (!same) return this.#add(described);
    same.aliases.push(name);
    this.names.add(same, [name]);
    return same;
  }

  /**
   * Who bears the name of `known` where the text introduces its bearer so: one of those who are known by it, the last one
   * first, or a namesake who is made known.
   */
  bearer(
    known: Speaker,
    as: { place: Place; role: string | undefined; introduced: boolean },
    isHeard: boolean,
  ): Speaker {
    const bearers = this.#bearers.get(known.name) ?? [known];
    const described = this.#describe(known.name, as);
    const found = bearers.find((one) =>
      this.isListed(one) ? this.#mayBeListed(one, described, isHeard) : isLike(one, described),
    );
    const bearer = found ?? this.#newPerson(known.name, as);
    this.#bearers.set(known.name, [bearer, ...bearers.filter((one) => one !== bearer)]);
    return bearer;
  }

  /** Says where somebody belongs whom the document adds and of whom it had not told. */
  settle(speaker: Speaker, place: Place): void {
    const { country, affiliation } = speaker;
    if (this.isListed(speaker) || country !== undefined || affiliation !== undefined) return;
    Object.assign(speaker, this.#withCapacity({ ...speaker, ...place }));
  }

  /** The last one whom the text called by the name of `known`. */
  lastBearer(known: Speaker): Speaker {
    return this.#bearers.get(known.name)?.[0] ?? known;
  }

  /** Whether several people of the document bear this whole name. */
  isShared(name: string): boolean {
    return (this.#bearers.get(name)?.length ?? 0) > 1;
  }

  /** Somebody who is introduced with another title than his, where the text has not to do with him, is a namesake of one listed. */
  #mayBeListed(listed: Speaker, described: Speaker, isHeard: boolean): boolean {
    return !described.introduced || isHeard || isLike(listed, described);
  }

  #newPerson(name: string, as: { place: Place; role: string | undefined; introduced: boolean }): Speaker {
    return this.#add(this.#describe(name, as));
  }

  #describe(
    name: string,
    { place, role, introduced }: { place: Place; role: string | undefined; introduced: boolean },
  ) {
    const roles = role === undefined ? [] : [{ title: role }];
    const speaker: Speaker = { id: slug(name), name, kind: 'person', aliases: [], roles, ...place };
    return this.#withCapacity(introduced ? { introduced, ...speaker } : speaker);
  }

  organisation(name: string, place: Place): Speaker {
    const known = this.names.named(name);
    const foreign = known?.country !== undefined && place.country !== undefined && known.country !== place.country;
    // Two countries may each have a ministry of that name; the registry's names are of one body.
    if (known && known.kind !== 'person' && !foreign) return known;
    const same = foreign ? this.#foreign.get(`${name} ${place.country}`) : undefined;
    if (same) return same;
    const { affiliation, ...own } = place;
    const around = affiliation === undefined || affiliation === name ? own : place;
    const added = this.#add({ id: slug(name), name, kind: 'organisation', aliases: [], roles: [], ...around });
    if (foreign) this.#foreign.set(`${name} ${place.country}`, added);
    return added;
  }

  /** The state with that country code, of the registry or else of the gazetteer. */
  state(code: string): Speaker {
    const known = this.#states.get(code);
    if (known) return known;
    const name = countryName(code) ?? code;
    const bloc = this.#registry.blocOf({ country: code });
    const state = this.#add({ id: slug(name), name, kind: 'state', aliases: [], roles: [], country: code, bloc });
    this.#states.set(code, state);
    return state;
  }

  /** Somebody of whom the text says only what they are; the identifier is of this document alone. */
  unnamed(mention: string, place: Place): Speaker {
    const name = mention || 'unnamed source';
    const id = uniqueSlug(this.#document, name);
    return this.#withCapacity({ id, name, kind: 'unnamed', aliases: [], roles: [], ...place });
  }

  /** Country, affiliation and bloc from what a mention says; `near` is the organisation of its sentence, if it has one. */
  place(ties: Ties, near?: Speaker): Place {
    const { unknownBody, codes, elsewhere } = ties;
    const listed = unknownBody === undefined ? undefined : this.names.named(unknownBody);
    // A company says more than the country it is in.
    const body = ties.bodies.find((b) => b.kind !== 'state') ?? listed;
    const state = ties.bodies.find((b) => b.kind === 'state');
    const unplaced = !body && !state && unknownBody === undefined && codes.length === 0;
    const owner = body ?? (elsewhere || unplaced ? near : undefined) ?? (unknownBody === undefined ? state : undefined);
    const country = owner?.country ?? state?.country ?? codes[0];
    const affiliation = owner ? affiliationOf(owner) : unknownBody;
    return owner && !country
      ? { ...this.placeIn(country, affiliation), bloc: owner.bloc }
      : this.placeIn(country, affiliation);
  }

  /** Where somebody belongs of whom only the country is known, or not even that. */
  placeIn(country: string | undefined, affiliation?: string): Place {
    const bloc = this.#registry.blocOf({ country, body: affiliation });
    return {
      bloc,
      ...(country === undefined ? {} : { country }),
      ...(affiliation === undefined ? {} : { affiliation }),
    };
  }

  /** Names of East Asia begin with the family name, and are also written in the other order. */
  #addSurname(person: Speaker): void {
    const parts = tokenise(person.name);
    const ends = FAMILY_FIRST.has(person.country ?? '') ? [parts[0], parts.at(-1)] : [parts.at(-1)];
    for (const part of ends) {
      if (!part || parts.length < 2) continue;
      const bearers = this.#surnames.get(part.key) ?? new Set();
      this.#surnames.set(part.key, bearers.add(person));
    }
  }

  #withCapacity(speaker: Speaker): Speaker {
    const { affiliation, country, roles } = speaker;
    const place = { body: this.#capacityOfBody(affiliation), placed: country !== undefined };
    const capacity = capacityOf({ ...speaker, role: roles[0]?.title }, place);
    return capacity ? { ...speaker, capacity } : speaker;
  }

  #capacityOfBody(name: string | undefined): Capacity | undefined {
    if (name === undefined) return undefined;
    return this.#registry.capacityOf(name) ?? this.names.named(name)?.capacity ?? capacityOfName(name);
  }

  /** Two of one name and different kinds, or one whose slug is taken, get different identifiers. */
  #add(given: Speaker): Speaker {
    const speaker = this.#withCapacity(given);
    let id = speaker.id;
    for (let n = 2; this.names.get(id); n++) id = `${speaker.id}-${n}`;
    const added = { ...speaker, id };
    if (added.kind === 'person')
      for (const key of nameKeys(added)) this.#people.set(key, [...(this.#people.get(key) ?? []), added]);
    this.names.add(added);
    return added;
  }
}

/** A person's people speak for the body that the person speaks for. */
function affiliationOf(owner: Speaker): string {
  return owner.kind === 'person' ? (owner.affiliation ?? owner.name) : owner.name;
}

/** Room for both parts in the 80 characters of a slug; a digest tells apart what was cut. */
const LONGEST_PART = 34;

function uniqueSlug(document: string, mention: string): string {
  const [head, tail] = [slug(document), slug(mention)];
  if (head.length <= LONGEST_PART && tail.length <= LONGEST_PART) return `${head}-${tail}`;
  const digest = createHash('sha256').update(`${document}\n${mention}`).digest('hex').slice(0, 8);
  return `${head.slice(0, LONGEST_PART)}-${tail.slice(0, LONGEST_PART)}-${digest}`.replace(/-{2,}/g, '-');
}
