import { basename } from 'node:path';
import cliProgress from 'cli-progress';

/** A bar on standard error that shows how far a long step has come; on something that is no terminal, nothing. */
export function progressBar(
  doing: string,
  total: number,
): { update(done: number, current: string): void; stop(): void } {
  if (!process.stderr.isTTY || total === 0) return { update: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar(
    { format: `${doing} {bar} {value}/{total}, {eta_formatted} left  {current}`, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, { current: '' });
  return { update: (done, current) => bar.update(done, { current: basename(current) }), stop: () => bar.stop() };
}
