/** The picture that goes with a link to a page of the public site: the programme's name, what the page is, and at most three figures. */
import { pictureOf } from '../platform/documents/picture.ts';
import { TypesettingBusy, type Typesetting } from '../platform/documents/typesetting.ts';
import { Problem } from '../platform/problem.ts';
import type { Language } from './rules.ts';

export interface Card {
  readonly language: Language;
  readonly kicker: string;
  readonly title: string;
  readonly figures: readonly { readonly value: string; readonly name: string; readonly note: string }[];
  readonly foot: string;
  readonly madeAt: Date;
}

/** Letters of a title that fit into its place. */
const TITLE_LETTERS = 92;

/** As PNG. Throws `documents-busy` where too many are being made. */
export async function cardPicture(typesetting: Typesetting, { madeAt, title, ...data }: Card): Promise<Uint8Array> {
  const plan = { template: 'site/card.typ', data: { ...data, title: shortened(title, TITLE_LETTERS) }, files: new Map<string, Uint8Array>(), madeAt };
  try {
    return pictureOf(Buffer.from(await typesetting.svg(plan)).toString('utf8'));
  } catch (error) {
    if (error instanceof TypesettingBusy) throw new Problem('documents-busy');
    throw error;
  }
}

export function shortened(text: string, lettersMax: number): string {
  if (text.length <= lettersMax) return text;
  const cut = text.slice(0, lettersMax - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), lettersMax / 2)).replace(/[\s,;:.]+$/, '')}…`;
}
