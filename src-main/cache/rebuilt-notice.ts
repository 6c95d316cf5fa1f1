/** What an admin is told when the copy was begun anew. */
export const rebuiltNotice =
  'The local copy could not be read. It was begun anew and is being fetched again; nothing of the tenants was changed.';
