/** Where the first number stands in an ascending list that is not below another; its length where all are. */
export function firstFrom(ascending: Int32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a number stands in an ascending list; -1 where it does not. */
export function placeOf(ascending: Int32Array, value: number): number {
  const place = firstFrom(ascending, value);
  return ascending[place] === value ? place : -1;
}
