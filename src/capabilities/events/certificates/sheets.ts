/** Certificates as documents: gathers what each one says, with its pictures, and has it set. */
import type { PoolClient } from 'pg';
import QRCode from 'qrcode';
import type { Files } from '../../../platform/attachments/files.ts';
import type { DocumentPlan } from '../../../platform/documents/typesetting.ts';
import { codeShown } from '../../../verification/rules.ts';
import { designOf, type Design } from './certification.ts';
import { findDesignAt, type CertificateRow, type DesignPayload, type Signatory } from './queries.ts';
import { imagesOf } from './refuser.ts';
import { filled, folioOf } from './rules.ts';
import { datesWords, dayWords, hoursWords, SHEET_WORDS } from './sheet-words.ts';

const TEMPLATE = 'capabilities/events/certificates/certificate.typ';

/** What one certificate prints. */
export interface Printed {
  readonly language: 'es' | 'en';
  readonly says: DesignPayload;
  readonly signatories: readonly Signatory[];
  readonly name: string;
  readonly processTitle: string;
  readonly partnerName: string | null;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly minutes: number;
  readonly issuedOn: string;
  readonly folio: string;
  readonly code: string;
  readonly address: string;
  readonly isSample: boolean;
}

/** Certificates that were issued, with the design each had then; whose name was erased is left out. */
export async function printedOf(client: PoolClient, programmeId: string, rows: readonly CertificateRow[]): Promise<Printed[]> {
  const designs = new Map<string, Design | null>();
  const printed: Printed[] = [];
  for (const row of rows) {
    const design = await designThen(client, programmeId, row, designs);
    if (row.holder === null || design === null) continue;
    printed.push({
      language: row.language,
      says: design.says,
      signatories: design.signatories,
      name: fullName(row.holder),
      processTitle: row.processTitle,
      partnerName: row.partnerName,
      firstOn: row.firstOn,
      lastOn: row.lastOn,
      minutes: row.minutes,
      issuedOn: row.issuedOn,
      folio: folioOf(row.series, row.folioNumber),
      code: row.code,
      address: row.address,
      isSample: false,
    });
  }
  return printed;
}

export function fullName({ givenNames, surnames }: { readonly givenNames: string; readonly surnames: string }): string {
  return `${givenNames} ${surnames}`.trim();
}

/** Designs are few and certificates many: one that stood over both positions is read once. */
async function designThen(client: PoolClient, programmeId: string, { designId, number }: CertificateRow, known: Map<string, Design | null>): Promise<Design | null> {
  const row = await findDesignAt(client, programmeId, designId, number);
  const key = `${designId} ${row?.fromPosition ?? ''}`;
  const design = known.get(key) ?? (row === null ? null : designOf(row));
  known.set(key, design);
  return design;
}

export interface Sheet {
  readonly title: string;
  readonly author: string;
  readonly madeAt: Date;
}

/** The document of these certificates, one a page. */
export async function documentOf(files: Files, programmeId: string, printed: readonly Printed[], sheet: Sheet): Promise<DocumentPlan> {
  const images = new Map<string, Uint8Array>();
  for (const hash of new Set(printed.flatMap(({ says }) => imagesOf(says)))) {
    const bytes = await files.read(programmeId, hash);
    if (bytes !== null) images.set(`/images/${hash}`, bytes);
  }
  const certificates = [];
  for (const one of printed) {
    const qr = `/images/qr-${one.code}.svg`;
    images.set(qr, new TextEncoder().encode(await QRCode.toString(addressOf(one), { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })));
    certificates.push(dataOf(one, qr, images));
  }
  return { template: TEMPLATE, data: { title: sheet.title, author: sheet.author, certificates }, files: images, madeAt: sheet.madeAt };
}

function addressOf({ address, code, language }: Printed): string {
  return `${address}/verificar/${codeShown(code)}${language === 'en' ? '?lang=en' : ''}`;
}

function dataOf(one: Printed, qr: string, images: ReadonlyMap<string, Uint8Array>) {
  const words = SHEET_WORDS[one.language];
  const { says, language } = one;
  const imageAt = (hash: string | null): string | null => (hash !== null && images.has(`/images/${hash}`) ? `/images/${hash}` : null);
  const address = addressOf(one);
  return {
    paper: says.paper === 'a4' ? 'a4' : 'us-letter',
    language,
    heading: says.title[language] ?? says.title.es,
    awardedTo: words.awardedTo,
    name: one.name,
    body: filled(says.body[language] ?? says.body.es, {
      process: one.processTitle,
      dates: datesWords(one.firstOn, one.lastOn, language),
      hours: words.hours(hoursWords(one.minutes, language)),
      partner: one.partnerName ?? words.noPartner,
    }),
    agreement: says.agreement,
    logos: says.logos.flatMap(({ sha256, name }) => {
      const image = imageAt(sha256);
      return image === null ? [] : [{ image, name }];
    }),
    signatories: one.signatories.map((who, index) => ({
      ...who,
      image: imageAt(says.signatures[index] ?? null),
      alt: words.signatureOf(who.name),
    })),
    qr,
    qrWords: words.qr(address),
    verifyWords: words.verify,
    verifyAddress: address,
    verifyShown: `${one.address.replace(/^https?:\/\//, '')}/verificar`,
    codeLabel: words.code,
    code: codeShown(one.code),
    issuedWords: words.issued(dayWords(one.issuedOn, language)),
    folioLabel: words.folio,
    folio: one.folio,
    sample: one.isSample ? words.sample : null,
  };
}
