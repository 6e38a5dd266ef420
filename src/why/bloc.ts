import type { Registry, Speaker } from '../claim.ts';
import type { BlocFact } from './contract.ts';

/**
 * What places a speaker in a bloc, first what decides: the own word of an entry in speakers.yaml, bodies that blocs.yaml
 * lists or that are placed themselves, the country; of somebody's offices those held on the date. What places nobody
 * (`other`) is left out.
 */
export function explainBloc(
  speaker: Speaker,
  registry: Pick<Registry, 'blocOf' | 'speakers' | 'positionOf'>,
  date?: string,
): BlocFact[] {
  const { name, kind, country } = speaker;
  const { bloc: side, affiliation } = registry.positionOf(speaker, date);
  const body = (what: 'name' | 'affiliation', value: string): BlocFact => ({
    what,
    value,
    bloc: registry.blocOf({ body: value }),
  });
  // A person counts with the body that he or she speaks for; an organisation by itself, before its parent.
  const facts: BlocFact[] = [
    ...(kind === 'person' ? [] : [body('name', name)]),
    ...(affiliation === undefined ? [] : [body('affiliation', affiliation)]),
    ...(country === undefined
      ? []
      : [{ what: 'country', value: country, bloc: registry.blocOf({ country }) } as const]),
  ].filter(({ bloc }) => bloc !== 'other');
  const listed = registry.speakers.find(({ id }) => id === speaker.id);
  const follows = (facts[0]?.bloc ?? 'other') === side;
  return listed && !follows ? [{ what: 'entry', value: listed.id, bloc: listed.bloc }, ...facts] : facts;
}
