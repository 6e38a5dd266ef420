/**
 * The first `count` of things in an order, in that order. `compare` is as for sorting, and never 0: then the order of the things
 * decides nothing. Of many, a few are found in the time of looking at each once.
 */
export function best<T>(things: Iterable<T>, count: number, compare: (one: T, other: T) => number): T[] {
  if (count <= 0) return [];
  // A heap with the last of the best on top.
  const heap: T[] = [];
  for (const thing of things) {
    if (heap.length < count) rise(heap, heap.push(thing) - 1, compare);
    else if (compare(thing, heap[0] as T) < 0) {
      heap[0] = thing;
      sink(heap, compare);
    }
  }
  return heap.sort(compare);
}

function rise<T>(heap: T[], from: number, compare: (one: T, other: T) => number): void {
  for (let i = from; i > 0; ) {
    const parent = (i - 1) >> 1;
    if (compare(heap[i] as T, heap[parent] as T) < 0) return;
    swap(heap, i, parent);
    i = parent;
  }
}

function sink<T>(heap: T[], compare: (one: T, other: T) => number): void {
  for (let i = 0; ; ) {
    let last = i;
    for (const child of [2 * i + 1, 2 * i + 2])
      if (child < heap.length && compare(heap[child] as T, heap[last] as T) > 0) last = child;
    if (last === i) return;
    swap(heap, i, last);
    i = last;
  }
}

function swap<T>(heap: T[], i: number, j: number): void {
  [heap[i], heap[j]] = [heap[j] as T, heap[i] as T];
}
