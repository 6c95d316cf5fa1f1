/** So long what was reviewed may be sent as it was reviewed: a day (condition 63). */
export const planLifeMs = 24 * 60 * 60 * 1000;
