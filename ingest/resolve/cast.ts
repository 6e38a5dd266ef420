import { createHash } from 'node:crypto';
import type { Bloc, Registry, Speaker } from '../../src/claim.ts';
import { slug } from '../../src/text.ts';
import type { Ties } from './mention.ts';
import { NameIndex } from './names.ts';
import { countryName } from './places.ts';
import { tokenise } from './tokens.ts';

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
  person(name: string, place: Place, role?: string): Speaker {
    const known = this.names.named(name);
    if (known?.kind === 'person') return known;
    const roles = role === undefined ? [] : [{ title: role }];
    return this.#add({ id: slug(name), name, kind: 'person', aliases: [], roles, ...place });
  }

  organisation(name: string, place: Place): Speaker {
    const known = this.names.named(name);
    if (known && known.kind !== 'person') return known;
    return this.#add({ id: slug(name), name, kind: 'organisation', aliases: [], roles: [], ...place });
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
    return { id: uniqueSlug(this.#document, name), name, kind: 'unnamed', aliases: [], roles: [], ...place };
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

  /** Two of one name and different kinds, or one whose slug is taken, get different identifiers. */
  #add(speaker: Speaker): Speaker {
    let id = speaker.id;
    for (let n = 2; this.names.get(id); n++) id = `${speaker.id}-${n}`;
    const added = { ...speaker, id };
    this.names.add(added);
    return added;
  }
}

/** Countries where names are written with the family name first, in one of the two orders in use. */
export const FAMILY_FIRST = new Set(['CN', 'HK', 'MO', 'TW', 'KR', 'KP', 'SG', 'VN', 'HU', 'JP']);

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
