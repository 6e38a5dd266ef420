// Everything works without this file. It makes copy buttons and keys work, applies filters as they are chosen,
// and brings the highlighted words into view where the address has no anchor.

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

const current = document.querySelector('mark.current');
if (current && !location.hash) current.scrollIntoView({ block: 'center' });

const listed = document.querySelector('.claim-list .current');
const side = listed?.closest('.side');
if (side && side.scrollHeight > side.clientHeight) side.scrollTop = listed.offsetTop - side.clientHeight / 3;

document.addEventListener('change', (event) => {
  const field = event.target;
  if (field.form?.id === 'search' && field.type === 'checkbox') applyFilters(field);
});

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

// A long quotation does not fit into an address.
document.querySelector('.verify-form')?.addEventListener('submit', (event) => {
  if (event.target.elements.quotation.value.length > 1500) event.target.method = 'post';
});

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
    history.pushState(null, '', address);
    shown = location.search;
    focusField(field.name, field.value);
  } catch (error) {
    if (error.name !== 'AbortError') form.requestSubmit();
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
  keys.hidden = false;
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
