/** The picture that goes with a link to the public page: it says nothing that the page does not. */
import { pictureOf } from '../../../platform/documents/picture.ts';
import type { DocumentPlan, Typesetting } from '../../../platform/documents/typesetting.ts';
import { percentText } from '../../../platform/number-text.ts';
import { dayWords, TEXTS, valueWords, type Language } from './page-words.ts';
import { womenPercent, type PublicResults } from './results.ts';
import type { PublicIndicator } from './telling.ts';

const FIGURES_MAX = 3;
/** Letters of a name that fit into its place. */
const TITLE_LETTERS = 92;
const NAME_LETTERS = 70;

/** As PNG. */
export async function cardPicture(typesetting: Typesetting, results: PublicResults, language: Language): Promise<Uint8Array> {
  return pictureOf(Buffer.from(await typesetting.svg(cardPlan(results, language))).toString('utf8'));
}

/** The same in words, for whoever does not see it. */
export function cardWords(results: PublicResults, language: Language): string {
  return [results.programme.name[language], ...largeOf(results).map((one) => `${one.name[language]}: ${valueWords(one, language)}`)].join('. ');
}

function cardPlan(results: PublicResults, language: Language): DocumentPlan {
  const t = TEXTS[language];
  const { programme, through } = results;
  const figures = largeOf(results).map((one) => {
    const women = womenPercent(one);
    return { value: valueWords(one, language), name: shortened(one.name[language], NAME_LETTERS), note: women === null ? '' : t.women(percentText(women, language, 0)) };
  });
  return {
    template: 'capabilities/results/publication/card.typ',
    data: {
      language, figures,
      kicker: t.results,
      title: shortened(programme.name[language], TITLE_LETTERS),
      foot: `${t.asOf(dayWords(through))}${programme.demonstration ? `. ${t.demonstration}` : ''}`,
    },
    files: new Map(),
    madeAt: new Date(`${through}T00:00:00Z`),
  };
}

/** The first figures that the page shows large, as it shows them. */
function largeOf({ indicators }: PublicResults): PublicIndicator[] {
  return indicators.filter(({ large, value }) => large && value !== null).slice(0, FIGURES_MAX);
}

function shortened(text: string, lettersMax: number): string {
  if (text.length <= lettersMax) return text;
  const cut = text.slice(0, lettersMax - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), lettersMax / 2)).replace(/[\s,;:.]+$/, '')}…`;
}
