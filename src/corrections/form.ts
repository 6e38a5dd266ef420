import { z } from 'zod';
import { BLOCS, STANCES } from '../claim.ts';
import type { CorrectionRequest } from './contract.ts';
import type { LabelSet } from './record.ts';

const line = (most: number) => z.string().trim().max(most);

/** What the form on the page of a claim sends: all labels as they stand in it, and which of its buttons was pressed. */
export const CorrectionForm = z.object({
  action: z.enum(['save', 'confirm', 'reject']),
  /** A name or an identifier. */
  speaker: line(500).min(1).optional(),
  bloc: z.enum(BLOCS).optional(),
  topic: z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(line(200)).max(100)),
  /** Towards the first target. */
  stance: z.enum(STANCES).optional(),
  note: line(2000).optional(),
  /** The last entry of the claim's history that the page showed; empty where there was none. */
  seen: line(20),
  /** Where in the queue the form stood; absent on the page of the claim. */
  queue: z.preprocess((given) => (given === '' ? undefined : given), z.coerce.number().int().min(0).optional()),
});
export type CorrectionForm = z.infer<typeof CorrectionForm>;

/**
 * What a form asks for, beside the labels in force: of a form that is saved only what it changes, of one that confirms all of
 * them as they are, so that the claim counts as looked at.
 */
export function toRequest(
  form: CorrectionForm,
  current: Required<LabelSet>,
  target: string,
  by: string,
): CorrectionRequest {
  const signature = { by, note: form.note || null };
  if (form.action === 'reject') return { ...signature, reject: true };
  if (form.action === 'confirm') {
    const { bloc, topics, stances } = current;
    return { ...signature, speaker: current.speaker.id, bloc, topics, stances };
  }
  const { speaker, bloc, topic, stance } = form;
  const isOther = speaker !== undefined && speaker !== current.speaker.name && speaker !== current.speaker.id;
  const moved = topic.length !== current.topics.length || topic.some((id) => !current.topics.includes(id));
  return {
    ...signature,
    ...(isOther ? { speaker } : {}),
    ...(bloc !== undefined && bloc !== current.bloc ? { bloc } : {}),
    ...(moved ? { topics: topic } : {}),
    ...(stance !== undefined && stance !== current.stances[target] ? { stances: { [target]: stance } } : {}),
  };
}
