/** The evidence of a figure as a file: every record of the part in view, page by page. */
import type { AnswerOf } from '../../web/api.ts';
import { wordOf } from '../../web/codes/codes.ts';
import { exportTable } from '../../web/export-table.ts';
import { dayOfInstant } from '../../web/format.ts';
import { language } from '../../web/words.ts';
import type { readEvidence } from '../contract.ts';
import { placeWord } from './dimension-words.ts';
import { es } from '../texts.es.ts';
import { en } from '../texts.en.ts';

type Page = AnswerOf<typeof readEvidence>;
type Item = Page['items'][number];

/** `ask` brings the page that begins at a cursor. As a donor: without names, organisations, files or who recorded. */
export async function saveEvidence(
  fileName: string,
  asDonor: boolean,
  ask: (cursor: number) => Promise<Page>,
): Promise<void> {
  const items: Item[] = [];
  let cursor: number | null = 0;
  while (cursor !== null) {
    const page: Page = await ask(cursor);
    items.push(...page.items);
    cursor = page.next;
  }
  const { heads } = (language.value === 'es' ? es : en).evidence;
  const open = [
    heads.person,
    heads.sex,
    heads.kind,
    heads.process,
    heads.session,
    heads.day,
    heads.place,
    heads.partner,
    heads.quantity,
    heads.percent,
    heads.source,
    heads.reason,
  ];
  const personal = [heads.name, heads.organisation, heads.file, heads.row, heads.recordedBy, heads.recordedOn];
  const rows = items.map((item) => (asDonor ? openCells(item) : [...openCells(item), ...personalCells(item)]));
  exportTable(fileName, asDonor ? open : [...open, ...personal], rows);
}

function openCells(item: Item): (string | number | null)[] {
  return [
    item.pseudonym,
    wordOf('sexes', item.sex),
    wordOf('organisationKinds', item.organisationKind),
    item.processTitle,
    item.sessionLabel,
    item.occurredOn,
    item.place === null ? '' : placeWord(item.place),
    item.partnerName,
    item.quantity,
    item.attainedPercent,
    item.source,
    item.reason === null ? '' : wordOf('evidenceReasons', item.reason),
  ];
}

function personalCells(item: Item): (string | number | null)[] {
  return [
    item.personName,
    item.organisationName,
    item.file?.name ?? null,
    item.file?.row ?? null,
    item.recordedBy,
    dayOfInstant(item.recordedAt),
  ];
}
