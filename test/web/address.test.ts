import { describe, expect, it } from 'vitest';
import { fragmentAddress } from '../../web/address.ts';

describe('The address of words in a page of the web', () => {
  it('names short ones whole, and both ends of long ones', () => {
    expect(fragmentAddress('https://a.example/p?q=1', 'The cable is safe')).toBe(
      'https://a.example/p?q=1#:~:text=The%20cable%20is%20safe',
    );
    expect(fragmentAddress('https://a.example/', 'one two three four five six seven eight nine ten eleven')).toBe(
      'https://a.example/#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven',
    );
  });

  it('has no other fragment, and none of the signs that mean something in it', () => {
    expect(fragmentAddress('https://a.example/p#top', 'state-backed, well & truly')).toBe(
      'https://a.example/p#:~:text=state%2Dbacked%2C%20well%20%26%20truly',
    );
  });
});
