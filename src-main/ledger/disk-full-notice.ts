/** What an admin is told when the ledger finds no room to write. */
export const diskFullNotice =
  'The disk of this computer is full. Open jobs were paused; what was stored before is kept. Free some space, then resume them.';
