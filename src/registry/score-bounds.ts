/** What scores of likeness mean. Apart from how they are reached (matching.ts), which screens need not carry. */

/** From here two records are merged without asking. */
export const SURE_SCORE_MIN = 85;
/** From here a person is asked. Below, they are two people. */
export const DOUBTFUL_SCORE_MIN = 70;
