import { Button } from '@mantine/core';
import classes from './TenantsStep.module.css';

/** The plan of a tenant that was started: its run, and what became of the whole file. */
export function StartedNote({ onOpen, onAll }: { readonly onOpen: () => void; readonly onAll: () => void }) {
  return (
    <div className={classes.started}>
      <p>This tenant was started. Its rows stay as they were then.</p>
      <Button onClick={onOpen}>Open its run</Button>
      <Button onClick={onAll}>All tenants of the file</Button>
    </div>
  );
}
