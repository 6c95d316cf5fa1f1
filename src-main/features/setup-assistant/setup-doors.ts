import type { Outcome } from '../../../src-contract/outcome.ts';
import type { Provisioning } from '../../../src-contract/provisioning.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';

/** What the last connection test of a connection said, and when. */
export interface LastTest {
  result: 'passed' | 'look' | 'failed';
  sentence: string;
  at: string;
}

/** Whether pushes come as often as they do here; null when it cannot be told. */
export interface PushSilence {
  state: 'usual' | 'unusual';
  sentence: string;
  at: string | null;
}

/** What this feature may use. The last three are other features' words, handed over by the composition root. */
export interface SetupDoors extends FeatureRooms {
  shell: Pick<ShellDoors, 'chooseFile' | 'saveFile' | 'copyText'>;
  provisioning(tenantId: string): Promise<Outcome<Provisioning>>;
  lastTest(connection: { tenantId: string; ssoId: string }): Promise<LastTest | null>;
  pushSilence(tenantId: string): Promise<PushSilence | null>;
  now(): Date;
}
