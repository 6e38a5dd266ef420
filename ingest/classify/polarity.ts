import type { Polarity, Stance } from '../../src/claim.ts';

const CONTRARY: Record<Stance, Stance> = { supports: 'opposes', opposes: 'supports', neutral: 'neutral' };

/** Who denies something takes the contrary stance; of whom nothing is said to have been said, none. */
export function turned(
  { stance, confidence }: { stance: Stance; confidence: number },
  polarity: Polarity,
): { stance: Stance; confidence: number } {
  if (polarity === 'unsaid') return { stance: 'neutral', confidence: 1 };
  return { stance: polarity === 'denied' ? CONTRARY[stance] : stance, confidence };
}
