/** Certification of a process as its panel shows it, the sample of a design, and a certificate as the public page says it. */
import type { z } from 'zod';
import type { Verifier } from '../../../verification/routes.ts';
import { initialsOf } from '../../../verification/rules.ts';
import type { Certification } from './certification.ts';
import type { listOwnCertificates, previewCertificate, readCertification } from './contract.ts';
import { findCertificates, type CertificateRow } from './queries.ts';
import { certifiedMinutes, folioOf } from './rules.ts';
import { fullName, type Printed } from './sheets.ts';
import { datesWords, dayWords, hoursWords, SHEET_WORDS } from './sheet-words.ts';

export function panelOf(found: Certification, address: string): z.input<typeof readCertification.answer> {
  const { design, heldMinutes, process, candidates, certificates } = found;
  const byId = new Map(candidates.map((one) => [one.personId, one]));
  return {
    design: design === null ? null : { ...design, leaves: [...design.leaves], signatories: [...design.signatories] },
    heldMinutes,
    thresholdPercent: process.thresholdPercent,
    address,
    candidates: candidates.map(({ personId, givenNames, surnames, minutes, whyNot }) => ({
      personId,
      givenNames,
      surnames,
      percent: heldMinutes === 0 ? 0 : Math.floor((minutes * 100) / heldMinutes),
      whyNot,
    })),
    certificates: certificates.map((row) => {
      const candidate = byId.get(row.personId);
      const holder = row.holder === null ? null : fullName(row.holder);
      return {
        ...lineOf(row),
        personId: row.personId,
        holder,
        belowNow: candidate?.reached !== true,
        renamed: candidate !== undefined && holder !== null && fullName(candidate) !== holder,
      };
    }),
  };
}

export function lineOf(row: CertificateRow): z.input<typeof listOwnCertificates.answer>['items'][number] {
  const { id, leafId, code, certifies, language, minutes, issuedOn, annulledOn, processTitle } = row;
  return { id, leafId, folio: folioOf(row.series, row.folioNumber), code, certifies, language, hours: minutes / 60, issuedOn, annulledOn, processTitle };
}

/** Stands where nobody's name belongs. */
const SAMPLE_NAME = 'Nombres Apellido Apellido';
const SAMPLE_CODE = 'ABCDEFGHJKMN';

/** A certificate of nobody, for the eyes of whoever designs. */
export function sampleOf(found: Certification, { language, says, signatories }: z.output<typeof previewCertificate.body>, address: string, today: string): Printed {
  const { process, heldMinutes } = found;
  return {
    language,
    says,
    signatories,
    name: SAMPLE_NAME,
    processTitle: process.title,
    partnerName: process.partnerName,
    firstOn: found.firstOn ?? today,
    lastOn: found.lastOn ?? today,
    minutes: certifiedMinutes(says.statedHours, heldMinutes),
    issuedOn: today,
    folio: folioOf(says.series, 0),
    code: SAMPLE_CODE,
    address,
    isSample: true,
  };
}

/** What the public page says of a certificate: no name. */
export const verifyCertificate: Verifier = async (client, programmeId, subjectId, language) => {
  const [row] = await findCertificates(client, programmeId, { id: subjectId });
  if (row === undefined) return null;
  const words = SHEET_WORDS[language];
  return {
    what: words.paper[row.certifies],
    holder: row.holder === null ? null : initialsOf(fullName(row.holder)),
    lines: [
      [words.process, row.processTitle],
      [words.datesLabel, datesWords(row.firstOn, row.lastOn, language)],
      [words.hoursLabel, words.hours(hoursWords(row.minutes, language))],
      [words.folio, folioOf(row.series, row.folioNumber)],
      [words.issuedLabel, dayWords(row.issuedOn, language)],
    ],
    annulledOn: row.annulledOn === null ? null : dayWords(row.annulledOn, language),
  };
};
