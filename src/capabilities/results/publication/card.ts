/** What of the results stands in the picture that goes with a link to them: nothing that the page does not say. */
import { percentText } from '../../../platform/number-text.ts';
import { shortened, type Card } from '../../../site/card.ts';
import { dayWords, TEXTS, valueWords, type Language } from './page-words.ts';
import { womenPercent, type PublicResults } from './results.ts';
import type { PublicIndicator } from './telling.ts';

const FIGURES_MAX = 3;
/** Letters of a name that fit into its place. */
const NAME_LETTERS = 70;

export function cardOf(results: PublicResults, language: Language): Card {
  const t = TEXTS[language];
  const { programme, through } = results;
  const figures = largeOf(results).map((one) => {
    const women = womenPercent(one);
    return { value: valueWords(one, language), name: shortened(one.name[language], NAME_LETTERS), note: women === null ? '' : t.women(percentText(women, language, 0)) };
  });
  return {
    language, figures,
    kicker: t.results,
    title: programme.name[language],
    foot: `${t.asOf(dayWords(through))}${programme.demonstration ? `. ${t.demonstration}` : ''}`,
    madeAt: new Date(`${through}T00:00:00Z`),
  };
}

/** The same in words, for whoever does not see it. */
export function cardWords(results: PublicResults, language: Language): string {
  return [results.programme.name[language], ...largeOf(results).map((one) => `${one.name[language]}: ${valueWords(one, language)}`)].join('. ');
}

/** The first figures that the page shows large, as it shows them. */
function largeOf({ indicators }: PublicResults): PublicIndicator[] {
  return indicators.filter(({ large, value }) => large && value !== null).slice(0, FIGURES_MAX);
}
