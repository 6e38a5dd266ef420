/** A word of the quotation and one of the passage that are surely the same, by their indices. */
export interface Tie {
  q: number;
  d: number;
}

/** Words that begin three in a row found once in each text, in the longest chain that keeps their order (patience diff). */
export function tiesOf(q: Int32Array, d: Int32Array): Tie[] {
  const inPassage = placesOfTriples(d);
  const shared = [...placesOfTriples(q)]
    .map(([key, at]) => ({ q: at, d: inPassage.get(key) ?? -1 }))
    .filter((tie) => tie.q >= 0 && tie.d >= 0);
  return longestChain(shared.sort((a, b) => a.q - b.q));
}

/** Where each three words in a row stand, -1 if in several places. */
function placesOfTriples(words: Int32Array): Map<string, number> {
  const places = new Map<string, number>();
  for (let i = 0; i + 2 < words.length; i++) {
    if (words[i]! < 0 || words[i + 1]! < 0 || words[i + 2]! < 0) continue;
    const key = `${words[i]} ${words[i + 1]} ${words[i + 2]}`;
    places.set(key, places.has(key) ? -1 : i);
  }
  return places;
}

/** The longest increasing subsequence, by patience sorting. */
function longestChain(ties: Tie[]): Tie[] {
  const ends: number[] = [];
  const before = new Int32Array(ties.length).fill(-1);
  ties.forEach((tie, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ties[ends[middle]!]!.d < tie.d) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  });
  const chain: Tie[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) chain.push(ties[i]!);
  return chain.reverse();
}
