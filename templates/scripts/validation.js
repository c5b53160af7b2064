/** Tells the reader in German, beside each field, what is missing or wrong; never while it is first filled in. */
import { texts } from './texts.js';

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * @param {HTMLFormElement} form
 */
export function validateForm(form) {
  const fields = [...form.elements].filter(isShown);
  form.noValidate = true;
  form.addEventListener('change', ({ target }) => {
    if (!isShown(target)) return;
    completeAddress(target);
    show(target, faultOf(target));
  });
  form.addEventListener('input', ({ target }) => {
    if (isShown(target) && isMarked(target)) show(target, faultOf(target));
  });
  return {
    /** Shows all faults and goes to the first field that has one; returns how many there are. */
    check: () => {
      for (const field of fields) completeAddress(field);
      return tell(fields, faultOf);
    },
    /**
     * The same for faults that the endpoint found, by the names of fields; `texts` may be anything.
     * @param {unknown} faults
     */
    tell: (faults) => {
      const known = new Map(typeof faults === 'object' && faults !== null ? Object.entries(faults) : []);
      return tell(fields, ({ name }) => String(known.get(name) ?? ''));
    },
  };
}

/**
 * @param {readonly Field[]} fields
 * @param {(field: Field) => string} fault
 */
function tell(fields, fault) {
  for (const field of fields) show(field, fault(field));
  const wrong = fields.filter(isMarked);
  wrong[0]?.focus();
  return wrong.length;
}

/**
 * @param {unknown} element
 * @returns {element is Field}
 */
function isShown(element) {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.tabIndex >= 0 && element.type !== 'hidden')
  );
}

/**
 * Most people write `example.org`.
 * @param {Field} field
 */
function completeAddress(field) {
  const value = field.value.trim();
  if (field.type === 'url' && /^[^\s:/@]+\.[^\s@]+$/.test(value)) field.value = `https://${value}`;
}

/**
 * @param {Field} field
 * @returns {string} empty when all is well
 */
function faultOf(field) {
  const { id, validity, required, value } = field;
  /** @type {Record<string, string>} */
  const missing = texts.missing;
  if (validity.valueMissing || (required && value.trim() === ''))
    return missing[id] ?? field.validationMessage;
  if (field.type === 'email' && value !== '' && !/^\s*[^\s@]+@[^\s@.]+(\.[^\s@.]+)+\s*$/.test(value))
    return texts.wrong.email;
  if (field.type === 'url' && value !== '' && !(validity.valid && /^\s*https?:/i.test(value)))
    return texts.wrong.url;
  return validity.valid ? '' : field.validationMessage;
}

/**
 * @param {Field} field
 * @param {string} fault
 */
function show(field, fault) {
  const id = `${field.id}-error`;
  const place = document.getElementById(id) ?? placeBeside(field, id);
  place.textContent = fault;
  const others = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((other) => other && other !== id);
  const described = fault ? [...others, id] : others;
  set(field, 'aria-invalid', fault && 'true');
  set(field, 'aria-describedby', described.join(' '));
}

/** @param {Field} field */
function isMarked(field) {
  return field.hasAttribute('aria-invalid');
}

/**
 * Not by properties such as `ariaInvalid`, which Firefox lacked until 2023.
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function set(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/**
 * @param {Field} field
 * @param {string} id
 */
function placeBeside(field, id) {
  const place = document.createElement('span');
  place.id = id;
  place.className = 'field-error';
  field.parentElement?.append(place);
  return place;
}
