/**
 * More groups than this are refused: no directory that pushes them is known. In a file of its own, so that the page knows it
 * without the schemas.
 */
export const mostGroups = 20_000;
