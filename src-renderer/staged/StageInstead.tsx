import { Button } from '@mantine/core';

/** In the dialog of a change: prepares it for later instead of sending it now. */
export function StageInstead({ onStage }: { readonly onStage: () => void }) {
  return (
    <Button size="md" variant="subtle" onClick={onStage}>
      Stage instead…
    </Button>
  );
}
