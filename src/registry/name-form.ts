/** The form in which names are compared and searched. Pure, and without the word lists: a screen that only filters needs no more. */

/** Letters of other alphabets that look like ours: copied from a keyboard set otherwise, or typed to pass for another. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's',
  α: 'a', β: 'b', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i', ł: 'l', ø: 'o', đ: 'd',
};
const LOOK_ALIKES = new RegExp(`[${Object.keys(LOOK_ALIKE).join('')}]`, 'g');

/**
 * A form to compare by: no accents (ñ as n), no capitals, no punctuation, single blanks; nothing that does not show
 * (zero-width and direction marks), and letters that only look like ours as ours.
 */
export function normaliseName(text: string): string {
  return text.includes(' ') ? text.split(' ').map(wordForm).filter((word) => word !== '').join(' ') : wordForm(text);
}

/** Forms of words met lately: a list of thousands has the same names again and again. */
const forms = new Map<string, string>();
const FORMS_MAX = 20_000;
/** Longer words are no names, and are not kept. */
const LETTERS_MAX = 40;

function wordForm(word: string): string {
  const known = forms.get(word);
  if (known !== undefined) return known;
  const form = withoutLookAlikes(word.normalize('NFKD').toLowerCase())
    .replace(/[\u0300-\u036f'’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (word.length > LETTERS_MAX) return form;
  if (forms.size >= FORMS_MAX) forms.clear();
  forms.set(word, form);
  return form;
}

/** `text` in small letters, without what does not show, and with our letters for those that only look like ours. */
export function withoutLookAlikes(text: string): string {
  return text.replace(/\p{Cf}/gu, '').replace(LOOK_ALIKES, (letter) => LOOK_ALIKE[letter] ?? letter);
}
