// Everything works without this file. It makes copy buttons and keys work, applies filters as they are chosen,
// and brings the highlighted words into view where the address has no anchor.

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

const current = document.querySelector('mark.current');
if (current && !location.hash) current.scrollIntoView({ block: 'center' });

document.addEventListener('change', (event) => {
  const field = event.target;
  if (field.form?.id === 'search' && field.type === 'checkbox') applyFilters(field);
});

// Results follow what is typed, by the same addresses; the last request alone counts.
const PAUSE = 250;
let typed;
document.querySelector('#search [name=query]')?.addEventListener('input', ({ target, isComposing }) => {
  clearTimeout(typed);
  if (!isComposing) typed = setTimeout(() => applyFilters(target), PAUSE);
});

// Claims that are selected, to the clipboard in the format that is chosen.
document.addEventListener('click', async ({ target }) => {
  if (!target.matches('[data-take]')) return;
  const parameters = new URLSearchParams([...new FormData(target.form), ['which', 'ticked']]);
  const response = await fetch(`/take?${parameters}`);
  target.textContent = response.ok ? 'Copied' : 'Select some claims first';
  if (response.ok) await navigator.clipboard.writeText(await response.text());
});

showTaking();

/** What only a script can do is offered where there is one. */
function showTaking() {
  for (const button of document.querySelectorAll('[data-take]')) button.hidden = false;
}

/** Copies the text of the element that the button names; selects it where the clipboard is out of reach. */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = 'Selected';
  }
}

let asked;
let shown = location.search;

/** Fetches the page that the form would lead to, and puts its results and filters in the place of these. */
async function applyFilters(field) {
  const form = field.form;
  const address = searchAddress(form);
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(address, { signal: asked.signal });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    for (const id of ['results', 'filters']) {
      document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
    }
    // Typing makes one step back, not one for each letter.
    if (field.name === 'query') history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    shown = location.search;
    document.title = page.title;
    document.getElementById('told').textContent = document.getElementById('found').textContent;
    showTaking();
    if (field.name !== 'query') focusField(field.name, field.value);
  } catch (error) {
    // Half a query may be none; who has typed it all presses the button.
    if (error.name !== 'AbortError' && field.name !== 'query') form.requestSubmit();
  }
}

function searchAddress(form) {
  const entries = [...new FormData(form)].filter(([, value]) => value !== '');
  return `${form.getAttribute('action')}?${new URLSearchParams(entries)}`;
}

function focusField(name, value) {
  const fields = [...document.querySelectorAll('#filters input')];
  const field = fields.find((one) => one.name === name && one.value === value);
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.focus({ preventScroll: true });
}

addEventListener('popstate', () => {
  if (location.search !== shown) location.reload();
});

// Keys press the element that names them, unless somebody writes, or has turned them off for good.
const keys = document.querySelector('[data-keys]');
if (keys) {
  const toggle = keys.querySelector('[data-keys-toggle]');
  const isOn = () => localStorage.getItem('keys') !== 'off';
  const show = () => {
    toggle.setAttribute('aria-pressed', String(isOn()));
    toggle.textContent = isOn() ? 'Turn keys off' : 'Turn keys on';
  };
  keys.dataset.ready = '';
  show();
  toggle.addEventListener('click', () => {
    localStorage.setItem('keys', isOn() ? 'off' : 'on');
    show();
  });
  document.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const writes = target.matches('input:not([type=checkbox]), select, textarea');
    if (key === 'Escape' && writes) return target.blur();
    if (!isOn() || ctrlKey || metaKey || altKey || writes || event.defaultPrevented) return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches('input')) pressed.select();
    else pressed.click();
  });
}

// Beside a text its claims follow the scroll, and one goes from claim to claim without loading the page again.
const cards = [...document.querySelectorAll('[data-claim]')];
if (cards.length > 0) {
  const margin = cards[0].closest('.side');
  const marks = [...document.querySelectorAll('.text mark[data-claims]')];
  const cardOf = (id) => cards.find((card) => card.dataset.claim === id);
  // After the last claim comes the first again.
  const at = (i) => cards[(i + cards.length) % cards.length];
  const topOf = (element) => element.getBoundingClientRect().top;
  const isChosen = (card) => card.classList.contains('current');

  /** Highlights a claim and brings it into view; its address is that of the same page as the server makes it. */
  const choose = (card) => {
    const id = card.dataset.claim;
    const link = card.querySelector('a');
    for (const other of cards) {
      other.classList.toggle('current', other === card);
      other.querySelector('a').setAttribute('aria-current', String(other === card));
    }
    for (const mark of marks) mark.classList.toggle('current', mark.dataset.claims.split(' ').includes(id));
    for (const step of margin.querySelectorAll('[data-step]')) {
      step.href = at(cards.indexOf(card) + Number(step.dataset.step)).querySelector('a').href;
    }
    document.querySelector('.highlighted')?.remove();
    history.replaceState(null, '', link.href);
    document.getElementById(id)?.scrollIntoView({ block: 'center' });
    follow();
  };

  /** Keeps the card of the claim that is read in view. */
  const follow = () => {
    // Who has not begun to read begins with the first.
    const line = scrollY === 0 ? 0 : innerHeight / 3;
    const read = marks.find((mark) => mark.getBoundingClientRect().bottom > line);
    const near = cards.find(isChosen) ?? (read && cardOf(read.dataset.claims.split(' ')[0]));
    for (const card of cards) card.classList.toggle('near', card === near);
    if (near && margin.scrollHeight > margin.clientHeight)
      margin.scrollTop += topOf(near) - topOf(margin) - margin.clientHeight / 3;
  };

  let waits = false;
  addEventListener(
    'scroll',
    () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        follow();
      });
    },
    { passive: true },
  );
  // Who scrolls on by hand reads on: what was chosen no longer holds the margin.
  addEventListener('wheel', () => cards.find(isChosen)?.classList.remove('current'), { passive: true });
  addEventListener('touchmove', () => cards.find(isChosen)?.classList.remove('current'), { passive: true });

  margin.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey, target } = event;
    const link = target.closest('a');
    if (!link || ctrlKey || metaKey || shiftKey) return;
    const from = cards.findIndex((card) => isChosen(card) || card.classList.contains('near'));
    const chosen = cards[from] && isChosen(cards[from]);
    const step = link.dataset.step && from + (chosen || link.dataset.step === '-1' ? Number(link.dataset.step) : 0);
    const card = link.dataset.step ? at(step) : link.closest('li');
    if (!card || (!link.dataset.step && link !== card.querySelector('a'))) return;
    event.preventDefault();
    choose(card);
  });
  follow();
}

// The steps of an addition as they run; when it is done, the page says what became of it.
const running = document.querySelector('[data-events]');
if (running) {
  const events = new EventSource(running.dataset.events);
  events.addEventListener('message', ({ data }) => {
    const { steps, step, state } = JSON.parse(data);
    if (state === 'done') {
      events.close();
      location.reload();
      return;
    }
    const at = steps.indexOf(step);
    for (const [i, line] of [...running.querySelectorAll('[data-step-name]')].entries()) {
      const word = i < at ? 'done' : i > at ? 'to come' : 'under way';
      line.className = word.replace(' ', '-');
      line.querySelector('.hidden').textContent = `(${word})`;
    }
  });
}
