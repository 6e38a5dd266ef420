/** The whole numbers of a text in which a space parts them: how long lists come out of SQLite at once. */
export function numbersIn(text: string): Uint32Array {
  const numbers = new Uint32Array((text.length >> 1) + 1);
  let size = 0;
  let number = 0;
  let digits = 0;
  for (let i = 0; i <= text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0) {
      number = number * 10 + digit;
      digits++;
    } else if (digits > 0) {
      numbers[size++] = number;
      number = 0;
      digits = 0;
    }
  }
  return numbers.slice(0, size);
}
