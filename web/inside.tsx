import type { ComponentChildren } from 'preact';
import type { SearchRequest, SearchResponse } from '../src/contract.ts';
import { INSIDE_LENGTH, type InsideRequest } from '../src/dossier/contract.ts';
import { type FilterName, type Inside, searchAddress } from './address.ts';
import { Counted, PageLinks } from './counted.tsx';
import { ClaimCard, type Names, When } from './parts.tsx';
import { BLOC_NAMES, countOf, MANNER_NAMES, STANCE_NAMES } from './words.ts';

/** What a list of labels beside the claims is called. */
const ASIDE_NAMES = {
  topic: 'On what',
  speaker: 'Who speaks',
  bloc: 'Of which bloc',
  manner: 'How it reached us',
  stance: 'Stance',
  document: 'In which documents',
} as const;
type Aside = keyof typeof ASIDE_NAMES;
/** Labels that a list beside the claims has at most. */
const ASIDE_LENGTH = 8;

/** Claims of one speaker, topic or source, with a search among them, and what they are of. */
export function InsideSection(props: {
  title: string;
  /** That of which these are all claims, as a filter of a search; null where nothing can be found. */
  filter: Partial<SearchRequest>;
  inside: InsideRequest;
  found: SearchResponse;
  addressOf: (inside: Inside) => string;
  asides: Aside[];
  names: Names;
}) {
  const { title, filter, inside, found, addressOf, asides, names } = props;
  const { offset: _, ...kept } = inside;
  return (
    <section aria-labelledby="claims" class="inside">
      <h2 id="claims">{title}</h2>
      <search>
        <form class="search-box" action={addressOf({})}>
          <label for="inside-query">Search in these claims</label>
          <div class="row">
            <input id="inside-query" type="search" name="query" value={inside.query} />
            <button type="submit">Search</button>
          </div>
          {inside.from && <input type="hidden" name="from" value={inside.from} />}
          {inside.to && <input type="hidden" name="to" value={inside.to} />}
        </form>
      </search>
      <div class="with-side">
        <div>
          <Chosen inside={inside} addressOf={addressOf} />
          <div class="summary">
            <p role="status">
              {found.total === 0 ? (
                'No claim found. Try other words or all dates.'
              ) : (
                <strong>{countOf(found.total, 'claim')}</strong>
              )}
            </p>
            {found.total > 0 && (
              <p>
                <a href={searchAddress({ ...filter, ...kept })}>With all filters</a>
              </p>
            )}
          </div>
          <ol class="cards" start={inside.offset + 1}>
            {found.claims.map((claim) => (
              <li key={claim.id}>
                <ClaimCard
                  claim={claim}
                  names={names}
                  {...(inside.query && claim.why.marks.length > 0 ? { why: claim.why } : {})}
                />
              </li>
            ))}
          </ol>
          <Pages inside={inside} total={found.total} addressOf={addressOf} />
        </div>
        <aside class="asides" aria-label="What these claims are of">
          {asides.map((aside) => (
            <AsideList key={aside} aside={aside} {...props} />
          ))}
        </aside>
      </div>
    </section>
  );
}

/** The words and dates that are looked for, each a link to all without it. */
function Chosen({ inside, addressOf }: { inside: InsideRequest; addressOf: (inside: Inside) => string }) {
  const { query, from, to } = inside;
  const dates = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const chips: [ComponentChildren, Inside][] = [
    ...(query ? [[<bdi>{query}</bdi>, dates] as [ComponentChildren, Inside]] : []),
    ...(from || to ? [[<Between from={from} to={to} />, { query }] as [ComponentChildren, Inside]] : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="What is looked for">
      {chips.map(([label, rest], i) => (
        <li key={i}>
          <a class="chip" href={`${addressOf(rest)}#claims`}>
            <span class="hidden">Remove </span>
            <span>{label}</span>
            <span class="cross" aria-hidden="true">
              ×
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Between({ from, to }: { from: string | undefined; to: string | undefined }) {
  if (from === to) return <When date={from ?? null} />;
  return (
    <>
      {from && (
        <>
          from <When date={from} />{' '}
        </>
      )}
      {to && (
        <>
          up to <When date={to} />
        </>
      )}
    </>
  );
}

/** Labels with the counts of the claims found that have them, each a link to those claims. */
function AsideList(props: {
  aside: Aside;
  filter: Partial<SearchRequest>;
  inside: InsideRequest;
  found: SearchResponse;
  names: Names;
}) {
  const { aside, filter, inside, found, names } = props;
  const { offset: _, ...kept } = inside;
  const fixed: Partial<Record<FilterName, Record<string, string>>> = {
    bloc: BLOC_NAMES,
    manner: MANNER_NAMES,
    stance: STANCE_NAMES,
  };
  const values = found.facets[aside].filter(({ count }) => count > 0).slice(0, ASIDE_LENGTH);
  if (values.length === 0) return null;
  return (
    <section aria-labelledby={`by-${aside}`}>
      <h3 id={`by-${aside}`}>{ASIDE_NAMES[aside]}</h3>
      <ul class="counted">
        {values.map(({ value, name, count }) => (
          <li key={value}>
            <Counted href={searchAddress({ ...filter, ...kept, [aside]: [value] })} count={count}>
              <bdi>{fixed[aside]?.[value] ?? (aside === 'topic' ? names.topics.get(value) : undefined) ?? name}</bdi>
            </Counted>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pages(props: { inside: InsideRequest; total: number; addressOf: (inside: Inside) => string }) {
  const { inside, total, addressOf } = props;
  return (
    <PageLinks
      offset={inside.offset}
      length={INSIDE_LENGTH}
      total={total}
      label="Pages of claims"
      addressOf={(offset) => `${addressOf({ ...inside, offset })}#claims`}
    />
  );
}
