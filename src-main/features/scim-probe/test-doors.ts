import type { Clock } from '../../tenant-api/clock.ts';
import type { UrlOwner } from './judge-url.ts';
import type { Notes } from './notes.ts';
import type { OtherViews } from './other-views.ts';
import type { PatientWire } from './patient-wire.ts';

/** What a connection test works with. */
export interface TestDoors {
  wire: PatientWire;
  notes: Notes;
  clock: Clock;
  /** The URL as it was given. */
  given: string;
  owner: UrlOwner | null;
  /** When the token ends by its own word, ms since 1970. */
  tokenEndMs: number | null;
  views: OtherViews | null;
  until: AbortSignal;
}
