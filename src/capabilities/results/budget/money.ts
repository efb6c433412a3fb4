/**
 * Money as whole hundredths, so that sums are exact however many rows there are. Pure.
 *
 * A product or quotient that falls between two cents is rounded half away from zero, once per row: that is how invoices
 * and spreadsheets round, so whoever checks a row by hand finds the same cent, and a total is the sum of the rows shown.
 */

/** `1234.50` -> 123450n; null where it is no amount with two decimals. */
export function centsOf(text: string): bigint | null {
  const match = /^(-?)(\d{1,15})\.(\d{2})$/.exec(text);
  if (match === null) return null;
  const cents = BigInt(`${match[2]}${match[3]}`);
  return match[1] === '-' ? -cents : cents;
}

/** 123450n -> `1234.50`. */
export function moneyText(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount at a rate written as text (`6.96`); null where the rate is none. */
export function converted(cents: bigint, rate: string): bigint | null {
  const match = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(rate);
  if (match === null) return null;
  const decimals = match[2] ?? '';
  return dividedHalfUp(cents * BigInt(`${match[1]}${decimals}`), 10n ** BigInt(decimals.length));
}

/** What each of `parts` costs; null where there is nothing to divide by. `parts` may have decimals, at most six are read. */
export function perPart(cents: bigint, parts: number): bigint | null {
  const millionths = Math.round(parts * 1_000_000);
  if (!Number.isSafeInteger(millionths) || millionths <= 0) return null;
  return dividedHalfUp(cents * 1_000_000n, BigInt(millionths));
}

/** Share of an amount in another, percent with one decimal, in tenths; null where there is nothing to compare with. */
export function percentTenths(part: bigint, whole: bigint): number | null {
  return whole <= 0n ? null : Number(dividedHalfUp(part * 1000n, whole));
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, cents) => sum + cents, 0n);
}

/** Halves go away from zero; `by` is above zero. */
function dividedHalfUp(amount: bigint, by: bigint): bigint {
  const size = amount < 0n ? -amount : amount;
  const rounded = (size * 2n + by) / (by * 2n);
  return amount < 0n ? -rounded : rounded;
}

/** An amount as people type it, dots or spaces between thousands and a comma or a point before decimals; null for none. */
export function moneyTyped(text: string): string | null {
  const plain = text.trim().replaceAll(/[\s\u00a0]/g, '');
  const match =
    /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(plain) ?? /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const whole = (match[2] ?? '').replaceAll(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  const typed = `${whole}.${(match[3] ?? '').padEnd(2, '0')}`;
  return whole.length > 12 ? null : `${match[1] === '-' && /[1-9]/.test(typed) ? '-' : ''}${typed}`;
}
