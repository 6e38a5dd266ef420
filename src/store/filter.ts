import { OTHER_TOPIC } from '../claim.ts';
import type { Filter } from '../contract.ts';

/** An SQL condition with the values of its `?` marks. */
export interface Condition {
  sql: string;
  values: unknown[];
}

/** The tables that a condition speaks of. */
export const CLAIM_TABLES =
  'claims c JOIN versions v ON v.id = c.version JOIN documents d ON d.id = v.document JOIN speakers s ON s.id = c.speaker';

/** The claims that count: of current versions, and not rejected by a person. Of tables `c` and `v`. */
export const STANDING = 'v.current = 1 AND c.rejected = 0';

/**
 * The {@link STANDING} claims that satisfy a filter, as a condition over {@link CLAIM_TABLES}.
 * A date of reduced precision satisfies a bound if any of its days does; an undated document satisfies none.
 */
export function toCondition(filter: Partial<Filter>): Condition {
  const parts: Condition[] = [{ sql: STANDING, values: [] }];
  const oneOf = (sql: string, values: readonly string[] | undefined) => {
    if (values?.length) parts.push({ sql: sql.replace('?', list(values)), values: [...values] });
  };
  const onTopic = 'EXISTS (SELECT 1 FROM claim_topics t WHERE t.claim = c.key';
  if (filter.topic?.includes(OTHER_TOPIC.id)) oneOf(`(${onTopic} AND t.topic IN ?) OR NOT ${onTopic}))`, filter.topic);
  else oneOf(`${onTopic} AND t.topic IN ?)`, filter.topic);
  // A joint claim is everybody's who makes it.
  for (const label of ['bloc', 'capacity'] as const) {
    const values = filter[label] ?? [];
    const among = list(values);
    const others = `SELECT 1 FROM claim_speakers j WHERE j.claim = c.key AND j.${label} IN ${among}`;
    if (values.length > 0)
      parts.push({ sql: `(c.${label} IN ${among} OR EXISTS (${others}))`, values: [...values, ...values] });
  }
  oneOf('c.manner IN ?', filter.manner);
  oneOf('c.polarity IN ?', filter.polarity);
  oneOf('c.stance IN ?', filter.stance);
  oneOf('d.name IN ?', filter.document);
  if (filter.speaker?.length) parts.push(saidBy(filter.speaker));
  parts.push(...toDateBounds(filter));
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

/** The bounds of a filter's dates, each as a condition over table `v`. */
export function toDateBounds({ from, to }: { from?: string | undefined; to?: string | undefined }): Condition[] {
  const earliest = { sql: `substr(${date()} || '-99-99', 1, 10) >= ?`, values: [from] };
  const latest = { sql: `substr(${date()} || '-00-00', 1, 10) <= ?`, values: [`${to}-99-99`.slice(0, 10)] };
  return [...(from ? [earliest] : []), ...(to ? [latest] : [])];
}

/** The date that counts for a claim: of the source where the document is a digest, else of the document. */
export function date(): string {
  return "CASE WHEN v.digest_of IS NULL THEN v.date ELSE json_extract(v.digest_of, '$.date') END";
}

/** By identifier, name or other name; a speaker whom nobody knows has for a name the words that stand in the text. */
function saidBy(names: readonly string[]): Condition {
  const one = `p.id = ? OR lower(p.name) = lower(?)
    OR EXISTS (SELECT 1 FROM json_each(p.aliases) a WHERE lower(a.value) = lower(?))`;
  const said = `SELECT p.id FROM speakers p WHERE ${names.map(() => one).join(' OR ')}`;
  const values = names.flatMap((name) => [name, name.replace(COURTESY, ''), name]);
  return {
    sql: `(c.speaker IN (${said}) OR EXISTS
      (SELECT 1 FROM claim_speakers j WHERE j.claim = c.key AND j.speaker IN (${said})))`,
    values: [...values, ...values],
  };
}

/** A speaker of whom a text gives only "Ms Okafor" is stored as Okafor. */
export const COURTESY = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|lord|lady)\.?\s+(?=\S)/i;

function list(values: readonly string[]): string {
  return `(${values.map(() => '?').join(', ')})`;
}
