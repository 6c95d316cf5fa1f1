/** Every key that works, by place: shown by `?` and in Settings. Two spaces part one cap from the next. */
export const keyList: readonly {
  readonly where: string;
  readonly keys: readonly (readonly [keys: string, does: string])[];
}[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl K  or  /', 'Search people'],
      ['G  then  U  T  B  P  A', 'Go to Users, Teams, Bulk invite, Provisioning, Activity'],
      ['Ctrl ,', 'Settings'],
      ['Ctrl 1..9', 'Switch tenant'],
      ['Ctrl R', 'Sync now'],
      ['Ctrl B', 'Sidebar wide or narrow'],
      ['Ctrl Z', 'Undo, while it is offered'],
      ['?', 'All keys'],
      ['Esc', 'Close the topmost thing'],
    ],
  },
  {
    where: 'Users',
    keys: [
      ['J  K  or  arrows', 'Move'],
      ['Shift J  Shift K', 'Extend the selection'],
      ['X', 'Select'],
      ['Ctrl A', 'Select all that match'],
      ['Enter', 'Open'],
      ['Home  End  PgUp  PgDn', 'Move far'],
      ['F', 'Filters'],
      ['C', 'Copy email'],
      ['I', 'Invite'],
      ['T', 'Add to team'],
      ['D', 'Deactivate'],
      ['Del', 'Deletion plan'],
    ],
  },
  {
    where: 'Person',
    keys: [
      ['J  K', 'Next and previous person'],
      ['1  2  3', 'Profile, Access, History'],
      ['Esc', 'Close'],
    ],
  },
  {
    where: 'Teams',
    keys: [
      ['J  K  or  arrows', 'Move'],
      ['Enter', 'Open'],
      ['A', 'Add people to the open team'],
      ['Del', 'Delete the open team'],
      ['Esc', 'Close'],
    ],
  },
  {
    where: 'Bulk invite',
    keys: [
      ['Ctrl Enter', 'Next step'],
      ['F', 'Next problem'],
      ['Enter', 'Edit the cell that the verdict is about'],
      ['Tab', 'Take the suggestion, in the field'],
      ['X', 'Do what the row offers: take, keep, split, reactivate, update, leave, bring back, use'],
      ['Del', 'Leave the row out'],
      ['C', 'Compare the rows about one person'],
      ['A', 'Apply the latest fix to all rows like it'],
      ['Ctrl Z', 'Take the latest fix back'],
      ['T  Shift T', 'Next and previous tenant of the file'],
      ['P', 'Pause or resume the run'],
    ],
  },
  { where: 'Dialogs', keys: [['Ctrl Enter', 'Confirm, once everything is filled in']] },
];
