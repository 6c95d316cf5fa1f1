/** One numbered step of the ledger's shape. Steps are never edited after they have shipped; a new one is added. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
