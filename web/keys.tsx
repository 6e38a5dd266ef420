/** A key, and what it does on this page; the element with `data-key` of that letter is what it presses. */
export type Key = [key: string, does: string];

/** Which keys do what. It appears where scripts are on, and has a way to turn them off (WCAG 2.1.4). */
export function Keys({ keys }: { keys: Key[] }) {
  return (
    <p class="keys hint" data-keys>
      Keys:{' '}
      {keys.map(([key, does], i) => (
        <span key={key}>
          {i > 0 && ', '}
          <kbd>{key}</kbd> {does}
        </span>
      ))}
      .{' '}
      <button type="button" class="link" data-keys-toggle aria-pressed="true">
        Turn keys off
      </button>
    </p>
  );
}
