/** The whole numbers of a text in which a single space parts them: how long lists come out of SQLite at once. */
export function numbersIn(text: string): Uint32Array {
  if (text === '') return new Uint32Array(0);
  // Counted first: a list of half a million needs no more memory than its numbers.
  let count = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++;
  const numbers = new Uint32Array(count);
  let [place, number] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0) number = number * 10 + digit;
    else {
      numbers[place++] = number;
      number = 0;
    }
  }
  numbers[place] = number;
  return numbers;
}
