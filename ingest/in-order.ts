/** Work on a list of items that is done in two parts: the first for several items at one time, the second for one after the other. */
export interface Work<T, P> {
  /** The part that takes time, and that changes nothing. */
  prepare(item: T): Promise<P>;
  /** The part that writes: in the order of the items, and never two at one time. `prepared` throws what preparing has thrown. */
  finish(item: T, prepared: () => Promise<P>): Promise<void>;
  /** Whether an item takes so much that nothing else may be prepared beside it. */
  isAlone(item: T): Promise<boolean>;
  /** How many items are prepared at one time. */
  ahead: number;
  /** Takes no more items once it is aborted; those that were begun are finished. */
  signal?: AbortSignal | undefined;
}

/** Does all of the work, and returns how many items were finished. What `finish` throws ends it. */
export async function workInOrder<T, P>(items: AsyncIterable<T> | Iterable<T>, work: Work<T, P>): Promise<number> {
  const begun: { item: T; prepared: Promise<P> }[] = [];
  let done = 0;
  const finishFirst = async (): Promise<void> => {
    const { item, prepared } = begun.shift()!;
    await work.finish(item, () => prepared);
    done++;
  };
  for await (const item of items) {
    if (work.signal?.aborted) break;
    const isAlone = await work.isAlone(item);
    while (begun.length >= (isAlone ? 1 : work.ahead)) await finishFirst();
    if (work.signal?.aborted) break;
    const prepared = work.prepare(item);
    // It is looked at when its turn comes.
    prepared.catch(() => {});
    begun.push({ item, prepared });
    if (isAlone) await finishFirst();
  }
  while (begun.length > 0) await finishFirst();
  return done;
}
