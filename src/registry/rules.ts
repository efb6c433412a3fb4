/** Rules of the registry: which size class an organisation stands in. Pure. */
import type { z } from 'zod';
import { SIZE_CLASSES, type organisationSized, type SizeClass, type sizeRuleSet } from './entries.ts';

export type SizeRule = z.output<typeof sizeRuleSet.payload>;
type Bounds = SizeRule['classes'][number];

/** What was stated of an organisation's size on a day. */
export type Size = Omit<z.output<typeof organisationSized.payload>, 'organisationId'> & { readonly sizedOn: string };

export interface Classed {
  readonly sizeClass: SizeClass;
  /** Name of the rule that said so. */
  readonly rule: string;
}

/**
 * The class of an organisation as of a day, by the numbers last stated until then and the rule then in force; null
 * where there are no numbers, no rule, or no number that the rule has a bound for. Several statements of one day
 * stand in the order in which they were recorded; the last counts.
 */
export function sizeClassOn(sizes: readonly Size[], rules: readonly SizeRule[], day: string): Classed | null {
  const size = latest(sizes.filter(({ sizedOn }) => sizedOn <= day), ({ sizedOn }) => sizedOn);
  const rule = ruleOn(rules, day);
  if (size === null || rule === null) return null;
  const sizeClass = classOf(size, rule);
  return sizeClass === null ? null : { sizeClass, rule: rule.name };
}

/** The rule in force on a day: the one that began last. */
export function ruleOn(rules: readonly SizeRule[], day: string): SizeRule | null {
  return latest(rules.filter(({ from }) => from <= day), ({ from }) => from);
}

/** All workers; null where nobody said how many of any sex. */
export function workersOf(size: Pick<Size, 'workersWomen' | 'workersMen' | 'workersUnknown'>): number | null {
  const known = [size.workersWomen, size.workersMen, size.workersUnknown].filter((number) => number !== null);
  return known.length === 0 ? null : known.reduce((sum, number) => sum + number, 0);
}

/** The highest class that any known number asks for. Amounts count only where they are in the rule's currency. */
function classOf(size: Size, rule: SizeRule): SizeClass | null {
  const inCurrency = size.currency === rule.currency;
  const asked = [
    classBy(rule, workersOf(size), ({ workersMax }) => workersMax),
    classBy(rule, inCurrency ? size.annualSales : null, ({ annualSalesMax }) => annualSalesMax),
    classBy(rule, inCurrency ? size.equity : null, ({ equityMax }) => equityMax),
  ].filter((sizeClass) => sizeClass !== null);
  return SIZE_CLASSES.findLast((sizeClass) => asked.includes(sizeClass)) ?? null;
}

/** The smallest class whose bound takes a number in; above every bound, the class after the last bounded one. */
function classBy({ classes }: SizeRule, number: number | null, boundOf: (bounds: Bounds) => number | null): SizeClass | null {
  const ordered = SIZE_CLASSES.flatMap((sizeClass) => classes.find((bounds) => bounds.sizeClass === sizeClass) ?? []);
  // A rule that bounds no class by this number does not speak of it.
  if (number === null || ordered.every((bounds) => boundOf(bounds) === null)) return null;
  const found = ordered.find((bounds) => (boundOf(bounds) ?? -1) >= number);
  if (found !== undefined) return found.sizeClass;
  const open = ordered.at(-1);
  return open !== undefined && boundOf(open) === null ? open.sizeClass : null;
}

function latest<T>(items: readonly T[], of: (item: T) => string): T | null {
  return items.reduce<T | null>((best, item) => (best === null || of(item) >= of(best) ? item : best), null);
}
