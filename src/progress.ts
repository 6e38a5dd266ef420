import { basename } from 'node:path';
import cliProgress from 'cli-progress';

/** A bar on standard error that shows how far a long step has come; on something that is no terminal, nothing. */
export function progressBar(
  doing: string,
  total: number,
): { update(done: number, current: string): void; stop(): void } {
  if (!process.stderr.isTTY || total === 0) return { update: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar(
    {
      format: `${doing} {bar} {value}/{total}, {rate} a second, {eta_formatted} left  {current}`,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  const began = performance.now();
  const rate = (done: number) => ((done * 1000) / (performance.now() - began)).toFixed(1);
  bar.start(total, 0, { current: '', rate: '0' });
  return {
    update: (done, current) => {
      // A crawl is one file, and how many documents it has nobody knows before.
      bar.setTotal(Math.max(total, done));
      bar.update(done, { current: basename(current), rate: rate(done) });
    },
    stop: () => bar.stop(),
  };
}
