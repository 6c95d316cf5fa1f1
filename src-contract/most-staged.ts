/** Enough for an outage; more at once belongs into a plan with the connection. Apart from the schemas: the page reads it. */
export const mostStaged = 500;
