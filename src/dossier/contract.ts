import { z } from 'zod';
import { BLOCS, CAPACITIES, SOURCE_KINDS, SPEAKER_KINDS } from '../claim.ts';

/** The requests and answers about all that a speaker said, that a topic is said of, or that a source carries. */

const count = z.number().int();

/** Entries of a list of speakers or sources on one page. */
export const LIST_LENGTH = 60;
/** Claims on one page of all that a speaker said, or is said of a topic or by a source. */
export const INSIDE_LENGTH = 10;

const given = z.preprocess((value) => ([value].flat()[0] ?? '') as unknown, z.string().max(1000));
export const ListRequest = z.object({
  /** A name or a part of one; empty for all. */
  query: given,
  /** Only speakers of this bloc. */
  bloc: z.preprocess((value) => (value === '' ? undefined : [value].flat()[0]), z.enum(BLOCS).optional()),
  offset: z.preprocess((value) => (value === '' ? undefined : value), z.coerce.number().int().min(0).default(0)),
});
export type ListRequest = z.infer<typeof ListRequest>;

/** Where in what a speaker said, or is said of a topic or by a source: words, dates, and which page. */
export const InsideRequest = ListRequest.pick({ query: true, offset: true }).extend({
  from: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(10).optional()),
  to: z.preprocess((value) => (value === '' ? undefined : value), z.string().max(10).optional()),
});
export type InsideRequest = z.infer<typeof InsideRequest>;

export const SpeakerLine = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  kind: z.enum(SPEAKER_KINDS),
  country: z.string().nullable(),
  bloc: z.enum(BLOCS),
  capacity: z.enum(CAPACITIES).nullable(),
  claims: count,
  documents: count,
});
export type SpeakerLine = z.infer<typeof SpeakerLine>;

/** Those with most claims first; `total` of all that the request asks for. */
export const SpeakersResponse = z.object({ total: count, speakers: z.array(SpeakerLine) });
export type SpeakersResponse = z.infer<typeof SpeakersResponse>;

export const SourceLine = z.object({
  /** That of the speaker as whom the source makes claims of its own, should it make any. */
  id: z.string(),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS).nullable(),
  country: z.string().nullable(),
  bloc: z.enum(BLOCS),
  documents: count,
  /** How many of the documents retell the source in other words. */
  digests: count,
  claims: count,
});
export type SourceLine = z.infer<typeof SourceLine>;

export const SourcesResponse = z.object({ total: count, sources: z.array(SourceLine) });
export type SourcesResponse = z.infer<typeof SourcesResponse>;

const Named = z.object({ id: z.string(), name: z.string(), bloc: z.enum(BLOCS) });
/** How many claims one speaker reports of another. */
export const Report = z.object({ from: Named, to: Named, claims: count });
export type Report = z.infer<typeof Report>;

/** Claims of a month, `2020-08`, or of a year where no month is known; stances towards the first target. */
export const Months = z.array(z.object({ month: z.string(), claims: count, supports: count, opposes: count }));

/** A strip of a timeline: the claims of one bloc, or on one topic. */
export const Strip = z.object({ id: z.string(), name: z.string(), bloc: z.enum(BLOCS).nullable(), months: Months });
export type Strip = z.infer<typeof Strip>;

/** Claims by month; those that somebody is said not to have made are not among them. */
export const Course = z.object({ months: z.array(z.string()), undated: count, strips: z.array(Strip) });
export type Course = z.infer<typeof Course>;

export const SpeakerView = SpeakerLine.extend({
  roles: z.array(
    z.object({
      title: z.string(),
      body: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
    }),
  ),
  affiliation: z.string().nullable(),
  wikidata: z.string().nullable(),
  /** True where the speaker also publishes documents that are here. */
  publishes: z.boolean(),
  course: Course,
  /** Most claims first. */
  reports: z.array(Report),
});
export type SpeakerView = z.infer<typeof SpeakerView>;

export const TopicView = z.object({
  id: z.string(),
  name: z.string(),
  definition: z.string(),
  claims: count,
  course: Course,
  reports: z.array(Report),
});
export type TopicView = z.infer<typeof TopicView>;

export const SourceView = SourceLine.extend({
  aliases: z.array(z.string()),
  address: z.string().nullable(),
  /** True where the source makes claims of its own. */
  speaks: z.boolean(),
  /** Newest first. */
  list: z.array(
    z.object({
      name: z.string(),
      title: z.string().nullable(),
      date: z.string().nullable(),
      digest: z.boolean(),
      claims: count,
    }),
  ),
  course: Course,
  reports: z.array(Report),
});
export type SourceView = z.infer<typeof SourceView>;
