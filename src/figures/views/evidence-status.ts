/** Which part of a figure's evidence is in view. */
export const EVIDENCE_STATUSES = ['counted', 'collapsed', 'left-out', 'all'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];
