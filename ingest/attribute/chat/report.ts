import type { Warning } from '../../../src/claim.ts';
import type { Failure } from './ask.ts';
import type { Dropped } from './ground.ts';

/** What people should know of one document that a language model read: what it could not, and what it made up. */
export function report(
  { failures, dropped, passages }: { failures: readonly Failure[]; dropped: readonly Dropped[]; passages: number },
  { model, builtIn }: { model: string; builtIn: string },
): Warning[] {
  const warnings: Warning[] = [];
  if (failures.length > 0) {
    const again = failures.some(({ passing }) => passing) ? ' The next ingest asks again.' : '';
    warnings.push({
      code: 'CHAT_FAILED',
      message: `${builtIn} read ${failures.length} of ${passages} passages, since ${model} ${list(failures)}.${again}`,
    });
  }
  const reasons = Object.entries(DROPPED).flatMap(([why, words]) => {
    const count = dropped.reduce((sum, counts) => sum + counts[why as keyof Dropped], 0);
    return count > 0 ? [`${count} ${words}`] : [];
  });
  if (reasons.length > 0)
    warnings.push({ code: 'CHAT_DROPPED', message: `Dropped of what ${model} answered: ${reasons.join(', ')}.` });
  return warnings;
}

const DROPPED: Record<keyof Dropped, string> = {
  invented: 'with words that are not in the passage',
  leaked: 'with words of its instructions and examples',
  misplaced: 'that the passage does not bear out',
};

/** The reasons with how often each occurred, most frequent first. */
function list(failures: readonly Failure[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of failures) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => (counts.size === 1 ? reason : `${reason} (${count})`))
    .join(', ');
}
