import { BLOCS, type Bloc } from '../claim.ts';
import type { Column, CompareRequest } from '../contract.ts';
import { TriptychError } from '../error.ts';
import type { Fact } from '../store/facts.ts';
import type { Store } from '../store/index.ts';

/** One of those that are compared: a bloc, or a speaker. */
export interface Side {
  id: string;
  bloc: Column['bloc'];
  speaker: Column['speaker'];
  /** Documents that carry any claim of this side. */
  searched: number;
  has(fact: Pick<Fact, 'bloc' | 'speaker'>): boolean;
}

const FEWEST_SPEAKERS = 2;
const MOST_SPEAKERS = 4;

/** The sides of a comparison from left to right. Throws USAGE where a speaker or a bloc of the order is not known. */
export function findSides(store: Store, request: CompareRequest): Side[] {
  return request.speaker.length > 0 ? findSpeakers(store, request.speaker) : findBlocs(store, request);
}

function findBlocs(store: Store, request: CompareRequest): Side[] {
  const searched = store.documentsByBloc();
  return orderBlocs(request).map((bloc) => ({
    id: bloc,
    bloc,
    speaker: null,
    searched: searched.get(bloc) ?? 0,
    has: (fact) => fact.bloc === bloc,
  }));
}

/** China, Europe, United States: the alphabetical order of the names, which favours nobody; the others last. */
const ALPHABETICAL: readonly Bloc[] = ['china', 'europe', 'us', 'other'];

function orderBlocs({ order, other }: CompareRequest): Bloc[] {
  const wanted = order
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const unknown = wanted.find((one) => !(BLOCS as readonly string[]).includes(one));
  if (unknown !== undefined)
    throw new TriptychError(
      'USAGE',
      `The order of columns names "${unknown}", which is no bloc. Blocs: ${ALPHABETICAL.join(', ')}.`,
    );
  return [...new Set([...(wanted as Bloc[]), ...ALPHABETICAL])].filter((bloc) => other || bloc !== 'other');
}

function findSpeakers(store: Store, names: readonly string[]): Side[] {
  if (names.length < FEWEST_SPEAKERS || names.length > MOST_SPEAKERS)
    throw new TriptychError('USAGE', `Name ${FEWEST_SPEAKERS} to ${MOST_SPEAKERS} speakers to compare.`);
  const sides = names.map((name): Side => {
    const [found, another] = store.findSpeakers(name);
    if (!found)
      throw new TriptychError(
        'USAGE',
        `There is no speaker "${name}". The list of speakers has who is known, and by which names.`,
      );
    if (another)
      throw new TriptychError('USAGE', `"${name}" may be ${found.id} or ${another.id}. Name one of these identifiers.`);
    const { id } = found;
    return {
      id,
      bloc: null,
      speaker: { id, name: found.name },
      searched: store.documentsOfSpeaker(id),
      has: (fact) => fact.speaker === id,
    };
  });
  if (new Set(sides.map(({ id }) => id)).size < sides.length)
    throw new TriptychError('USAGE', 'Name each speaker once: a speaker cannot be compared with itself.');
  return sides;
}
