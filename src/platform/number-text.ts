/** How numbers are written in either language. Pure: the browser and the files the server makes share it. */

export type WrittenLanguage = 'es' | 'en';

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';

/** `1.234,5` in Spanish, `1,234.5` in English; at most `decimals` decimals, none of them padding. */
export function numberText(value: number, language: WrittenLanguage, decimals = 1): string {
  return withSeparators(trimZeros(Math.abs(value).toFixed(decimals)), value < 0, language);
}

/** `60,1 %` in Spanish, `60.1%` in English. The value is already a percentage. */
export function percentText(value: number, language: WrittenLanguage, decimals = 1): string {
  const number = withSeparators(Math.abs(value).toFixed(decimals), value < 0, language);
  return language === 'es' ? `${number}${NO_BREAK_SPACE}%` : `${number}%`;
}

/** `180 kB`, `1,4 MB`, `10,7 GB`. */
export function bytesText(bytes: number, language: WrittenLanguage): string {
  if (bytes < 1000) return `${bytes}${NO_BREAK_SPACE}B`;
  if (bytes < 1_000_000) return `${numberText(bytes / 1000, language, 0)}${NO_BREAK_SPACE}kB`;
  if (bytes < 1_000_000_000) return `${numberText(bytes / 1_000_000, language)}${NO_BREAK_SPACE}MB`;
  return `${numberText(bytes / 1_000_000_000, language)}${NO_BREAK_SPACE}GB`;
}

/** `1.234`: numbers in Spanish sentences. No formatter of the platform: to make one takes a cheap phone 50 ms. */
export function wholeEs(value: number): string {
  return numberText(value, 'es', 3);
}

/** `1,234`: numbers in English sentences. */
export function wholeEn(value: number): string {
  return numberText(value, 'en', 3);
}

function withSeparators(digits: string, negative: boolean, language: WrittenLanguage): string {
  const [whole = '0', fraction] = digits.split('.');
  const [group, point] = language === 'es' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group ?? '');
  return `${negative ? MINUS : ''}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
}

function trimZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
