/** The id of the people search in the top bar. */
export const searchFieldId = 'people-search';

/** Puts the cursor into the people search, with what is in it selected. */
export function focusSearch(): void {
  const field = document.getElementById(searchFieldId);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}
