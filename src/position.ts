import type { Capacity, Position, Registry, Role, Source, Speaker } from './claim.ts';

interface Listed {
  id: string;
  name: string;
  kind: 'person' | 'organisation' | 'state';
  aliases?: string[] | undefined;
  affiliation?: string | undefined;
  capacity?: Capacity | undefined;
}

/** The capacity of bodies: as their entry says, as the kind of publisher they are, or as the body they belong to. */
export function makeCapacityOf(
  entries: readonly Listed[],
  sources: readonly Source[],
  keyOf: (name: string) => string,
): Registry['capacityOf'] {
  const kinds = new Map(sources.map(({ id, kind }) => [id, kind]));
  const index = new Map(
    entries.flatMap((e) => [e.name, ...(e.aliases ?? [])].map((name) => [keyOf(name), e] as const)),
  );
  const find = (name: string, seen: Set<Listed>): Capacity | undefined => {
    const entry = index.get(keyOf(name));
    if (!entry || seen.has(entry)) return undefined;
    if (entry.capacity) return entry.capacity;
    if (entry.kind === 'state') return 'government';
    const kind = kinds.get(entry.id);
    // An encyclopedia is kept up by an association of its readers.
    if (kind) return kind === 'encyclopedia' ? 'civil-society' : kind;
    return entry.affiliation === undefined ? undefined : find(entry.affiliation, seen.add(entry));
  };
  return (name) => find(name, new Set());
}

/** See {@link Registry.positionOf}. */
export function makePositionOf(
  registry: Pick<Registry, 'blocOf' | 'capacityOf'> & { countryOf: (body: string) => string | undefined },
): Registry['positionOf'] {
  return (speaker, date) => {
    const { bloc, capacity, affiliation, country, roles } = speaker;
    const usual: Position = { bloc, ...(capacity && { capacity }), ...(affiliation !== undefined && { affiliation }) };
    if (date === undefined || speaker.kind !== 'person' || roles.length === 0) return usual;
    const held = roles.filter((role) => isHeld(role, date));
    if (held.length === 0) {
      const own = country === undefined ? bloc : registry.blocOf({ country });
      return { bloc: own, capacity: 'person' };
    }
    const { body } = held.find((role) => role.body === undefined) ?? held[0]!;
    if (body === undefined) return usual;
    const found = registry.capacityOf(body);
    return {
      // Who holds an office counts with its body, wherever they come from.
      bloc: registry.blocOf({ country: registry.countryOf(body) ?? country, body }),
      affiliation: body,
      ...(found && { capacity: found }),
    };
  };
}

/** Whether an office may have been held on a date; both are of reduced precision, and what is unknown is taken for held. */
export function isHeld({ from, to }: Pick<Role, 'from' | 'to'>, date: string): boolean {
  const ended = to !== undefined && to.slice(0, date.length) < date.slice(0, to.length);
  const future = from !== undefined && from.slice(0, date.length) > date.slice(0, from.length);
  return !ended && !future;
}

/** The office that somebody held on a date; the latest known where the date is not; undefined where none was held. */
export function roleAt(roles: Speaker['roles'], date: string | null): Role | undefined {
  return date === null ? roles.at(-1) : roles.findLast((role) => isHeld(role, date));
}
