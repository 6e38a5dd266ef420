import type { ComponentChildren } from 'preact';
import { figures } from './words.ts';

/** How many claims something has, as a figure beside it. */
export function ClaimCount({ count }: { count: number }) {
  return (
    <span class="count">
      {figures(count)}
      <span class="hidden"> {count === 1 ? 'claim' : 'claims'}</span>
    </span>
  );
}

/** A label with its claims, as an entry of a list. */
export function Counted({ href, count, children }: { href: string; count: number; children: ComponentChildren }) {
  return (
    <>
      <a href={href}>{children}</a> <ClaimCount count={count} />
    </>
  );
}

/** Ways to the pages before and after; nothing where there is one page alone. */
export function PageLinks(props: {
  offset: number;
  length: number;
  total: number;
  label: string;
  addressOf: (offset: number) => string;
}) {
  const { offset, length, total, label, addressOf } = props;
  if (offset === 0 && length >= total) return null;
  return (
    <nav class="pages" aria-label={label}>
      {offset > 0 && (
        <a rel="prev" href={addressOf(Math.max(0, offset - length))}>
          ← Previous
        </a>
      )}
      <span>
        Page {figures(Math.floor(offset / length) + 1)} of {figures(Math.max(1, Math.ceil(total / length)))}
      </span>
      {offset + length < total && (
        <a rel="next" href={addressOf(offset + length)}>
          Next →
        </a>
      )}
    </nav>
  );
}
