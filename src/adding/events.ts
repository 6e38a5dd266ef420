import { Readable } from 'node:stream';
import type { Additions } from './index.ts';

/**
 * Server-sent events (WHATWG HTML): an addition as it is now, and again whenever it has come further, until it is done. Throws
 * NOT_FOUND.
 */
export function eventsOf(additions: Additions, id: string): Readable {
  const addition = additions.get(id);
  const tell = (news: typeof addition) => {
    events.push(`data: ${JSON.stringify(news)}\n\n`);
    if (news.state === 'done') events.push(null);
  };
  const leave = additions.follow(id, tell);
  const events = new Readable({
    // They come when they come.
    read() {},
    destroy(error, done) {
      leave();
      done(error);
    },
  });
  tell(addition);
  return events;
}
